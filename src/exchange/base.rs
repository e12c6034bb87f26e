//! The meaning of numbers as answers: places from 0 or 1, or texts of options.

use super::collector::ImportCollector;
use super::entry::ParsedOption;

/// The number of the first option in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Nothing in the file shows it.
    #[default]
    Unknown,
    From(usize),
    /// Numbers are texts, because all other answers in the file are texts of options.
    Texts,
}

/// The answers of a file seen so far.
#[derive(Default)]
pub struct Seen {
    base: Base,
    /// A number is the text of no option.
    has_place: bool,
    /// An answer that is not a number is the text of an option.
    has_text: bool,
}

impl Seen {
    /// Adds an answer to a question with `options`. A 0 shows that numbers count from 0,
    /// and one that is as high as there are options that they count from 1.
    pub fn add(&mut self, answer: &str, options: &[ParsedOption]) {
        let answer = answer.trim();
        let is_option = |text: &str| options.iter().any(|it| it.text.trim() == text);
        let numbers = numbers(answer);
        for number in &numbers {
            match number {
                0 => self.base = Base::From(0),
                it if *it == options.len() && self.base == Base::Unknown => {
                    self.base = Base::From(1);
                }
                _ => {}
            }
        }
        if numbers.is_empty() {
            self.has_text |= answer.len() > 1 && is_option(answer);
        } else {
            self.has_place |= !is_option(answer);
        }
    }

    /// Adds an answer that is a place and no text.
    pub fn add_place(&mut self, answer: &str, options: &[ParsedOption]) {
        self.add(answer, options);
        self.has_place |= !numbers(answer).is_empty();
    }

    pub fn base(&self) -> Base {
        if self.has_text && !self.has_place {
            Base::Texts
        } else {
            self.base
        }
    }
}

impl Base {
    /// Returns the number of the first option, where `usual` is that of the format.
    pub fn first(self, usual: usize) -> usize {
        match self {
            Self::From(first) => first,
            Self::Unknown | Self::Texts => usual,
        }
    }

    /// Notes that the answer `stated` on `line` was counted from `usual` because nothing shows how it was counted.
    pub fn note(self, stated: &str, usual: usize, line: usize, intake: &mut ImportCollector<'_>) {
        if self == Self::Unknown && !numbers(stated).is_empty() {
            let what =
                format!("a number was read as the position of an option, counted from {usual}");
            intake.note(line, what);
        }
    }
}

/// The numbers in `2` or `1, 4`; none if something else is between them.
pub fn numbers(text: &str) -> Vec<usize> {
    let parts = text.split([',', ';']).map(str::trim);
    let numbers: Result<Vec<_>, _> = parts.map(str::parse).collect();
    numbers.unwrap_or_default()
}
