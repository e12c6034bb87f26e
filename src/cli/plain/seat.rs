//! A session that is sat line by line: deadlines pass before the line that came after them
//! counts, and leaving keeps it.

use super::desk::Desk;
use super::lines::Heard;
use crate::app::telling::{Warning, kept};
use crate::app::words::clock_left;
use crate::app::{App, Controller, Response, Sitting, Then};
use crate::quiz::Moment;

pub struct Seat {
    pub controller: Controller,
    /// A warning was said last, so that leaving again leaves.
    warned: bool,
}

/// What comes next in a session.
pub enum Turn {
    Line(String),
    /// There will be no more lines.
    Closed,
    /// The clock changed what is shown.
    Passed(Then),
}

impl Seat {
    pub fn take(desk: &mut Desk, sitting: Sitting) -> (Self, Response) {
        let now = desk.now();
        let (controller, response) = Controller::open(sitting, &mut desk.app, &now);
        let warned = false;
        (Self { controller, warned }, response)
    }

    /// Does something in the session, and says what is to be said of it.
    pub fn act(
        &mut self,
        desk: &mut Desk,
        action: impl FnOnce(&mut Controller, &mut App, &Moment) -> Response,
    ) -> anyhow::Result<Then> {
        let now = desk.now();
        let response = action(&mut self.controller, &mut desk.app, &now);
        say(desk, &response)?;
        Ok(response.then)
    }

    /// Says what is wanted, and waits for a line or a deadline.
    pub fn turn(&mut self, desk: &mut Desk, wanted: &str) -> anyhow::Result<Turn> {
        desk.paper.gap()?;
        desk.paper.say(wanted)?;
        loop {
            desk.paper.flush()?;
            let now = desk.now();
            let heard = desk.lines.next(self.controller.next_deadline(&now))?;
            let now = desk.now();
            let response = self.controller.tick(&mut desk.app, &now);
            let passed = !response.notices.is_empty() || response.then != Then::Stay;
            if passed && heard == Heard::Nothing {
                desk.paper.interrupt()?;
            }
            say(desk, &response)?;
            // A deadline that passed is seen before the line that came after it,
            // which was meant for what was asked then and goes to nobody.
            match (response.then, heard) {
                (Then::Stay, Heard::Line(line)) => return Ok(Turn::Line(line)),
                (Then::Stay, Heard::End) => return Ok(Turn::Closed),
                (Then::Stay, Heard::Nothing) => {}
                (then, _) => return Ok(Turn::Passed(then)),
            }
        }
    }

    /// The time left, in sentences; empty where there is no limit.
    pub fn time(&self, now: &Moment) -> String {
        let sitting = &self.controller.sitting;
        let mut words = Vec::new();
        if let Some(left) = sitting.left(now) {
            words.push(format!("{} left.", clock_left(left)));
        }
        if let Some(left) = sitting.question_left(now) {
            words.push(format!("{} for this question.", clock_left(left)));
        }
        words.join(" ")
    }

    /// Says the time left, or that there is no limit.
    pub fn tell_time(&self, desk: &mut Desk) -> anyhow::Result<()> {
        let time = self.time(&desk.now());
        desk.say(if time.is_empty() {
            "No time limit."
        } else {
            &time
        })
    }

    /// Keeps the session, to be gone on with.
    pub fn keep(&mut self, desk: &mut Desk) {
        let now = desk.now();
        self.controller.leave(&mut desk.app, &now);
        desk.lost |= self.controller.sitting.unsaved_because().is_some();
    }

    /// Keeps the session, says so, and returns whether it is left. Where that would lose answers
    /// or its clock runs on, it is left only when asked again.
    pub fn leave(&mut self, desk: &mut Desk) -> anyhow::Result<bool> {
        if let Some(warning) = self.controller.warning()
            && !std::mem::replace(&mut self.warned, true)
        {
            let words = warning.sentences().join(" ");
            desk.say(&format!("{words} q again leaves."))?;
            return Ok(false);
        }
        self.close(desk)
    }

    /// Says that another line than the one to leave was typed.
    pub fn stays(&mut self) {
        self.warned = false;
    }

    /// Keeps the session and says so. Returns `false` where it has ended instead.
    pub fn close(&mut self, desk: &mut Desk) -> anyhow::Result<bool> {
        self.keep(desk);
        // Its last moment may have passed just now: then there is a result to tell.
        if self.controller.is_over() {
            return Ok(false);
        }
        desk.say(&kept(&self.controller.sitting))?;
        if let Some(warning @ Warning::RunsOn { .. }) = self.controller.warning() {
            let [runs_on, _] = warning.sentences();
            desk.say(&runs_on)?;
        }
        Ok(true)
    }
}

/// Says what a response reports.
pub fn say(desk: &mut Desk, response: &Response) -> anyhow::Result<()> {
    for notice in &response.notices {
        desk.say(&notice.to_string())?;
    }
    Ok(())
}
