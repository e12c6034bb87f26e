//! What is written: lines and nothing else, wrapped at words.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write as _};

use ratatui::crossterm::terminal::window_size;
use textwrap::Options;
use unicode_width::UnicodeWidthStr as _;

use super::ascii::spelt;
use crate::config::{Locale, Symbols};

/// Where nothing says how wide it is.
const USUAL: usize = 80;
/// Longer lines are hard to read.
const WIDEST: usize = 88;
/// Narrower ones break every word.
const NARROWEST: usize = 20;
/// The deepest that lines under a label are set in.
const DEEPEST: usize = 6;

pub struct Paper {
    out: BufWriter<StdoutLock<'static>>,
    width: usize,
    ascii: bool,
    /// Whether the last line is blank: two in a row part nothing more than one.
    blank: bool,
}

impl Paper {
    /// Standard output, as wide as it is and in such letters as are wanted.
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
                // Lines have no columns that wide characters could shift.
                Symbols::Auto => !Locale::read().utf8,
                Symbols::Unicode => false,
                Symbols::Ascii => true,
            },
            blank: true,
        }
    }

    /// Writes `text`, wrapped.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        self.item("", text)
    }

    /// Writes `text` behind `label`, its other lines under its first.
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

    /// Writes `text` on one line, however long: an address is of use only when it is whole.
    pub fn whole(&mut self, text: &str) -> io::Result<()> {
        let text = self.letters(text);
        self.blank = false;
        writeln!(self.out, "{text}")
    }

    /// `text` in such letters as can be shown.
    fn letters<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii { spelt(text) } else { text.into() }
    }

    /// A blank line between blocks.
    pub fn gap(&mut self) -> io::Result<()> {
        if self.blank {
            return Ok(());
        }
        self.blank = true;
        writeln!(self.out)
    }

    /// Begins a new line on a terminal where somebody may be typing.
    pub fn interrupt(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Hands out what was written, before somebody is waited for.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The columns of the terminal, where it says so.
fn columns() -> Option<usize> {
    let size = window_size().ok()?;
    (size.columns > 0).then_some(usize::from(size.columns))
}
