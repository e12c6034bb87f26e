//! Iterates over the rows of a table and recovers after an unclosed quote.

use csv::{ReaderBuilder, StringRecord};

use super::MOST_TITLES;
use crate::exchange::columns::{Role, role};

/// Returns the most likely separator: the one that splits a line into known column names or, if
/// there is none, the most frequent separator in the first lines.
pub fn likely(text: &str) -> u8 {
    let head: Vec<_> = text.lines().take(MOST_TITLES).collect();
    let count = |sign: u8| {
        let counts = head
            .iter()
            .map(|it| it.bytes().filter(|byte| *byte == sign).count());
        counts.max().unwrap_or_default()
    };
    let signs = *b",;\t|";
    let named = |sign: u8| {
        head.iter().any(|line| {
            let names = line
                .split(char::from(sign))
                .map(|it| it.trim().trim_matches('"'));
            let roles: Vec<_> = names.filter_map(role).collect();
            roles.len() > 1 && roles.contains(&Role::Question)
        })
    };
    let most = signs
        .iter()
        .copied()
        .max_by_key(|sign| (named(*sign), count(*sign), *sign == b','));
    most.unwrap_or(b',')
}

/// An iterator over the rows of the text and their byte offsets.
pub struct Rows<'t> {
    text: &'t str,
    separator: u8,
    start: usize,
    /// The byte offset where the text ends, excluding trailing whitespace.
    content: usize,
    reader: csv::Reader<&'t [u8]>,
}

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, separator: u8) -> Self {
        Self {
            text,
            separator,
            start: 0,
            content: text.trim_end().len(),
            reader: reader(text, separator),
        }
    }

    pub fn restart(&mut self, at: usize) {
        self.start = at;
        self.reader = reader(&self.text[at..], self.separator);
    }

    pub fn next(&mut self) -> Option<(usize, StringRecord)> {
        let mut row = StringRecord::new();
        // Reading cannot fail, because the text is UTF-8 and rows may have any number of cells.
        let more = self.reader.read_record(&mut row).unwrap_or(false);
        let at = row.position().map_or(0, |it| it.byte() as usize);
        // The position is the end of the previous row. Blank lines may follow it.
        let at = self.start + at;
        let gap = self.text[at..].len() - self.text[at..].trim_start_matches('\n').len();
        more.then_some((at + gap, row))
    }

    /// Returns whether the row that begins at `at` extends to the end of the text within quotes.
    pub fn is_unclosed(&self, at: usize) -> bool {
        let end = self.start + self.reader.position().byte() as usize;
        let end = end.min(self.text.len());
        end >= self.content
            && ends_in_quotes(&self.text.as_bytes()[at.min(end)..end], self.separator)
    }
}

fn ends_in_quotes(row: &[u8], separator: u8) -> bool {
    let (mut quoted, mut begins) = (false, true);
    for byte in row {
        match byte {
            // Two consecutive quotes close and reopen the text, which has the same effect as an
            // escaped quote.
            b'"' if quoted || begins => quoted = !quoted,
            _ => {}
        }
        // A quote directly after a closing quote reopens the text, because the two were an escaped
        // quote.
        begins = !quoted && [separator, b'\n', b'"'].contains(byte);
    }
    quoted
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}
