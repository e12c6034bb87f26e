//! Runs the questions in a session. All kinds of sessions run the same way, because only their
//! policies differ.

use super::command::Command;
use super::context::{InputEnded, PlainContext};
use super::session_loop::{SessionLoop, Turn, say};
use super::{card, drill, listing, map, question, result};
use crate::app::messages::{self, AfterAnswer};
use crate::app::words::{number, sentence};
use crate::app::{ActiveSession, App, Controller, NextScreen, Response};
use crate::model::markup::plain;
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

    /// Returns the prompt for the next line.
    fn wanted(&mut self) -> String {
        if self.reviewed {
            return "Type y to finish and score, or g and a number to open a question. Press Enter to go back."
                .into();
        }
        let session = self.session();
        if session.shows_fact() {
            return "Press Enter for the question on this fact.".into();
        }
        if session.is_explained() {
            return match session.session().next_open() {
                Some(_) => "Press Enter for the next question.".into(),
                None => "Press Enter for the result.".into(),
            };
        }
        let slot = session.slot();
        if self.is_cards() {
            return card::wanted(session.is_revealed()).to_owned();
        }
        if self.is_drill() {
            return drill::options(slot);
        }
        let count = slot.question.correct_count();
        let mut wanted = match (slot.chosen.is_empty(), count) {
            (false, _) if !session.explains_each() => {
                "Press Enter to continue, or type another answer.".to_owned()
            }
            (false, _) if slot.is_complete() => {
                format!(
                    "Press Enter to answer {}, or type another answer.",
                    slot.letters(&slot.chosen)
                )
            }
            (_, 1) => "Your answer?".to_owned(),
            (_, count) => format!("Your {} answers?", number(count)),
        };
        if std::mem::take(&mut self.fresh) {
            wanted += match count {
                1 => " Type a letter and press Enter, or type ? for help.",
                _ => " Type the letters and press Enter, or type ? for help.",
            };
        }
        wanted
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

    /// Prints the question number and the time left, then the question or its answer.
    fn show(&mut self) -> anyhow::Result<()> {
        let time = self.seat.time(&self.desk.now());
        let session = &self.seat.controller;
        let slot = session.slot();
        let flagged = if slot.flagged { ", flagged" } else { "" };
        let (at, of) = (session.place() + 1, session.count());
        self.desk.paper.gap()?;
        if self.is_drill() {
            if session.is_revealed() {
                self.desk.paper.say(&slot.question.explanation)?;
                for text in session.notes() {
                    self.desk.paper.say(&messages::noted(text))?;
                }
                return Ok(());
            }
            let part = messages::drilled_part(&session.bank, slot);
            let noun = messages::noun(slot);
            let head = sentence(&format!("{noun} {at} of {of} ({part}){flagged}"));
            self.desk.paper.say(format!("{head} {time}").trim())?;
            return self.desk.say(&drill::asked(slot));
        }
        let place = messages::place_in(session.session(), session.kind());
        let head = format!("{} {time}", sentence(&format!("{place}{flagged}")));
        self.desk.paper.say(head.trim())?;
        if let Some(fact) = session.fact() {
            let number = messages::fact_number(session.session(), session.kind());
            self.desk.paper.say(&number)?;
            self.desk.paper.gap()?;
            question::fact(&mut self.desk.paper, &session.bank, fact)?;
            for text in session.notes() {
                self.desk.paper.say(&messages::noted(text))?;
            }
            return Ok(());
        }
        if session.is_explained() {
            self.desk.paper.say(&plain(&slot.question.stem))?;
            return self.explain();
        }
        Ok(question::ask(&mut self.desk.paper, slot)?)
    }

    /// Prints the verdict, then the reasons.
    fn explain(&mut self) -> anyhow::Result<()> {
        let session = &self.seat.controller;
        let paper = &mut self.desk.paper;
        let slot = session.slot();
        let verdict = session.verdict();
        let words = [verdict.says, &verdict.key, verdict.note];
        let words: Vec<_> = words.into_iter().filter(|it| !it.is_empty()).collect();
        paper.gap()?;
        paper.say(&words.join(" "))?;
        if let Some(topic) = session.bank.topic(&slot.question.topic) {
            paper.say(&format!("Topic: {}.", topic.title))?;
        }
        if let Some(words) = session.disputed() {
            paper.say(&messages::disputed(words))?;
        }
        for text in session.notes() {
            paper.say(&messages::noted(text))?;
        }
        paper.gap()?;
        Ok(question::explain(paper, &session.bank, slot, true)?)
    }

    fn review(&mut self) -> anyhow::Result<()> {
        let now = self.desk.now();
        listing::review(&mut self.desk.paper, &self.seat.controller.active, &now)?;
        self.reviewed = true;
        Ok(())
    }

    /// Prints the table row that contains the answer to an answered question.
    fn map(&mut self) -> anyhow::Result<()> {
        if let Some(response) = self.seat.controller.not_yet(AfterAnswer::Map) {
            return say(self.desk, &response);
        }
        let session = &self.seat.controller;
        match session.cell() {
            Some(cell) => Ok(map::row_of(&mut self.desk.paper, &session.bank, cell)?),
            None => self.desk.say("This question is not linked to a table."),
        }
    }

    fn help(&mut self) -> anyhow::Result<()> {
        let (answer, undo) = if self.session().explains_each() {
            ("answer", "undo the last answer")
        } else {
            ("select and go to the next question", "clear the selection")
        };
        let answer = format!(
            "{answer}; for a question with two answers, type both, such as a c, or select or \
             deselect them one by one and press Enter"
        );
        self.desk.paper.gap()?;
        for (typed, does) in [
            ("a, b, c …", &*answer),
            (
                "s sure, s unsure, s guess, s none",
                "set your confidence before you answer",
            ),
            ("x b", "strike out option B, or restore it"),
            (
                "hint",
                "remove an incorrect option; your answer will not count as known",
            ),
            ("f", "flag the question, or remove the flag"),
            ("u", undo),
            (
                "Enter",
                "submit the selected options, or go to the next question",
            ),
            (
                "n, p",
                "go to the next or previous question, even if this one is unanswered",
            ),
            ("g 3", "go to question 3; g alone lists all questions"),
            (
                "g unfinished, g flagged, g unsure",
                "list only those questions",
            ),
            ("l", "show this question again"),
            ("m", "show the row in the table, after you answer"),
            ("w", "show why this question came up now, after you answer"),
            (
                "! and words",
                "report a problem, after you answer; ! alone withdraws the report",
            ),
            (
                "note and words",
                "write a personal note, after you answer; note alone removes it",
            ),
            ("t", "show the time left"),
            (
                "r",
                "review unfinished, flagged, and unsure questions; y then finishes",
            ),
            ("q", "leave; the session is saved"),
        ] {
            self.desk.paper.item(&format!("{typed}: "), does)?;
        }
        Ok(())
    }
}
