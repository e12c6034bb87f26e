//! A question between two formats, and what became of a file of them.

use super::cards::Card;
use crate::model::Shape;

/// A question as any format has it. Banks of other makers have no facts, so it
/// carries none; what a format lacks is empty here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a field of its own in some format"
)]
pub struct Entry {
    /// The line it begins on, from 1.
    pub line: usize,
    /// The id that the file gives it, where that is an id in a bank, too.
    pub id: Option<String>,
    pub topic: Option<Topic>,
    pub stem: String,
    pub explanation: String,
    pub options: Vec<Answer>,
    /// 1 (easy) to 3 (hard).
    pub difficulty: Option<u8>,
    pub shape: Option<Shape>,
    /// The stem asks for what is *not* so.
    pub negated: bool,
    /// The options keep their order.
    pub fixed_order: bool,
    /// The exam would not ask it.
    pub beyond: bool,
    /// The file gives its options in no order.
    pub unordered: bool,
}

impl Entry {
    /// Adds `code` to the stem, as lines of its own. Returns whether it is source code: a `code`
    /// can also be a short name, such as `AB-12`.
    pub fn add_code(&mut self, code: &str) -> bool {
        let is_code = code.contains(['\n', '(', '=', '{', ';', '<']);
        let code = code.trim_matches('\n').trim_end();
        if is_code && !self.stem.contains(code) {
            self.stem = format!("{}\n\n{code}", self.stem.trim_end());
        }
        is_code
    }
}

/// One option of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub id: Option<String>,
    pub text: String,
    pub correct: bool,
    pub why: String,
}

impl Answer {
    pub fn new(text: impl Into<String>, correct: bool) -> Self {
        Self {
            text: text.into(),
            correct,
            ..Self::default()
        }
    }
}

/// What a question is filed under: a heading, a category, a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The id that the file gives it.
    pub id: Option<String>,
    pub title: String,
}

impl Topic {
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            id: None,
            title: title.into(),
        }
    }
}

/// What was found in a text: the questions that can be used, and all that cannot.
#[derive(Debug, Default)]
pub struct Imported {
    pub questions: Vec<Entry>,
    /// Cards with a front and a back, which become terms.
    pub cards: Vec<Card>,
    /// Questions and cards that were left out, in the order of their lines.
    pub dropped: Vec<Dropped>,
    /// Parts of questions that were left out, in the order of their lines.
    pub notes: Vec<Note>,
}

impl Imported {
    /// Whether nothing in the text can be used.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.cards.is_empty()
    }
}

/// A question or a card that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The line that the question begins on, from 1.
    pub line: usize,
    pub why: String,
}

/// Something that was left out of what is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub line: usize,
    pub what: String,
}

/// Two questions are one when their stems and options read the same, in
/// whatever order the options stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Likeness(u64);

impl Likeness {
    pub fn of<'a>(stem: &str, options: impl Iterator<Item = &'a str>) -> Self {
        let mut options: Vec<_> = options.map(normal).collect();
        options.sort();
        // No text has a control character in it, so that no two lists look alike.
        let whole = format!("{}\u{1}{}", normal(stem), options.join("\u{2}"));
        Self(xxhash_rust::xxh3::xxh3_64(whole.as_bytes()))
    }

    pub fn of_entry(entry: &Entry) -> Self {
        Self::of(&entry.stem, entry.options.iter().map(|it| it.text.as_str()))
    }

    /// Ten letters and digits that stay the same for ever: ids are made of them.
    pub fn digest(&self) -> String {
        format!("{:010x}", self.0 >> 24)
    }
}

/// Texts that differ in case, spaces and a full stop read the same.
pub fn normal(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::Likeness;

    #[test]
    fn case_spaces_and_order_make_no_other_question() {
        let one = Likeness::of("Who  patches it?", ["AWS.", "You"].into_iter());
        let two = Likeness::of("who patches it?", ["you", "AWS"].into_iter());
        let other = Likeness::of("Who patches it?", ["AWS", "Nobody"].into_iter());
        assert_eq!(one, two);
        assert_ne!(one, other);
        assert_eq!(one.digest().len(), 10);
    }
}
