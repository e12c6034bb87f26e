//! What every part of plain mode works with: the bank and the history, the
//! clock, lines in and lines out.

use std::rc::Rc;

use super::lines::{Heard, Lines};
use super::paper::Paper;
use crate::app::words::count;
use crate::app::{App, Overview, Sitting, latin_line};
use crate::clock::Clock;
use crate::quiz::Moment;

pub struct Desk {
    pub app: App,
    pub clock: Clock,
    pub lines: Lines,
    pub paper: Paper,
    /// Something that was answered could not be saved and is lost.
    pub lost: bool,
}

/// Where to go when a part is done.
pub enum Way {
    /// To where one came from.
    Back,
    /// There are no more lines: out.
    Out,
    /// Into another session.
    Sit(Box<Sitting>),
}

impl Desk {
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    pub fn say(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.paper.say(text)?)
    }

    /// Says what is wanted and waits for a line in small letters; `None` where no more will
    /// come.
    pub fn ask(&mut self, wanted: &str) -> anyhow::Result<Option<String>> {
        Ok(self.hear(wanted)?.map(|line| as_command(&line)))
    }

    /// Does the same and leaves the line as it was typed.
    pub fn hear(&mut self, wanted: &str) -> anyhow::Result<Option<String>> {
        self.paper.gap()?;
        self.paper.say(wanted)?;
        self.paper.flush()?;
        Ok(match self.lines.next(None)? {
            Heard::Line(line) => Some(line),
            Heard::End | Heard::Nothing => None,
        })
    }

    /// Says that something of the bank could not be used.
    pub fn tell_problems(&mut self) -> anyhow::Result<()> {
        let many = self.app.problems().len();
        if many == 0 {
            return Ok(());
        }
        let problems = count(many, "problem", "problems");
        self.say(&format!(
            "The bank has {problems}; `certdrill bank check` shows more."
        ))
    }

    /// All that the history says; nothing where it cannot be read, which is said.
    pub fn overview(&mut self) -> anyhow::Result<Rc<Overview>> {
        let now = self.now();
        match self.app.overview(&now) {
            Ok(overview) => Ok(overview),
            Err(error) => {
                self.say(&format!("The history cannot be read: {error}."))?;
                Ok(Rc::default())
            }
        }
    }
}

/// Returns `line` in small letters. One letter is a command, whatever the keyboard layout; more
/// may be text.
pub fn as_command(line: &str) -> String {
    let is_key = line.chars().count() == 1;
    let line = if is_key {
        latin_line(line)
    } else {
        line.to_owned()
    };
    line.to_lowercase()
}

/// The number that `line` is, from 1 to `last`, as an index from 0.
pub fn number(line: &str, last: usize) -> Option<usize> {
    let number: usize = line.parse().ok()?;
    (1..=last).contains(&number).then(|| number - 1)
}
