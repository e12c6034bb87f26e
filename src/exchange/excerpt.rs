//! Quotes names and texts of a file in messages.

use crate::text::clean;

/// Lists the names of fields or columns for use in a message.
pub fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const MOST: usize = 12;
    let names: Vec<_> = names.take(MOST).map(excerpt).collect();
    names.join(", ")
}

/// Returns the beginning of `text` in quotes for use in a message.
pub fn excerpt(text: &str) -> String {
    const LIMIT: usize = 40;
    let line = clean(text.lines().next().unwrap_or_default());
    match line.char_indices().nth(LIMIT) {
        Some((at, _)) => format!("\"{}…\"", &line[..at]),
        None => format!("\"{line}\""),
    }
}
