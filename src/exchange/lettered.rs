//! Parses options that begin with letters and other elements that plain-text quizzes have in
//! common.

mod answers;
pub mod marks;
mod numbers;
pub mod roman;
mod rows;

pub use answers::{
    answer, any_key, awaits_answer, explanation, is_true, key_and_more, true_or_false,
};
pub use numbers::without_number;
pub use rows::{options_in, split, starts_in_a_row};

use super::entry::ParsedOption;

/// Parses `B. text`, `b) text`, `(B) text`, or `B: text`. Returns the zero-based position of the
/// letter and the text.
pub fn option(line: &str) -> Option<(usize, &str)> {
    let (place, text, has_gap) = label(line)?;
    has_gap.then_some((place, text))
}

/// Returns the position of the letter at the start of `line`, the text after it, and whether a gap
/// separates the two. Full-width punctuation counts as a gap. `B)text` and `B.text` are valid
/// without a gap.
pub fn label(line: &str) -> Option<(usize, &str, bool)> {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('（', '）')];
    const WIDE: [char; 5] = ['．', '、', '：', '）', '。'];
    let mut chars = line.trim().chars();
    let first = chars.next()?;
    if CIRCLED.contains(first) {
        // Such numbers can also precede questions.
        let text = chars.as_str().trim();
        let is_option = !text.ends_with(['?', '？', ':', '：']);
        return is_option.then_some((place(first)?, text, true));
    }
    let (letter, sign) = match PAIRS.iter().find(|it| it.0 == first) {
        Some((_, close)) => (chars.next()?, chars.next().filter(|it| it == close)?),
        None => (first, chars.next()?),
    };
    let is_wide = WIDE.contains(&sign);
    if letter == first && !is_wide && !".):".contains(sign) {
        return None;
    }
    let text = chars.as_str();
    let has_gap = is_wide || text.is_empty() || text.starts_with(char::is_whitespace);
    let is_label = has_gap || sign == ')' || (sign == '.' && letter.is_ascii_uppercase());
    is_label.then_some((place(letter)?, text.trim(), has_gap))
}

/// Returns the zero-based position of a letter in the alphabet.
fn place(letter: char) -> Option<usize> {
    let letter = latin(letter).to_ascii_uppercase();
    letter
        .is_ascii_uppercase()
        .then(|| usize::from(letter as u8 - b'A'))
}

/// Converts a full-width letter to ASCII. Other characters are returned unchanged.
pub fn narrow(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' => char::from(b'A' + (c as u32 - 'Ａ' as u32) as u8),
        'ａ'..='ｚ' => char::from(b'a' + (c as u32 - 'ａ' as u32) as u8),
        _ => c,
    }
}

/// Circled numbers, which need no punctuation before the text of the option.
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨";
/// The option letters in other alphabets, in order.
const ALPHABETS: [&str; 3] = ["абвгдежзи", "αβγδεζηθι", CIRCLED];

/// Converts the label of an option to the Latin letter with the same position. Other characters are
/// returned unchanged.
pub fn latin(c: char) -> char {
    let c = narrow(c);
    if c.is_ascii() {
        return c;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    let mut places = ALPHABETS
        .iter()
        .map(|it| it.chars().position(|it| it == lower));
    match places.find_map(|it| it) {
        Some(place) if c.is_lowercase() => char::from(b'a' + place as u8),
        Some(place) => char::from(b'A' + place as u8),
        None => c,
    }
}

/// Returns whether `text` consists only of labels, such as `B`, `A, C`, `(B)`, or `A and C`.
pub fn is_label_list(text: &str) -> bool {
    let mut labels = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty() && !matches!(*it, "and" | "und" | "et" | "y" | "и"))
        .peekable();
    let is_label = |it: &str| {
        let mut letters = it.chars().map(latin);
        letters.next().is_some_and(|it| it.is_ascii_uppercase()) && letters.next().is_none()
    };
    text.len() <= 20 && labels.peek().is_some() && labels.all(is_label)
}

/// Returns the byte offset of the first option if it is at the end of a line, as in `Which planet
/// is red? - A. Mars`.
pub fn first_option_in(line: &str) -> Option<usize> {
    let mut places = line.match_indices(char::is_whitespace);
    places.find_map(|(at, _)| {
        let bare = line[at..]
            .trim_start()
            .trim_start_matches(['-', '*'])
            .trim_start();
        let (place, text) = option(bare)?;
        let is_end = line[..at]
            .trim_end()
            .ends_with(['?', ':', '.', ')', '？', '：', '*']);
        (place == 0 && !text.is_empty() && is_end).then_some(at)
    })
}

/// Removes `A.`, `B.`, and so on from the options if each option has the letter that matches its
/// position.
pub fn without_letters(options: &mut [ParsedOption]) {
    let lettered = |(at, it): (usize, &ParsedOption)| {
        label(&it.text).is_some_and(|(letter, text, _)| letter == at && !text.is_empty())
    };
    if options.len() > 1 && options.iter().enumerate().all(lettered) {
        for answer in options {
            if let Some((_, text, _)) = label(&answer.text) {
                answer.text = text.to_owned();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ParsedOption, label, option, without_letters};

    #[test]
    fn letters_before_options() {
        assert_eq!(option("B. two words"), Some((1, "two words")));
        assert_eq!(option("(c) x"), Some((2, "x")));
        assert_eq!(option("D) x"), Some((3, "x")));
        assert_eq!(option("Ｂ．x"), Some((1, "x")));
        assert_eq!(label("B)x"), Some((1, "x", false)));
        for none in ["A bucket", "e.g. this", "AB. x", ""] {
            assert_eq!(option(none), None, "{none}");
        }
    }

    #[test]
    fn letters_in_front_of_all_options_are_no_part_of_them() {
        for (texts, expected) in [
            (["A. Mars", "B. Io"], ["Mars", "Io"]),
            (["A)Mars", "B)Io"], ["Mars", "Io"]),
            (["A. Mars", "Io"], ["A. Mars", "Io"]),
        ] {
            let mut options = texts.map(|it| ParsedOption::new(it, false));
            without_letters(&mut options);
            assert_eq!(options.map(|it| it.text), expected);
        }
    }
}
