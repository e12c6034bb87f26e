//! Recognizes the parts of a quiz by their headings, numbers, and letters.

use super::blocks::Line;
use super::open::Open;
use crate::exchange::lettered;

/// Headings that introduce a part of a question and do not begin a new question.
pub const PARTS: [(&str, Expects); 18] = [
    ("answer", Expects::Key),
    ("answers", Expects::Key),
    ("correct answer", Expects::Key),
    ("correct answers", Expects::Key),
    ("solution", Expects::Key),
    ("solutions", Expects::Key),
    ("answer key", Expects::Key),
    ("answers key", Expects::Key),
    ("key", Expects::Key),
    ("antworten", Expects::Key),
    ("antwort", Expects::Key),
    ("réponse", Expects::Key),
    ("respuesta", Expects::Key),
    ("答案", Expects::Key),
    ("explanation", Expects::Reason),
    ("rationale", Expects::Reason),
    ("options", Expects::Nothing),
    ("choices", Expects::Nothing),
];

/// Returns whether `line` is the title of an answer key, such as `**Answer key**`.
pub fn is_title_of_keys(line: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || "*_:#".contains(c);
    let bare = line.trim_matches(is_sign).to_lowercase();
    PARTS.contains(&(&*bare, Expects::Key))
}

/// The likely role of the next paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    Nothing,
    Key,
    Reason,
}

/// Returns whether a line that begins with the letter at position `place` is the next option.
pub fn follows(place: usize, count: usize, open: Option<&Open>) -> bool {
    let skips = count > 0 && place > count && place <= count + 2;
    // After the key, a letter belongs to an explanation.
    let awaits = open.is_none_or(|it| !it.has_key() && !it.boxes);
    place == 0 || (awaits && (place == count && count > 0 || skips))
}

pub fn is_first_option(line: &Line) -> bool {
    lettered::option(&line.text).is_some_and(|(place, _)| place == 0)
}

/// Returns whether the first line is an option, the answer, or an explanation.
pub fn is_part(lines: &[Line]) -> bool {
    lines.first().is_some_and(|line| {
        let text = &line.text;
        lettered::option(text).is_some()
            || lettered::answer(text).is_some()
            || lettered::explanation(text).is_some()
    })
}

/// Returns whether `text` asks something, which means that it is a question rather than a title.
pub fn asks(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['*', '_', ')', '"', ' ']);
    text.ends_with(['?', '？', ':', '：', '…']) || text.ends_with("...") || text.contains("__")
}
