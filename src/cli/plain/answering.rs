//! Answering: choose, strike, say how sure, take it back, go on.

use std::collections::BTreeSet;

use super::map;
use super::question::sureness;
use super::session::{Quiz, in_words};
use crate::bank::clean;
use crate::learn::Note;
use crate::quiz::{Confidence, Event};

impl Quiz<'_> {
    /// Takes these options: as the answer where reasons follow it, else as what
    /// is marked until the end.
    pub(super) fn answer(&mut self, at: &BTreeSet<usize>) -> anyhow::Result<()> {
        let place = self.place();
        if self.telling {
            return self.desk.say("Enter asks the question first.");
        }
        let slot = self.slot();
        if slot.answered {
            return self.desk.say(if self.each() {
                "This question is answered. Enter goes on, u takes the answer back."
            } else {
                "The time for this question is up. Enter goes on."
            });
        }
        let wanted = slot.question.right_count();
        if at.len() != wanted {
            let words = match wanted {
                1 => "This question wants one letter.".to_owned(),
                many => format!(
                    "This question wants {} letters on one line, such as a c.",
                    in_words(many)
                ),
            };
            return self.desk.say(&words);
        }
        let struck = at.iter().find(|at| slot.struck.contains(&slot.order[**at]));
        if let Some(struck) = struck {
            let letter = slot.label(*struck);
            return self.desk.say(&format!(
                "{letter} is struck out; x {letter} brings it back."
            ));
        }
        let chosen: BTreeSet<_> = at.iter().map(|at| slot.order[*at].clone()).collect();
        // Said before the question is left for the next one.
        let letters = slot.letters(&chosen);
        let chose = Event::Chose { place, chosen };
        if !self.seat.apply(self.desk, chose)? {
            return self.tell_if_time_ran_out();
        }
        if self.each() {
            self.seat.apply(self.desk, Event::Answered { place })?;
            return self.tell_if_time_ran_out();
        }
        self.desk.say(&format!("Marked {letters}."))?;
        self.go_on()
    }

    /// Tells the question if it is answered now, be it by the clock.
    fn tell_if_time_ran_out(&mut self) -> anyhow::Result<()> {
        if self.is_told() && !self.seat.is_over() {
            return self.tell();
        }
        Ok(())
    }

    /// An empty line: on, where the question is done.
    pub(super) fn go(&mut self) -> anyhow::Result<()> {
        if std::mem::take(&mut self.telling) {
            return self.show();
        }
        if self.is_told() {
            return match self.seat.sitting.session.next_open() {
                Some(place) => self.go_to(place),
                None => self.seat.finish(self.desk),
            };
        }
        if !self.each() && self.seat.sitting.session.is_done(self.place()) {
            return self.go_on();
        }
        self.desk
            .say("Type a letter to answer, n for the next question, ? for help.")
    }

    /// To the next question of a session that tells nothing before its end; from
    /// the last one to the review.
    fn go_on(&mut self) -> anyhow::Result<()> {
        let next = self.place() + 1;
        if next < self.seat.sitting.session.slots().len() {
            return self.go_to(next);
        }
        self.review()
    }

    pub(super) fn step(&mut self, forward: bool) -> anyhow::Result<()> {
        let (at, count) = (self.place(), self.seat.sitting.session.slots().len());
        match (forward, at) {
            (true, at) if at + 1 < count => self.go_to(at + 1),
            (true, _) if !self.each() => self.review(),
            (true, _) => match self.seat.sitting.session.next_open() {
                Some(place) => self.go_to(place),
                None => self.seat.finish(self.desk),
            },
            (false, 0) => self.desk.say("This is the first question."),
            (false, at) => self.go_to(at - 1),
        }
    }

    pub(super) fn sure(&mut self, confidence: Option<Confidence>) -> anyhow::Result<()> {
        let place = self.place();
        if self
            .seat
            .apply(self.desk, Event::Sure { place, confidence })?
        {
            let words = confidence.map_or("not said", sureness);
            self.desk.say(&format!("How sure: {words}."))?;
        }
        Ok(())
    }

    pub(super) fn strike(&mut self, at: usize) -> anyhow::Result<()> {
        let place = self.place();
        let slot = self.slot();
        let (letter, choice) = (slot.label(at), slot.order[at].clone());
        let on = !slot.struck.contains(&choice);
        let mut chosen = slot.chosen.clone();
        // What is struck out is no answer.
        if on && chosen.remove(&choice) {
            self.seat.apply(self.desk, Event::Chose { place, chosen })?;
        }
        if self
            .seat
            .apply(self.desk, Event::Struck { place, choice, on })?
        {
            let words = if on { "struck out" } else { "back" };
            self.desk.say(&format!("{letter} is {words}."))?;
        }
        Ok(())
    }

    /// Takes the last answer back; in an exam, what is marked here.
    pub(super) fn undo(&mut self) -> anyhow::Result<()> {
        let slot = self.slot();
        if !self.each() {
            let place = self.place();
            if slot.chosen.is_empty() {
                return self.desk.say("Nothing is marked here.");
            }
            let chosen = BTreeSet::new();
            if self.seat.apply(self.desk, Event::Chose { place, chosen })? {
                self.desk.say("Nothing is marked here any more.")?;
            }
            return Ok(());
        }
        let Some(place) = self.seat.sitting.session.newest_answer() else {
            return self.desk.say("Nothing is answered yet.");
        };
        if self.seat.apply(self.desk, Event::TookBack { place })? {
            self.desk
                .say(&format!("Undone. Question {} is open again.", place + 1))?;
            self.go_to(place)?;
        }
        Ok(())
    }

    /// Reads the row of the table that has the answer of an answered question.
    pub(super) fn map(&mut self) -> anyhow::Result<()> {
        let right = self.slot().question.choices.iter();
        let mut right = right.filter(|it| it.correct && self.is_told());
        let cell = right.find_map(|choice| choice.claims.first());
        match cell.map(|claim| claim.cell.clone()) {
            Some(cell) => Ok(map::row_of(&mut self.desk.paper, &self.bank, &cell)?),
            None if self.is_told() => self.desk.say("No table has the answer to this question."),
            None => self.desk.say("The map is told after the answer."),
        }
    }

    /// Why the question came now; before the answer that would be a hint.
    pub(super) fn why(&mut self) -> anyhow::Result<()> {
        let words = match &self.slot().why {
            _ if !self.is_told() => "Why it came is told after the answer.".to_owned(),
            Some(why) => why.clone(),
            None => "It was drawn at random.".to_owned(),
        };
        self.desk.say(&words)
    }

    /// Keeps what the learner says is wrong with an answered question.
    pub(super) fn dispute(&mut self, words: &str) -> anyhow::Result<()> {
        /// As much as a line on the screen takes, in characters.
        const MOST: usize = 200;
        if !self.is_told() {
            return self.desk.say("A question is disputed after its answer.");
        }
        let question = self.slot().question.id.clone();
        let text: String = clean(words).chars().take(MOST).collect();
        let now = self.desk.now();
        let note = Note::Disputed { question, text };
        if let Err(error) = self.desk.app.note(note, &now) {
            return self.desk.say(&format!("It could not be kept: {error}."));
        }
        self.desk.say(if words.is_empty() {
            "You no longer dispute it."
        } else {
            "Kept. `certdrill bank disputes` prints it."
        })
    }

    pub(super) fn help(&mut self) -> anyhow::Result<()> {
        let each = self.each();
        let answer = if each {
            "answer; a question with two answers wants both letters, such as a c"
        } else {
            "mark and go on; a question with two answers wants both letters, such as a c"
        };
        let undo = if each {
            "take the last answer back"
        } else {
            "take the mark off"
        };
        self.desk.paper.gap()?;
        for (typed, does) in [
            ("a, b, c …", answer),
            (
                "s sure, s unsure, s guess, s none",
                "how sure you are; before the answer",
            ),
            ("x b", "strike option B out, or bring it back"),
            ("f", "flag the question, or take the flag off"),
            ("u", undo),
            ("Enter", "go on from a question that is done"),
            ("n, p", "next, previous question, without answering"),
            ("g 3", "to question 3; g alone lists all questions"),
            ("l", "this question again"),
            ("m", "show its row of the table, after the answer"),
            ("w", "why this question came now, after the answer"),
            (
                "! and words",
                "what is wrong with it, after the answer; ! alone takes it back",
            ),
            ("t", "the time that is left"),
            (
                "r",
                "review what is open, flagged or unsure; y then finishes",
            ),
            ("q", "leave; the session is kept"),
        ] {
            self.desk.paper.item(&format!("{typed}: "), does)?;
        }
        Ok(())
    }
}
