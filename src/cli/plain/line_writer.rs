//! Writes plain text with word wrapping.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write as _};

use ratatui::crossterm::terminal::window_size;
use textwrap::Options;
use unicode_width::UnicodeWidthStr as _;

use super::ascii::to_ascii;
use crate::config::{Locale, Symbols};

/// The default width if the actual width is unknown.
const USUAL: usize = 80;
/// The maximum width. Longer lines are hard to read.
const WIDEST: usize = 88;
/// The minimum width. Narrower lines would break most words.
const NARROWEST: usize = 20;
/// The maximum indentation of lines below a label.
const DEEPEST: usize = 6;

pub struct LineWriter {
    out: BufWriter<StdoutLock<'static>>,
    width: usize,
    ascii: bool,
    /// True if the last line is blank. Used to avoid two blank lines in a row.
    blank: bool,
}

impl LineWriter {
    /// Creates a writer for standard output with the terminal width and the requested character
    /// set.
    pub fn new(symbols: Symbols) -> Self {
        let out = io::stdout();
        let width = if out.is_terminal() {
            columns().unwrap_or(USUAL)
        } else {
            USUAL
        };
        Self {
            width: width.clamp(NARROWEST, WIDEST),
            out: BufWriter::new(out.lock()),
            ascii: match symbols {
                // Only the encoding matters, because plain lines have no columns that wide
                // characters could misalign.
                Symbols::Auto => !Locale::read().utf8,
                Symbols::Unicode => false,
                Symbols::Ascii => true,
            },
            blank: true,
        }
    }

    /// Writes `text` with word wrapping.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        self.item("", text)
    }

    /// Writes `text` after `label`, with a hanging indent.
    pub fn item(&mut self, label: &str, text: &str) -> io::Result<()> {
        let (label, text) = (self.letters(label), self.letters(text));
        let (short, long) = match label.width() {
            0..=DEEPEST => (&*label, ""),
            _ => ("", &*label),
        };
        let indent = " ".repeat(label.width().min(DEEPEST));
        for (at, part) in text.split('\n').enumerate() {
            let first = if at == 0 { short } else { &indent };
            let part = if at == 0 {
                format!("{long}{part}")
            } else {
                part.to_owned()
            };
            let options = Options::new(self.width)
                .initial_indent(first)
                .subsequent_indent(&indent);
            for line in textwrap::wrap(&part, options) {
                writeln!(self.out, "{}", line.trim_end())?;
            }
        }
        self.blank = false;
        Ok(())
    }

    /// Writes `text` on one line of any length. Suitable for URLs, which must not be wrapped.
    pub fn whole(&mut self, text: &str) -> io::Result<()> {
        let text = self.letters(text);
        self.blank = false;
        writeln!(self.out, "{text}")
    }

    /// Converts `text` to the character set of the output.
    fn letters<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii {
            to_ascii(text)
        } else {
            text.into()
        }
    }

    /// Writes a blank line to separate blocks, unless the last line is blank.
    pub fn gap(&mut self) -> io::Result<()> {
        if self.blank {
            return Ok(());
        }
        self.blank = true;
        writeln!(self.out)
    }

    /// Starts a new line on a terminal where the learner may be typing.
    pub fn interrupt(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Flushes the output before waiting for input.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns the width of the terminal in columns, if known.
fn columns() -> Option<usize> {
    let size = window_size().ok()?;
    (size.columns > 0).then_some(usize::from(size.columns))
}
