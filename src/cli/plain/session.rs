//! Runs the questions in a session. All kinds of sessions run the same way, because only their
//! policies differ.

mod help;
mod show;

use super::command::Command;
use super::context::{InputEnded, PlainContext};
use super::session_loop::{SessionLoop, Turn, say};
use super::{card, drill, listing, result};
use crate::app::messages;
use crate::app::{ActiveSession, App, Controller, NextScreen, Response};
use crate::quiz::{Kind, Moment};

/// Runs `sitting` and any sessions that are started from its result.
pub fn run_session(desk: &mut PlainContext, sitting: ActiveSession) -> anyhow::Result<()> {
    let mut next = Some(sitting);
    while let Some(sitting) = next {
        let Some(sitting) = chosen(desk, sitting)? else {
            break;
        };
        next = Quiz::open(desk, sitting)?.run()?;
    }
    Ok(())
}

/// Asks for confirmation if starting `sitting` would end an open session of the same kind. Returns
/// the session to run, or `None` if the learner declines.
fn chosen(
    desk: &mut PlainContext,
    mut sitting: ActiveSession,
) -> anyhow::Result<Option<ActiveSession>> {
    let Some(open) = sitting.replaces.last().cloned() else {
        return Ok(Some(sitting));
    };
    let now = desk.now();
    let (title, says) = messages::asks_to_replace(&open, &now);
    desk.paper.gap()?;
    desk.say(&format!("{title}. {}", says.join(" ")))?;
    loop {
        let wanted = "Press Enter to resume the open session. Type y to end it and start the new one, or q to go back.";
        let line = desk.ask(wanted)?;
        let now = desk.now();
        match line.as_str() {
            "" => return Ok(Some(desk.app.resume(open, &now))),
            "y" | "yes" => {
                desk.app.settle(&mut sitting, &now);
                return Ok(Some(sitting));
            }
            "q" | "quit" => return Ok(None),
            _ => {}
        }
    }
}

struct Quiz<'d> {
    desk: &'d mut PlainContext,
    seat: SessionLoop,
    /// True if the last output was the review page, where `y` ends the session.
    reviewed: bool,
    /// True until the first prompt, which explains how to answer.
    fresh: bool,
}

impl<'d> Quiz<'d> {
    fn open(desk: &'d mut PlainContext, sitting: ActiveSession) -> anyhow::Result<Self> {
        let (seat, response) = SessionLoop::take(desk, sitting);
        desk.paper.gap()?;
        say(desk, &response)?;
        desk.paper.gap()?;
        let mut quiz = Self {
            desk,
            seat,
            reviewed: false,
            fresh: true,
        };
        let begins = match quiz.session().kind() {
            Kind::Drill => drill::BEGINS.to_owned(),
            Kind::Cards => card::BEGINS.to_owned(),
            _ => format!("{}.", quiz.seat.controller.active.title),
        };
        quiz.desk.say(&begins)?;
        quiz.follow(response.then)?;
        Ok(quiz)
    }

    /// Runs the session until it ends or the learner leaves, and saves it in either case. Returns
    /// the session that the learner starts from the result.
    fn run(mut self) -> anyhow::Result<Option<ActiveSession>> {
        let is_over = self.turns();
        self.seat.keep(self.desk);
        if is_over? {
            result::after(self.desk, &self.seat.controller.active)
        } else {
            Ok(None)
        }
    }

    /// Reads lines and runs them as commands until the session has ended. Returns `false` if the
    /// learner leaves before.
    fn turns(&mut self) -> anyhow::Result<bool> {
        while !self.session().is_over() {
            let wanted = self.wanted();
            match self.seat.turn(self.desk, &wanted)? {
                Turn::Closed => {
                    if self.seat.close(self.desk)? {
                        return Err(InputEnded.into());
                    }
                }
                Turn::Passed(then) => {
                    self.reviewed = false;
                    self.follow(then)?;
                }
                Turn::Line(line) => {
                    if self.is_cards() && self.act_on_card(&line)? {
                        continue;
                    }
                    let options = self.session().slot().order.len();
                    if self.act(Command::parse(&line, options))? {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    fn session(&self) -> &Controller {
        &self.seat.controller
    }

    /// Runs a command. Returns whether the session was left.
    fn act(&mut self, command: Command) -> anyhow::Result<bool> {
        let reviewed = std::mem::take(&mut self.reviewed);
        if command != Command::Leave {
            self.seat.stays();
        }
        match command {
            Command::Go if reviewed || self.is_drill() => self.show()?,
            Command::Finish if reviewed || self.is_drill() => self.with(Controller::finish)?,
            Command::Finish => self
                .desk
                .say("Type r to review the session before you finish it with y.")?,
            Command::Go if self.is_done() => self.with(Controller::go_on)?,
            Command::Go if !self.session().slot().chosen.is_empty() => {
                self.with(Controller::answer)?;
            }
            Command::Go => self
                .desk
                .say("Type a letter to answer, n for the next question, or ? for help.")?,
            Command::Options(at) => {
                self.with(|session, app, now| session.answer_with(&at, app, now))?;
            }
            Command::NoOption => {
                let slot = self.session().slot();
                let (first, last) = (slot.label(0), slot.label(slot.order.len() - 1));
                self.desk
                    .say(&format!("Choose an option from {first} to {last}."))?;
            }
            Command::Sure(sure) => self.with(|session, app, now| session.sure(sure, app, now))?,
            Command::SureHow => self
                .desk
                .say("How sure are you? Type s sure, s unsure, s guess, or s none.")?,
            Command::Strike(at) => self.with(|session, app, now| session.strike(at, app, now))?,
            Command::Hint => self.with(Controller::hint)?,
            Command::Flag => self.with(Controller::flag)?,
            Command::Undo => self.with(Controller::undo)?,
            Command::Next => self.with(Controller::next)?,
            Command::Previous => self.with(Controller::previous)?,
            Command::Jump(number) => {
                let of = self.session().count();
                match number.checked_sub(1).filter(|at| *at < of) {
                    Some(at) => self.with(|session, app, now| session.go_to(at, app, now))?,
                    None => self
                        .desk
                        .say(&format!("Choose a question from 1 to {of}."))?,
                }
            }
            Command::List(filter) => {
                listing::places(&mut self.desk.paper, self.seat.controller.session(), filter)?;
            }
            Command::Review if self.is_drill() => {
                let session = self.session();
                let so_far = messages::drill::so_far(session.session(), session.best(), ", ");
                self.desk.say(&format!("{so_far}."))?;
            }
            Command::Review => self.review()?,
            Command::Time => self.seat.print_time(self.desk)?,
            Command::Again => self.show()?,
            Command::Map => self.map()?,
            Command::Why => self.with(|session, _, _| session.why())?,
            Command::Dispute(words) => {
                self.with(|session, app, now| session.dispute(&words, app, now))?;
            }
            Command::Note(words) => {
                self.with(|session, app, now| session.write_note(&words, app, now))?;
            }
            Command::Help if self.is_cards() => self.desk.say(card::HELP)?,
            Command::Help if self.is_drill() => self.desk.say(drill::HELP)?,
            Command::Help => self.help()?,
            Command::Discard => return self.seat.discard(self.desk),
            Command::Leave => return self.seat.leave(self.desk),
            Command::Unknown => self
                .desk
                .say("Not a valid command here; type ? for help.")?,
        }
        Ok(false)
    }

    /// Runs an action on the session and shows the view that follows.
    fn with(
        &mut self,
        action: impl FnOnce(&mut Controller, &mut App, &Moment) -> Response,
    ) -> anyhow::Result<()> {
        let then = self.seat.act(self.desk, action)?;
        self.follow(then)
    }

    fn follow(&mut self, then: NextScreen) -> anyhow::Result<()> {
        match then {
            NextScreen::Show => self.show(),
            NextScreen::Explain => self.explain(),
            NextScreen::Review => self.review(),
            NextScreen::Stay | NextScreen::Result => Ok(()),
        }
    }

    fn is_drill(&self) -> bool {
        self.session().kind().answers_at_once()
    }

    fn is_cards(&self) -> bool {
        self.session().kind() == Kind::Cards
    }

    /// Reveals or grades the open flash card. Returns `false` if `line` does neither.
    fn act_on_card(&mut self, line: &str) -> anyhow::Result<bool> {
        let is_revealed = self.session().is_revealed();
        match card::CardInput::of(line) {
            Some(card::CardInput::Reveal) if !is_revealed => {
                self.with(|session, _, _| session.reveal())?;
            }
            Some(card::CardInput::Grade(rating)) => {
                self.with(|session, app, now| session.grade(rating, app, now))?;
            }
            _ => return Ok(false),
        }
        self.seat.stays();
        self.reviewed = false;
        Ok(true)
    }

    /// Returns whether an empty line continues to the next view.
    fn is_done(&self) -> bool {
        let session = self.session();
        session.shows_fact() || session.session().is_done(session.place())
    }
}
