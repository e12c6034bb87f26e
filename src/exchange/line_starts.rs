//! Finds the line that contains a given byte offset.

use std::borrow::Cow;

/// The byte offsets where the lines of a file begin.
#[derive(Default)]
pub struct LineStarts(Vec<usize>);

impl LineStarts {
    pub fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self([0].into_iter().chain(breaks).collect())
    }

    /// Returns the number of the line that contains the byte `at`, counted from 1.
    pub fn number(&self, at: usize) -> usize {
        self.0.partition_point(|&start| start <= at)
    }

    /// Returns the byte offset of the line after the one that contains the byte `at`, if there is
    /// such a line.
    pub fn next_after(&self, at: usize) -> Option<usize> {
        self.0.get(self.number(at)).copied()
    }
}

/// Removes the byte order mark and converts every line break to `\n`.
pub fn unified(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}
