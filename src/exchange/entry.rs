//! A question in a form that is independent of any file format, and the result of reading a file.

use super::cards::Card;
use super::html;
use super::lettered::{self, marks};
use crate::model::Framing;

/// A question, independent of any format. It has no facts, because question banks from other
/// programs do not have any. Fields that a format does not support are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a separate field in some format"
)]
pub struct ParsedQuestion {
    /// The number of the line on which the question begins, counted from 1.
    pub line: usize,
    /// The ID of the question in the file if it is also a valid ID in a bank.
    pub id: Option<String>,
    pub topic: Option<ParsedTopic>,
    pub stem: String,
    pub explanation: String,
    pub options: Vec<ParsedOption>,
    /// The difficulty, from 1 (easy) to 3 (hard).
    pub difficulty: Option<u8>,
    pub shape: Option<Framing>,
    /// True if the stem asks for an exception, as in "Which is *not* …".
    pub negated: bool,
    /// True if the options keep their order.
    pub fixed_order: bool,
    /// True if the question is beyond the scope of the exam.
    pub beyond: bool,
    /// True if the file does not define an order for the options.
    pub unordered: bool,
}

impl ParsedQuestion {
    /// Adds `code` to the stem on separate lines if it is source code. Returns `false` if it is not
    /// source code, because a `code` field can also contain a short name, such as `AB-12`.
    pub fn add_code(&mut self, code: &str) -> bool {
        let is_code = code.contains(['\n', '(', '=', '{', ';', '<']);
        let code = code.trim_matches('\n').trim_end();
        if is_code && !self.stem.contains(code) {
            self.stem = format!("{}\n\n{code}", self.stem.trim_end());
        }
        is_code
    }

    /// Moves the items of an HTML list from the stem to the options if there are no options yet.
    /// The texts remain HTML.
    pub fn split_list(&mut self) {
        if self.options.is_empty()
            && self.stem.contains("<li")
            && let Some((stem, options)) = html::list(&html::read(&self.stem).pieces)
            && !stem.trim().is_empty()
        {
            let options = options
                .iter()
                .map(|it| ParsedOption::new(html::escape(it), false));
            (self.stem, self.options) = (html::escape(stem.trim()), options.collect());
            self.unordered = false;
            lettered::without_letters(&mut self.options);
        }
    }

    /// Marks the options that have a check mark or an asterisk as correct. Returns whether there
    /// are any such options.
    pub fn mark_options(&mut self) -> bool {
        let is_marked = ParsedOption::mark(&mut self.options, marks::by_sign)
            || ParsedOption::mark(&mut self.options, marks::by_star);
        lettered::without_letters(&mut self.options);
        is_marked
    }

    /// Moves the options out of the stem if the stem contains them as lines or parts that begin
    /// with letters.
    pub fn split_options(&mut self) {
        if self.options.is_empty()
            && let Some((stem, options)) = lettered::options_in(&self.stem)
        {
            (self.stem, self.options, self.unordered) = (stem, options, false);
        }
    }
}

/// One option of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedOption {
    pub id: Option<String>,
    pub text: String,
    pub correct: bool,
    pub why: String,
}

impl ParsedOption {
    pub fn new(text: impl Into<String>, correct: bool) -> Self {
        Self {
            text: text.into(),
            correct,
            ..Self::default()
        }
    }

    /// Marks as correct the options for which `find` returns the text without the mark. Returns
    /// whether there are any such options.
    pub fn mark(options: &mut [Self], find: fn(&[&str]) -> Option<Vec<Option<String>>>) -> bool {
        let texts: Vec<_> = options.iter().map(|it| it.text.as_str()).collect();
        let Some(found) = find(&texts) else {
            return false;
        };
        for (option, text) in options.iter_mut().zip(found) {
            if let Some(text) = text {
                (option.text, option.correct) = (text, true);
            }
        }
        true
    }

    /// Returns the options of a true-or-false question.
    pub fn true_or_false(is_true: bool) -> Vec<Self> {
        vec![Self::new("True", is_true), Self::new("False", !is_true)]
    }
}

/// The category of a question: a heading, a folder, or a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedTopic {
    /// The ID of the topic in the file.
    pub id: Option<String>,
    pub title: String,
}

impl ParsedTopic {
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            id: None,
            title: title.into(),
        }
    }
}

/// The content of a document: the usable questions and cards, and reports about the parts that were not
/// imported.
#[derive(Debug, Default)]
pub struct Imported {
    pub questions: Vec<ParsedQuestion>,
    /// Cards with a front and a back, which become terms.
    pub cards: Vec<Card>,
    /// Questions and cards that were skipped, in line order.
    pub dropped: Vec<SkippedEntry>,
    /// Parts of imported questions that were dropped, in line order.
    pub notes: Vec<DroppedPart>,
}

impl Imported {
    /// Returns whether the text contains no usable questions or cards.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.cards.is_empty()
    }
}

/// A question or a card that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedEntry {
    /// The number of the line on which the question or card begins, counted from 1.
    pub line: usize,
    pub why: String,
}

/// A part of an imported question or card that was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedPart {
    pub line: usize,
    pub what: String,
}

/// A hash that identifies a question. Two questions have the same hash if their stems and options
/// read the same, regardless of the order of the options.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash(u64);

impl ContentHash {
    pub fn of<'a>(stem: &str, options: impl Iterator<Item = &'a str>) -> Self {
        let mut options: Vec<_> = options.map(normal).collect();
        options.sort();
        // Texts do not contain control characters, so different lists cannot produce the same
        // string.
        let whole = format!("{}\u{1}{}", normal(stem), options.join("\u{2}"));
        Self(xxhash_rust::xxh3::xxh3_64(whole.as_bytes()))
    }

    pub fn of_entry(entry: &ParsedQuestion) -> Self {
        Self::of(&entry.stem, entry.options.iter().map(|it| it.text.as_str()))
    }

    /// Returns ten hexadecimal digits. The digits must not change between versions, because IDs are
    /// made from them.
    pub fn digest(&self) -> String {
        format!("{:010x}", self.0 >> 24)
    }
}

/// Normalizes text for comparison so that differences in case, whitespace, and a final period are
/// ignored.
pub fn normal(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::ContentHash;

    #[test]
    fn case_spaces_and_order_make_no_other_question() {
        let one = ContentHash::of("Who  patches it?", ["AWS.", "You"].into_iter());
        let two = ContentHash::of("who patches it?", ["you", "AWS"].into_iter());
        let other = ContentHash::of("Who patches it?", ["AWS", "Nobody"].into_iter());
        assert_eq!(one, two);
        assert_ne!(one, other);
        assert_eq!(one.digest().len(), 10);
    }
}
