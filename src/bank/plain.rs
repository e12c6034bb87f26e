//! Reads questions that are written plainly, as nearly all are: one line a field,
//! texts in double quotes without escapes. It takes a fraction of the time
//! that the parser of TOML takes, and leaves to that whatever it does not know for
//! certain: other ways to write a value, and all that may be wrong.

use std::ops::Range;

use toml::Spanned;

use super::raw::{Choice, Claim, Question};
use crate::model::Shape;

const QUESTION: &str = "[[question]]";
const OPTION: &str = "[[question.option]]";

/// The question that `text` is, with spans as the parser of TOML gives them; `None`
/// where that parser has to say what it is.
pub fn question(text: &str) -> Option<Spanned<Question>> {
    let mut lines = Lines { text, at: 0 };
    if lines.next()?.1 != QUESTION {
        return None;
    }
    let mut own = Own::default();
    let mut options: Vec<Spanned<Choice>> = Vec::new();
    let mut option: Option<Part> = None;
    while let Some((start, line)) = lines.next() {
        if line.is_empty() {
            continue;
        }
        if line == OPTION {
            if let Some(part) = option.take() {
                options.push(part.finish()?);
            }
            option = Some(Part {
                header: start..start + OPTION.len(),
                ..Part::default()
            });
            continue;
        }
        let (key, rest) = line.split_once(" = ")?;
        let value = Value {
            text: rest,
            at: start + key.len() + " = ".len(),
        };
        match &mut option {
            None => own.take(key, value)?,
            Some(part) => part.take(key, value)?,
        }
    }
    if let Some(part) = option {
        options.push(part.finish()?);
    }
    Some(Spanned::new(0..QUESTION.len(), own.finish(options)?))
}

/// The lines of a text, each with the place at which it begins.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<(usize, &'a str)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|it| !it.is_empty())?;
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        self.at = start + end + 1;
        Some((start, &rest[..end]))
    }
}

/// What stands behind an equals sign, up to the end of the line.
#[derive(Clone, Copy)]
struct Value<'a> {
    text: &'a str,
    /// Where it begins.
    at: usize,
}

impl Value<'_> {
    /// The text in quotes that this is.
    fn text(self) -> Option<Spanned<String>> {
        let (text, rest) = self.quoted()?;
        rest.text.is_empty().then_some(text)
    }

    /// The text in quotes that this begins with, and what follows it.
    fn quoted(self) -> Option<(Spanned<String>, Self)> {
        let inner = self.text.strip_prefix('"')?;
        let end = inner.bytes().position(|byte| !is_plain(byte))?;
        let length = end + 2;
        if inner.as_bytes()[end] != b'"' {
            return None;
        }
        let text = Spanned::new(self.at..self.at + length, inner[..end].to_owned());
        Some((text, self.behind(length)))
    }

    fn behind(self, length: usize) -> Self {
        Self {
            text: &self.text[length..],
            at: self.at + length,
        }
    }

    /// What follows `sign` here.
    fn after(self, sign: &str) -> Option<Self> {
        let rest = self.text.strip_prefix(sign)?;
        Some(self.behind(self.text.len() - rest.len()))
    }

    /// The items of the array that this is, each read by `item`.
    fn array<T>(self, item: impl Fn(Self) -> Option<(T, Self)>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        let mut rest = self.after("[")?;
        loop {
            let (one, behind) = item(rest)?;
            items.push(one);
            if behind.text == "]" {
                return Some(items);
            }
            rest = behind.after(", ")?;
        }
    }

    /// `{ cell = "…", is = "…" }`
    fn claim(self) -> Option<(Spanned<Claim>, Self)> {
        let (cell, rest) = self.after("{ cell = ")?.quoted()?;
        let (is, rest) = rest.after(", is = ")?.quoted()?;
        let rest = rest.after(" }")?;
        let claim = Claim {
            cell: cell.into_inner(),
            is: is.into_inner(),
        };
        Some((Spanned::new(self.at..rest.at, claim), rest))
    }

    fn truth(self) -> Option<bool> {
        match self.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

/// Whether a byte inside quotes is itself, and neither their end nor anything special.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..=0x1F | b'"' | b'\\' | 0x7F)
}

/// Fills a field that is still empty.
fn fill<T>(field: &mut Option<T>, value: Option<T>) -> Option<()> {
    if field.is_some() {
        return None;
    }
    *field = Some(value?);
    Some(())
}

/// A question's own fields.
#[derive(Default)]
struct Own {
    id: Option<Spanned<String>>,
    topic: Option<Spanned<String>>,
    asks: Option<Vec<Spanned<String>>>,
    shape: Option<Shape>,
    difficulty: Option<Spanned<u8>>,
    negated: Option<bool>,
    stem: Option<Spanned<String>>,
    explanation: Option<Spanned<String>>,
}

impl Own {
    fn take(&mut self, key: &str, value: Value<'_>) -> Option<()> {
        match key {
            "id" => fill(&mut self.id, value.text()),
            "topic" => fill(&mut self.topic, value.text()),
            "asks" => fill(&mut self.asks, value.array(Value::quoted)),
            "shape" => fill(&mut self.shape, shape(value.text)),
            "difficulty" => fill(&mut self.difficulty, difficulty(value)),
            "negated" => fill(&mut self.negated, value.truth()),
            "stem" => fill(&mut self.stem, value.text()),
            "explanation" => fill(&mut self.explanation, value.text()),
            _ => None,
        }
    }

    fn finish(self, option: Vec<Spanned<Choice>>) -> Option<Question> {
        Some(Question {
            id: self.id?,
            topic: self.topic,
            asks: self.asks.unwrap_or_default(),
            shape: self.shape,
            difficulty: self.difficulty,
            negated: self.negated.unwrap_or_default(),
            stem: self.stem?,
            explanation: self.explanation,
            option,
            order: None,
            beyond: false,
            replaces: Vec::new(),
            allow: Vec::new(),
        })
    }
}

fn shape(text: &str) -> Option<Shape> {
    match text {
        "\"direct\"" => Some(Shape::Direct),
        "\"scenario\"" => Some(Shape::Scenario),
        "\"reverse\"" => Some(Shape::Reverse),
        _ => None,
    }
}

fn difficulty(value: Value<'_>) -> Option<Spanned<u8>> {
    match value.text.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(Spanned::new(value.at..value.at + 1, digit - b'0')),
        _ => None,
    }
}

/// An option's fields.
#[derive(Default)]
struct Part {
    header: Range<usize>,
    id: Option<Spanned<String>>,
    text: Option<Spanned<String>>,
    correct: Option<bool>,
    about: Option<Spanned<String>>,
    claims: Option<Vec<Spanned<Claim>>>,
    why: Option<Spanned<String>>,
}

impl Part {
    fn take(&mut self, key: &str, value: Value<'_>) -> Option<()> {
        match key {
            "id" => fill(&mut self.id, value.text()),
            "text" => fill(&mut self.text, value.text()),
            "correct" => fill(&mut self.correct, value.truth()),
            "about" => fill(&mut self.about, value.text()),
            "claims" => fill(&mut self.claims, value.array(Value::claim)),
            "why" => fill(&mut self.why, value.text()),
            _ => None,
        }
    }

    fn finish(self) -> Option<Spanned<Choice>> {
        let choice = Choice {
            id: self.id,
            text: self.text?,
            correct: self.correct.unwrap_or_default(),
            about: self.about,
            claims: self.claims.unwrap_or_default(),
            why: self.why,
        };
        Some(Spanned::new(self.header, choice))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::question;
    use crate::bank::cut::{cut, is_question};
    use crate::bank::{Files, Origin, raw};

    /// The question as the parser of TOML reads it.
    fn parsed(text: &str) -> Option<String> {
        let file = toml::from_str::<raw::File>(text).ok()?;
        Some(format!("{:#?}", file.question))
    }

    fn read(text: &str) -> Option<String> {
        Some(format!("{:#?}", [question(text)?]))
    }

    /// All questions of the embedded bank.
    fn embedded() -> Vec<String> {
        let files = Files::read(&Origin::Embedded).read;
        let parts = files.iter().flat_map(|file| {
            let parts = cut(&file.text).map(|part| file.text[part].to_owned());
            parts.filter(|part| is_question(part)).collect::<Vec<_>>()
        });
        parts.collect()
    }

    #[test]
    fn it_reads_what_the_parser_reads() {
        let all = embedded();
        let mut plain = 0;
        for text in &all {
            if let Some(read) = read(text) {
                assert_eq!(Some(read), parsed(text), "{text}");
                plain += 1;
            }
        }
        assert!(plain * 10 > all.len() * 9, "{plain} of {}", all.len());
    }

    #[test]
    fn it_leaves_the_rest_to_the_parser() {
        let sound =
            "[[question]]\nid = \"q\"\nstem = \"Who?\"\n\n[[question.option]]\ntext = \"AWS\"\n";
        assert_eq!(read(sound), parsed(sound));
        for (from, to) in [
            ("\"Who?\"", "\"Who \\\"is\\\"?\""),
            ("\"Who?\"", "\"Who\t?\""),
            ("\"Who?\"", "'Who?'"),
            ("\"Who?\"", "\"\"\"Who?\"\"\""),
            ("\"Who?\"", "\"Who?\" # it"),
            ("\"Who?\"", "\"Who?"),
            ("stem", "stern"),
            ("stem = \"Who?\"", ""),
            ("stem", "id"),
            (" = ", "="),
            ("text", "\"text\""),
            ("[[question.option]]", "[question.option]"),
            ("[[question.option]]", "[[question.allow]]"),
            ("text = \"AWS\"", "correct = true"),
        ] {
            let text = sound.replacen(from, to, 1);
            assert_ne!(text, sound);
            assert_eq!(read(&text), None, "{text}");
        }
    }

    proptest! {
        /// Whatever is done to a question: what is read is what the parser reads.
        #[test]
        fn it_never_reads_more_than_the_parser(
            which in any::<prop::sample::Index>(),
            at in any::<prop::sample::Index>(),
            cut in 0..4_usize,
            put in "[\"\\\\ =\\[\\]{}#,\n\r\ta0-]{0,3}",
        ) {
            let all = embedded();
            let text = which.get(&all);
            let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
            let from = at.get(&places);
            let to = text[*from..].char_indices().nth(cut).map_or(text.len(), |it| from + it.0);
            let text = format!("{}{put}{}", &text[..*from], &text[to..]);
            if let Some(read) = read(&text) {
                prop_assert_eq!(Some(read), parsed(&text));
            }
        }
    }
}
