//! Where in a text a line begins, for readers that count bytes.

use std::borrow::Cow;

/// The beginnings of a text's lines.
pub struct Lines(Vec<usize>);

impl Lines {
    pub fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self([0].into_iter().chain(breaks).collect())
    }

    /// The line, from 1, on which the byte `at` stands.
    pub fn number(&self, at: usize) -> usize {
        self.0.partition_point(|&start| start <= at)
    }

    /// Where the line after the one with the byte `at` begins, if there is one.
    pub fn next_after(&self, at: usize) -> Option<usize> {
        self.0.get(self.number(at)).copied()
    }
}

/// `text` without a byte order mark, each line break one `\n`.
pub fn unified(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}
