//! The context that all parts of plain mode share: the bank, the history, the clock, the input, and
//! the output.

use std::rc::Rc;

use super::line_reader::{LineReader, PlainInput};
use super::line_writer::LineWriter;
use crate::app::words::count;
use crate::app::{App, HistorySnapshot, latin_line};
use crate::clock::Clock;
use crate::quiz::Moment;

pub struct PlainContext {
    pub app: App,
    pub clock: Clock,
    pub lines: LineReader,
    pub paper: LineWriter,
    /// True if an answer was lost because it could not be saved.
    pub lost: bool,
}

/// The end of the input, which leaves all pages and is not a failure.
#[derive(Debug, thiserror::Error)]
#[error("the input has ended")]
pub struct InputEnded;

impl PlainContext {
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    pub fn say(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.paper.say(text)?)
    }

    /// Prints the prompt `wanted`, reads a line, and converts it to lowercase. Returns
    /// [`InputEnded`] at the end of the input.
    pub fn ask(&mut self, wanted: &str) -> anyhow::Result<String> {
        Ok(as_command(&self.hear(wanted)?))
    }

    /// Reads a command like [`Self::ask`]. Returns `None` if the learner goes back.
    pub fn ask_or_back(&mut self, wanted: &str) -> anyhow::Result<Option<String>> {
        let line = self.ask(wanted)?;
        Ok(Some(line).filter(|line| !line.is_empty() && line != "q"))
    }

    /// Prints the prompt `wanted` and reads a line as typed. Returns [`InputEnded`] at the end of
    /// the input.
    pub fn hear(&mut self, wanted: &str) -> anyhow::Result<String> {
        self.paper.gap()?;
        self.paper.say(wanted)?;
        self.paper.flush()?;
        match self.lines.next(None)? {
            PlainInput::Line(line) => Ok(line),
            PlainInput::End | PlainInput::Nothing => Err(InputEnded.into()),
        }
    }

    /// Reports that a line is not a number from 1 to `last`.
    pub fn not_in_list(&mut self, last: usize) -> anyhow::Result<()> {
        self.say(&format!("Type a number from 1 to {last}."))
    }

    /// Reports that parts of the bank could not be used.
    pub fn print_problems(&mut self) -> anyhow::Result<()> {
        let many = self.app.problems().len();
        if many == 0 {
            return Ok(());
        }
        let problems = count(many, "problem", "problems");
        self.say(&format!(
            "The bank has {problems}. Run `certdrill bank check` for details."
        ))
    }

    /// Returns the overview of the history. If the history cannot be read, reports the error and
    /// returns an empty overview.
    pub fn overview(&mut self) -> anyhow::Result<Rc<HistorySnapshot>> {
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

/// Converts `line` to lowercase. Maps a single letter to the Latin letter on the same key, because
/// a single letter is a command on any keyboard layout. Longer lines are not mapped, because they
/// can be text.
pub fn as_command(line: &str) -> String {
    let is_key = line.chars().count() == 1;
    let line = if is_key {
        latin_line(line)
    } else {
        line.to_owned()
    };
    line.to_lowercase()
}

/// Parses `line` as a number from 1 to `last` and converts it to an index.
pub fn number(line: &str, last: usize) -> Option<usize> {
    let number: usize = line.parse().ok()?;
    (1..=last).contains(&number).then(|| number - 1)
}
