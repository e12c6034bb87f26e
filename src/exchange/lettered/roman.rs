//! Converts the Roman numerals of options to letters before the text is read.

use std::borrow::Cow;

use super::{answer, option};
use crate::exchange::entry::normal;

/// The numerals for the possible options, in order.
const NUMERALS: [&str; 9] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
/// The maximum number of lines between the first option and the answer.
const LONGEST: usize = 60;

/// Replaces the numerals of options with letters if the answer below them names an option by its
/// numeral or its text. The numerals of statements that precede options with letters stay
/// unchanged.
pub fn with_letters(text: &str) -> Cow<'_, str> {
    if !text.contains("II") && !text.contains("ii") {
        return Cow::Borrowed(text);
    }
    let mut lines: Vec<Cow<'_, str>> = text.split('\n').map(Cow::Borrowed).collect();
    let mut at = 0;
    let mut is_changed = false;
    while at < lines.len() {
        let Some(run) = Run::at(&lines, at) else {
            at += 1;
            continue;
        };
        for (place, line) in run.options.iter().enumerate() {
            let label = Label::of(&lines[*line]).map(|it| it.with_letter(place));
            lines[*line] = Cow::Owned(label.unwrap_or_default());
        }
        at = run.answer + 1;
        lines[run.answer] = Cow::Owned(run.stated);
        is_changed = true;
    }
    if is_changed {
        Cow::Owned(lines.join("\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns whether `line` begins with a numeral that serves as a label, such as `II.`.
pub fn is_label(line: &str) -> bool {
    Label::of(line).is_some()
}

/// A line that begins with a numeral: the text before the numeral, its zero-based position, its
/// punctuation, and the text of the option.
struct Label<'l> {
    before: &'l str,
    place: usize,
    is_upper: bool,
    after: &'l str,
}

impl<'l> Label<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let bare = line.trim_start_matches([' ', '\t', '-', '*', '+', '(']);
        let (before, bare) = line.split_at(line.len() - bare.len());
        let end = bare.find(|c: char| !c.is_ascii_alphabetic())?;
        let (numeral, after) = bare.split_at(end);
        let text = after.strip_prefix([')', '.', ':'])?;
        let is_gap = text.is_empty() || text.starts_with([' ', '\t']);
        Some(Self {
            before,
            place: place(numeral).filter(|_| is_gap)?,
            is_upper: numeral.starts_with(|c: char| c.is_ascii_uppercase()),
            after,
        })
    }

    fn text(&self) -> &'l str {
        self.after.get(1..).unwrap_or_default().trim()
    }

    fn with_letter(&self, place: usize) -> String {
        let letter = letter(place, self.is_upper);
        format!("{}{letter}{}", self.before, self.after)
    }
}

/// The lines of options with numerals, and the answer below them converted to letters.
struct Run {
    options: Vec<usize>,
    answer: usize,
    stated: String,
}

impl Run {
    fn at(lines: &[Cow<'_, str>], first: usize) -> Option<Self> {
        let start = Label::of(&lines[first]).filter(|it| it.place == 0)?;
        let mut options = vec![first];
        let mut texts = vec![start.text()];
        let below = lines.iter().enumerate().skip(first + 1).take(LONGEST);
        for (at, line) in below {
            if let Some(label) = Label::of(line).filter(|it| it.is_upper == start.is_upper) {
                if label.place != options.len() {
                    return None;
                }
                options.push(at);
                texts.push(label.text());
            } else if line.starts_with('#') || option(line).is_some_and(|it| it.0 == 0) {
                return None;
            } else if let Some(stated) = answer(line) {
                let with_letters = converted(stated, &texts)?;
                return Some(Self {
                    stated: line.replace(stated, &with_letters),
                    answer: at,
                    options,
                });
            }
        }
        None
    }
}

/// Converts an answer to letters. An answer that is the text of an option stays unchanged.
fn converted(stated: &str, texts: &[&str]) -> Option<String> {
    if texts.len() < 2 {
        return None;
    }
    if texts.iter().any(|it| normal(it) == normal(stated)) {
        return Some(stated.to_owned());
    }
    let is_sign = |c: char| "().,;:*".contains(c);
    let mut are_all = true;
    let mut count = 0;
    let words = stated.split(' ').map(|word| {
        let bare = word.trim_matches(is_sign);
        match place(bare).filter(|it| *it < texts.len() && are_all) {
            Some(place) => {
                count += 1;
                let upper = bare.starts_with(|c: char| c.is_ascii_uppercase());
                word.replace(bare, &letter(place, upper).to_string())
            }
            None => {
                are_all &= matches!(bare, "and" | "&" | "");
                word.to_owned()
            }
        }
    });
    let words = words.collect::<Vec<_>>().join(" ");
    (count > 0).then_some(words)
}

/// Returns the zero-based position of an uppercase or lowercase numeral.
fn place(numeral: &str) -> Option<usize> {
    let is_one_case = |test: fn(&char) -> bool| numeral.chars().all(|c| test(&c));
    let is_whole = is_one_case(char::is_ascii_uppercase) || is_one_case(char::is_ascii_lowercase);
    let numeral = numeral.to_ascii_lowercase();
    let found = NUMERALS.iter().position(|it| *it == numeral);
    found.filter(|_| is_whole)
}

fn letter(place: usize, is_upper: bool) -> char {
    char::from(if is_upper { b'A' } else { b'a' } + place as u8)
}

#[cfg(test)]
mod tests {
    use super::with_letters;

    #[test]
    fn numerals_of_options_become_letters() {
        for (text, converted) in [
            (
                "Who?\nI. x\nII. y\nAnswer: II",
                "Who?\nA. x\nB. y\nAnswer: B",
            ),
            ("i) x\nii) y\n\nAnswer: ii) y", "a) x\nb) y\n\nAnswer: b) y"),
            (
                "I. x\nII. y\nIII. z\nAnswer: I and III",
                "A. x\nB. y\nC. z\nAnswer: A and C",
            ),
            (
                "- (i) x\n- (ii) y\nAnswer: x",
                "- (a) x\n- (b) y\nAnswer: x",
            ),
        ] {
            assert_eq!(with_letters(text), converted);
        }
        for text in [
            "I. x\nII. y\n\nA. I\nB. II\n\nAnswer: B",
            "I. x\nII. y\nAnswer: B",
            "I. x\nIII. y\nAnswer: III",
            "H. x\nI. y\nII",
        ] {
            assert_eq!(with_letters(text), text);
        }
    }
}
