//! Input for a session in plain mode. A deadline takes effect before any line that is typed after
//! it. Leaving saves the session.

use super::context::PlainContext;
use super::line_reader::PlainInput;
use crate::app::messages::{Warning, kept};
use crate::app::words::clock_left;
use crate::app::{ActiveSession, App, Controller, NextScreen, Response};
use crate::quiz::Moment;

pub struct SessionLoop {
    pub controller: Controller,
    /// True if a warning was just printed, so repeating the command leaves the session.
    warned: bool,
}

/// The next input to a session.
pub enum Turn {
    Line(String),
    /// The end of the input.
    Closed,
    /// The clock changed the view.
    Passed(NextScreen),
}

impl SessionLoop {
    pub fn take(desk: &mut PlainContext, sitting: ActiveSession) -> (Self, Response) {
        let now = desk.now();
        let (controller, response) = Controller::open(sitting, &mut desk.app, &now);
        let warned = false;
        (Self { controller, warned }, response)
    }

    /// Runs an action on the session and prints its notices.
    pub fn act(
        &mut self,
        desk: &mut PlainContext,
        action: impl FnOnce(&mut Controller, &mut App, &Moment) -> Response,
    ) -> anyhow::Result<NextScreen> {
        let now = desk.now();
        let response = action(&mut self.controller, &mut desk.app, &now);
        say(desk, &response)?;
        Ok(response.then)
    }

    /// Prints a prompt and waits for a line or a deadline.
    pub fn turn(&mut self, desk: &mut PlainContext, wanted: &str) -> anyhow::Result<Turn> {
        desk.paper.gap()?;
        desk.paper.say(wanted)?;
        loop {
            desk.paper.flush()?;
            let now = desk.now();
            let heard = desk.lines.next(self.controller.next_deadline(&now))?;
            let now = desk.now();
            let response = self.controller.tick(&mut desk.app, &now);
            let passed = !response.notices.is_empty() || response.then != NextScreen::Stay;
            if passed && heard == PlainInput::Nothing {
                desk.paper.interrupt()?;
            }
            say(desk, &response)?;
            // If a deadline passed first, show its effect and discard the line, which was meant for
            // the earlier question.
            match (response.then, heard) {
                (NextScreen::Stay, PlainInput::Line(line)) => return Ok(Turn::Line(line)),
                (NextScreen::Stay, PlainInput::End) => return Ok(Turn::Closed),
                (NextScreen::Stay, PlainInput::Nothing) => {}
                (then, _) => return Ok(Turn::Passed(then)),
            }
        }
    }

    /// Describes the time left. Returns an empty string if there is no limit.
    pub fn time(&self, now: &Moment) -> String {
        let sitting = &self.controller.active;
        let mut words = Vec::new();
        if let Some(left) = sitting.left(now) {
            words.push(format!("{} left.", clock_left(left)));
        }
        if let Some(left) = sitting.question_left(now) {
            words.push(format!("{} left for this question.", clock_left(left)));
        }
        words.join(" ")
    }

    /// Prints the time left, or a note that time is not limited.
    pub fn print_time(&self, desk: &mut PlainContext) -> anyhow::Result<()> {
        let time = self.time(&desk.now());
        desk.say(if time.is_empty() {
            "No time limit."
        } else {
            &time
        })
    }

    /// Saves the session so that it can be resumed.
    pub fn keep(&mut self, desk: &mut PlainContext) {
        let now = desk.now();
        self.controller.leave(&mut desk.app, &now);
        desk.lost |= self.controller.active.unsaved_because().is_some();
    }

    /// Leaves the session and returns `true`, or returns `false` if it stays open. If leaving would
    /// lose answers or if the clock keeps running, prints a warning first and leaves only if the
    /// command is repeated.
    pub fn leave(&mut self, desk: &mut PlainContext) -> anyhow::Result<bool> {
        let warning = self.controller.warning();
        if let Some(warning) = &warning
            && !std::mem::replace(&mut self.warned, true)
        {
            let words = warning.sentences().join(" ");
            let ways = match warning {
                Warning::KeepOrDiscard { .. } => {
                    "Type q again to leave and resume later, or type discard."
                }
                _ => "Type q again to leave.",
            };
            desk.say(&format!("{words} {ways}"))?;
            return Ok(false);
        }
        match warning {
            Some(Warning::NothingAnswered(_)) => self.discard(desk),
            _ => self.close(desk),
        }
    }

    /// Discards the session if it can be discarded, and returns whether it was left.
    pub fn discard(&mut self, desk: &mut PlainContext) -> anyhow::Result<bool> {
        let can_be = matches!(
            self.controller.warning(),
            Some(Warning::NothingAnswered(_) | Warning::KeepOrDiscard { .. })
        );
        if !can_be {
            desk.say("Only a test without answers, or a placement test, can be discarded.")?;
            return Ok(false);
        }
        let now = desk.now();
        self.controller.discard(&mut desk.app, &now);
        desk.lost |= self.controller.active.unsaved_because().is_some();
        let name = self.controller.kind().name();
        desk.say(&format!("The {name} was discarded."))?;
        Ok(true)
    }

    /// Resets the warning, because the last line was not the command to leave.
    pub fn stays(&mut self) {
        self.warned = false;
    }

    /// Saves the session and prints a confirmation. Returns `false` if the session has ended
    /// instead.
    pub fn close(&mut self, desk: &mut PlainContext) -> anyhow::Result<bool> {
        self.keep(desk);
        // If time has just run out, show the result instead.
        if self.controller.is_over() {
            return Ok(false);
        }
        desk.say(&kept(&self.controller.active))?;
        if let Some(warning @ Warning::RunsOn { .. }) = self.controller.warning() {
            let [runs_on, _] = warning.sentences();
            desk.say(&runs_on)?;
        }
        Ok(true)
    }
}

/// Prints the notices of a response.
pub fn say(desk: &mut PlainContext, response: &Response) -> anyhow::Result<()> {
    for notice in &response.notices {
        desk.say(&notice.to_string())?;
    }
    Ok(())
}
