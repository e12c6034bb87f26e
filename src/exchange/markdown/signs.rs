//! Signs by which parts of a quiz are known: headings, numbers, letters.

use super::blocks::Line;
use super::open::Open;
use crate::exchange::lettered;

/// Headings that part a question and begin none.
pub const PARTS: [(&str, Expects); 9] = [
    ("answer", Expects::Key),
    ("answers", Expects::Key),
    ("correct answer", Expects::Key),
    ("correct answers", Expects::Key),
    ("solution", Expects::Key),
    ("explanation", Expects::Reason),
    ("rationale", Expects::Reason),
    ("options", Expects::Nothing),
    ("choices", Expects::Nothing),
];

/// What the next paragraph is likely to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    Nothing,
    Key,
    Reason,
}

/// Whether a line with the letter at `place` is the next option here.
pub fn follows(place: usize, count: usize, open: Option<&Open>) -> bool {
    let skips = count > 0 && place > count && place <= count + 2;
    let awaits = open.is_some_and(|it| !it.has_key() && !it.boxes);
    place == 0 || (place == count && count > 0) || (skips && awaits)
}

pub fn is_first_option(line: &Line) -> bool {
    lettered::option(&line.text).is_some_and(|(place, _)| place == 0)
}

/// Whether the first line is an option, the answer or an explanation.
pub fn is_part(lines: &[Line]) -> bool {
    lines.first().is_some_and(|line| {
        let text = &line.text;
        lettered::option(text).is_some()
            || lettered::answer(text).is_some()
            || lettered::explanation(text).is_some()
    })
}

/// `text` without `Question 3:`, `Q3.`, `3)` before it, and whether that stood there.
pub fn without_number(text: &str) -> (bool, &str) {
    let lower = text.to_ascii_lowercase();
    let word = ["question", "q"]
        .into_iter()
        .find(|it| lower.starts_with(it));
    let rest = &text[word.map_or(0, str::len)..];
    let rest = if word.is_some() {
        rest.trim_start_matches([' ', '#', '.'])
    } else {
        rest
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == rest.len() {
        return (false, text);
    }
    let bare = after.strip_prefix(['.', ')', ':', '-', '–', '—']);
    match bare {
        Some(stem) if stem.is_empty() || stem.starts_with(char::is_whitespace) => {
            (true, stem.trim_start())
        }
        None if word.is_some() && after.trim().is_empty() => (true, ""),
        _ => (false, text),
    }
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn numbers_before_questions_are_no_part_of_them() {
        for (text, stem) in [
            ("Question 3: Who?", "Who?"),
            ("Q3. Who?", "Who?"),
            ("3) Who?", "Who?"),
            ("Question 12", ""),
            ("Question #4: Who?", "Who?"),
        ] {
            assert_eq!(without_number(text), (true, stem), "{text}");
        }
        for text in ["3 zones", "1.5 or 2?", "Quick?", "12", "Question of 3"] {
            assert_eq!(without_number(text), (false, text));
        }
    }
}
