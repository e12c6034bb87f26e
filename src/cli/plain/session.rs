//! A session's questions, one at a time: practice, exam and review alike. What
//! differs between them is in the session's policy.

use std::collections::HashMap;
use std::sync::Arc;

use super::command::Command;
use super::desk::{Desk, Way};
use super::seat::{Seat, Turn};
use super::{drill, listing, question, result};
use crate::app::Sitting;
use crate::app::telling::{self, kept};
use crate::model::{Bank, QuestionId};
use crate::quiz::{Event, Feedback, Kind, Outcome, Slot};

/// Sits `sitting`, and whatever is begun from its result. What ended with its
/// beginning is said first.
pub fn sit(desk: &mut Desk, sitting: Sitting) -> anyhow::Result<Way> {
    let mut next = sitting;
    loop {
        if let Some(said) = telling::ended_open(&next) {
            desk.paper.gap()?;
            desk.say(&said)?;
        }
        let way = if next.header.kind == Kind::Drill {
            drill::sit(desk, next)?
        } else {
            Quiz::open(desk, next)?.run()?
        };
        match way {
            Way::Sit(other) => next = *other,
            way => return Ok(way),
        }
    }
}

/// `two`, as questions have it; more than five only as digits.
pub(super) fn in_words(count: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five"];
    words
        .get(count)
        .map_or(count.to_string(), |word| (*word).to_owned())
}

pub(super) struct Quiz<'d> {
    pub(super) desk: &'d mut Desk,
    pub(super) bank: Arc<Bank>,
    pub(super) seat: Seat,
    /// Missed questions that wait to be put right, and in how many sittings each
    /// was right so far.
    waiting: HashMap<QuestionId, usize>,
    /// The review was what was said last, so that its `y` is meant.
    pub(super) reviewed: bool,
    /// Say how to answer: nothing was typed yet.
    fresh: bool,
    /// A new fact is told now; its question comes next.
    pub(super) telling: bool,
}

impl<'d> Quiz<'d> {
    fn open(desk: &'d mut Desk, sitting: Sitting) -> anyhow::Result<Self> {
        let now = desk.now();
        let missed = desk.overview()?.record.missed.clone().into_iter();
        let place = sitting.session.at();
        let mut quiz = Self {
            bank: Arc::clone(desk.app.bank()),
            waiting: missed.map(|it| (it.question, it.righted)).collect(),
            seat: Seat::take(sitting, &now),
            reviewed: false,
            fresh: true,
            telling: false,
            desk,
        };
        quiz.desk.paper.gap()?;
        let title = quiz.seat.sitting.header.kind.title();
        quiz.desk.say(&format!("{title}."))?;
        quiz.go_to(place)?;
        Ok(quiz)
    }

    /// Sits it to its end, or until it is left. However that happens, it is kept.
    fn run(mut self) -> anyhow::Result<Way> {
        let way = self.turns();
        self.seat.keep(self.desk);
        if matches!(way, Ok(None)) {
            return result::after(self.desk, &self.seat.sitting);
        }
        Ok(way?.unwrap_or(Way::Back))
    }

    /// `None` where the session has ended.
    fn turns(&mut self) -> anyhow::Result<Option<Way>> {
        loop {
            if self.seat.is_over() {
                return Ok(None);
            }
            let wanted = self.wanted();
            match self.seat.turn(self.desk, &wanted)? {
                Turn::Over => {}
                Turn::Closed => {
                    self.seat.keep(self.desk);
                    if !self.seat.is_over() {
                        let words = kept(&self.seat.sitting);
                        self.seat.say_kept(self.desk, &words)?;
                        return Ok(Some(Way::Out));
                    }
                }
                Turn::QuestionOver => self.run_out()?,
                Turn::Line(line) => {
                    let command = Command::parse(&line, self.slot().order.len());
                    if self.act(command)? {
                        return Ok(Some(Way::Back));
                    }
                }
            }
        }
    }

    pub(super) fn place(&self) -> usize {
        self.seat.sitting.session.at()
    }

    pub(super) fn slot(&self) -> &Slot {
        &self.seat.sitting.session.slots()[self.place()]
    }

    pub(super) fn each(&self) -> bool {
        self.seat.sitting.session.policy.feedback == Feedback::Each
    }

    /// Whether the open question is told with its key.
    pub(super) fn is_told(&self) -> bool {
        self.slot().answered && self.each()
    }

    /// What is waited for, in words.
    fn wanted(&mut self) -> String {
        if self.reviewed {
            return "y to finish and score, Enter to go back, g and a number for a question."
                .into();
        }
        if self.telling {
            return "Enter for the question on it.".into();
        }
        let slot = self.slot();
        if self.is_told() {
            return match self.seat.sitting.session.next_open() {
                Some(_) => "Enter for the next question.".into(),
                None => "Enter for the result.".into(),
            };
        }
        let count = slot.question.right_count();
        let mut wanted = match (slot.chosen.is_empty(), count) {
            (false, _) if !self.each() => "Enter to go on, or another answer.".to_owned(),
            (_, 1) => "Your answer?".to_owned(),
            (_, count) => format!("Your {} answers?", in_words(count)),
        };
        if std::mem::take(&mut self.fresh) {
            wanted += match count {
                1 => " Type a letter, then Enter; ? tells what else there is.",
                _ => " Type their letters, then Enter; ? tells what else there is.",
            };
        }
        wanted
    }

    /// Does what a line says. Says whether the session is left.
    fn act(&mut self, command: Command) -> anyhow::Result<bool> {
        let place = self.place();
        let reviewed = std::mem::take(&mut self.reviewed);
        match command {
            Command::Go if reviewed => self.show()?,
            Command::Finish if reviewed => self.seat.finish(self.desk)?,
            Command::Finish => self
                .desk
                .say("y finishes only after the review: type r first.")?,
            Command::Go => self.go()?,
            Command::Options(at) => self.answer(&at)?,
            Command::NoOption => {
                let last = self.slot().label(self.slot().order.len() - 1);
                let first = self.slot().label(0);
                self.desk
                    .say(&format!("The options are {first} to {last}."))?;
            }
            Command::Sure(confidence) => self.sure(confidence)?,
            Command::SureHow => self
                .desk
                .say("How sure? s sure, s unsure, s guess or s none.")?,
            Command::Strike(at) => self.strike(at)?,
            Command::Flag => {
                let on = !self.slot().flagged;
                if self.seat.apply(self.desk, Event::Flagged { place, on })? {
                    self.desk
                        .say(if on { "Flagged." } else { "No longer flagged." })?;
                }
            }
            Command::Undo => self.undo()?,
            Command::Next => self.step(true)?,
            Command::Previous => self.step(false)?,
            Command::Jump(number) => {
                let of = self.seat.sitting.session.slots().len();
                match number.checked_sub(1).filter(|at| *at < of) {
                    Some(place) => self.go_to(place)?,
                    None => self.desk.say(&format!("The questions are 1 to {of}."))?,
                }
            }
            Command::List => listing::all(&mut self.desk.paper, &self.seat.sitting)?,
            Command::Review => self.review()?,
            Command::Time => self.seat.tell_time(self.desk)?,
            Command::Again => self.show()?,
            Command::Map => self.map()?,
            Command::Why => self.why()?,
            Command::Dispute(words) => self.dispute(&words)?,
            Command::Help => self.help()?,
            Command::Leave => {
                let words = kept(&self.seat.sitting);
                return self.seat.leave(self.desk, &words);
            }
            Command::Unknown => self
                .desk
                .say("That is nothing to type here; ? tells what is.")?,
        }
        Ok(false)
    }

    pub(super) fn go_to(&mut self, place: usize) -> anyhow::Result<()> {
        self.seat.apply(self.desk, Event::Visited { place })?;
        if self.seat.is_over() {
            return Ok(());
        }
        self.telling = self.tells_first();
        self.show()
    }

    /// Says which question it is and how much time is left, and asks or tells it.
    pub(super) fn show(&mut self) -> anyhow::Result<()> {
        let now = self.desk.now();
        let slot = self.slot().clone();
        let of = self.seat.sitting.session.slots().len();
        let flagged = if slot.flagged { ", flagged" } else { "" };
        let head = format!(
            "Question {} of {of}{flagged}. {}",
            self.place() + 1,
            self.seat.time(&now)
        );
        self.desk.paper.gap()?;
        self.desk.say(head.trim())?;
        if self.telling {
            return self.tell_fact();
        }
        if self.is_told() {
            self.desk.say(&slot.question.stem)?;
            return self.tell();
        }
        Ok(question::ask(&mut self.desk.paper, &slot)?)
    }

    /// The verdict first, then the reasons.
    pub(super) fn tell(&mut self) -> anyhow::Result<()> {
        let slot = self.slot().clone();
        let verdict = match self.seat.sitting.session.outcome(self.place()) {
            Outcome::Right => {
                let waiting = self.waiting.get(&slot.question.id).copied();
                format!("Right. {}", telling::of_waiting(&slot, waiting))
            }
            _ => format!("Wrong. {} It waits in Review missed.", telling::key(&slot)),
        };
        self.desk.paper.gap()?;
        self.desk.say(verdict.trim())?;
        if let Some(topic) = self.bank.topic(&slot.question.topic) {
            self.desk.paper.say(&format!("Topic: {}.", topic.title))?;
        }
        let disputes = self
            .desk
            .app
            .disputes(&self.desk.clock.now())
            .unwrap_or_default();
        if let Some(words) = disputes.get(&slot.question.id) {
            self.desk.say(&format!("You dispute it: {words}"))?;
        }
        self.desk.paper.gap()?;
        Ok(question::tell(
            &mut self.desk.paper,
            &self.bank,
            &slot,
            true,
        )?)
    }

    fn run_out(&mut self) -> anyhow::Result<()> {
        self.reviewed = false;
        let place = self.place();
        if self.each() {
            self.desk.say("The time for this question is up.")?;
            return self.tell();
        }
        self.desk
            .say(&format!("The time for question {} is up.", place + 1))?;
        match self.seat.sitting.session.next_open() {
            Some(next) => self.go_to(next),
            None => self.seat.finish(self.desk),
        }
    }

    pub(super) fn review(&mut self) -> anyhow::Result<()> {
        let now = self.desk.now();
        listing::review(&mut self.desk.paper, &self.seat.sitting, &now)?;
        self.reviewed = true;
        Ok(())
    }
}
