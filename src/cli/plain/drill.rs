//! The drill: a cell of a table, one letter for its value, the next cell.

use super::command::Command;
use super::desk::{Desk, Way};
use super::result;
use super::seat::{Seat, Turn};
use crate::app::Sitting;
use crate::app::telling::{drilled_table, kept_drill};
use crate::quiz::{Event, Outcome, Slot};

struct Drill<'d> {
    desk: &'d mut Desk,
    seat: Seat,
    /// The tally was what was said last, so that its `y` is meant.
    reviewed: bool,
}

pub fn sit(desk: &mut Desk, sitting: Sitting) -> anyhow::Result<Way> {
    let now = desk.now();
    let mut drill = Drill {
        seat: Seat::take(sitting, &now),
        reviewed: false,
        desk,
    };
    let way = drill.turns();
    drill.seat.keep(drill.desk);
    if matches!(way, Ok(None)) {
        return result::after(drill.desk, &drill.seat.sitting);
    }
    Ok(way?.unwrap_or(Way::Back))
}

impl Drill<'_> {
    /// `None` where the drill has ended.
    fn turns(&mut self) -> anyhow::Result<Option<Way>> {
        self.desk.paper.gap()?;
        self.desk
            .say("Drill: one letter answers each cell. Type ? for the other commands.")?;
        self.go_to(self.seat.sitting.session.at())?;
        loop {
            if self.seat.is_over() {
                return Ok(None);
            }
            let wanted = if self.reviewed {
                "y to finish, Enter to go on.".to_owned()
            } else {
                options(self.slot())
            };
            match self.seat.turn(self.desk, &wanted)? {
                Turn::Over | Turn::QuestionOver => {}
                Turn::Closed => {
                    self.seat.keep(self.desk);
                    if !self.seat.is_over() {
                        let words = kept_drill(&self.seat.sitting);
                        self.seat.say_kept(self.desk, &words)?;
                        return Ok(Some(Way::Out));
                    }
                }
                Turn::Line(line) => {
                    let command = Command::parse(&line, self.slot().order.len());
                    if self.act(command)? {
                        return Ok(Some(Way::Back));
                    }
                }
            }
        }
    }

    fn slot(&self) -> &Slot {
        let session = &self.seat.sitting.session;
        &session.slots()[session.at()]
    }

    /// Does what a line says. Says whether the drill is left.
    fn act(&mut self, command: Command) -> anyhow::Result<bool> {
        let reviewed = std::mem::take(&mut self.reviewed);
        match command {
            Command::Options(at) => match at.first().filter(|_| at.len() == 1) {
                Some(at) => self.answer(*at)?,
                None => self.desk.say("One letter is wanted.")?,
            },
            Command::Finish if reviewed => self.seat.finish(self.desk)?,
            Command::Finish => self
                .desk
                .say("y finishes only after the tally: type r first.")?,
            Command::Go | Command::Again => self.show()?,
            Command::Review => {
                let tally = self.tally();
                self.desk.say(&tally)?;
                self.reviewed = true;
            }
            Command::Undo => self.undo()?,
            Command::Time => self.seat.tell_time(self.desk)?,
            Command::Help => self.desk.say(
                "a, b, c: answer the cell. u: undo the last answer. l: show the cell again. t: show \
                 the time left. r: show the score; y then finishes. q: leave; the drill is kept.",
            )?,
            Command::Leave => {
                let words = kept_drill(&self.seat.sitting);
                return self.seat.leave(self.desk, &words);
            }
            _ => self
                .desk
                .say("That is nothing to type here; ? tells what is.")?,
        }
        Ok(false)
    }

    fn go_to(&mut self, place: usize) -> anyhow::Result<()> {
        self.seat.apply(self.desk, Event::Visited { place })?;
        if self.seat.is_over() {
            return Ok(());
        }
        self.show()
    }

    fn show(&mut self) -> anyhow::Result<()> {
        let session = &self.seat.sitting.session;
        let (at, of) = (session.at() + 1, session.slots().len());
        let time = self.seat.time(&self.desk.now());
        let question = self.slot().question.stem.replace('\n', " ");
        let table = drilled_table(self.desk.app.bank(), self.slot());
        self.desk.paper.gap()?;
        self.desk
            .say(format!("Cell {at} of {of} ({table}). {time}").trim())?;
        self.desk.say(&question)
    }

    fn answer(&mut self, at: usize) -> anyhow::Result<()> {
        let place = self.seat.sitting.session.at();
        let chosen = std::iter::once(self.slot().order[at].clone()).collect();
        for event in [Event::Chose { place, chosen }, Event::Answered { place }] {
            if !self.seat.apply(self.desk, event)? {
                return Ok(());
            }
        }
        let right = self.slot().question.choices.iter().find(|it| it.correct);
        let (is, why) = right.map_or(("", ""), |it| (it.text.as_str(), it.why.as_str()));
        let verdict = match self.seat.sitting.session.outcome(place) {
            Outcome::Right => format!("Correct: {is}. {why}"),
            _ => format!("Incorrect. The answer is {is}. {why}"),
        };
        self.desk.say(&verdict)?;
        if place + 1 < self.seat.sitting.session.slots().len() {
            return self.go_to(place + 1);
        }
        self.seat.finish(self.desk)
    }

    fn undo(&mut self) -> anyhow::Result<()> {
        let Some(place) = self.seat.sitting.session.at().checked_sub(1) else {
            return self.desk.say("Nothing is answered yet.");
        };
        if self.seat.apply(self.desk, Event::TookBack { place })? {
            self.desk.say("Undone.")?;
            self.go_to(place)?;
        }
        Ok(())
    }

    fn tally(&self) -> String {
        let score = self.seat.sitting.session.score().all;
        format!("{} of {} right so far.", score.right, score.of)
    }
}

/// `a AWS, b both, c customer?`
fn options(slot: &Slot) -> String {
    let options: Vec<_> = slot
        .shown()
        .enumerate()
        .map(|(at, choice)| {
            let letter = slot.label(at).to_ascii_lowercase();
            format!("{letter} {}", choice.text)
        })
        .collect();
    format!("{}?", options.join(", "))
}
