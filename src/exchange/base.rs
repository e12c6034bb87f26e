//! Determines whether numeric answers are the positions of options, counted from 0 or 1, or the
//! texts of options.

use super::collector::ImportCollector;
use super::entry::ParsedOption;

/// The number of the first option in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Nothing in the file indicates the number of the first option.
    #[default]
    Unknown,
    From(usize),
    /// Numbers are the texts of options, because all other answers in the file are texts of
    /// options.
    Texts,
}

/// The evidence from the answers in a file that have been read so far.
#[derive(Default)]
pub struct Seen {
    base: Base,
    /// True if a numeric answer is not the text of any option.
    has_place: bool,
    /// True if a non-numeric answer is the text of an option.
    has_text: bool,
}

impl Seen {
    /// Adds an answer to a question with `options`. An answer of 0 shows that numbers are counted
    /// from 0. An answer that equals the number of options shows that they are counted from 1.
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

    /// Adds an answer that is a position rather than text.
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
    /// Returns the number of the first option. If the number is unknown, returns `usual`, which is
    /// the default of the format.
    pub fn first(self, usual: usize) -> usize {
        match self {
            Self::From(first) => first,
            Self::Unknown | Self::Texts => usual,
        }
    }

    /// Adds a note that the answer `stated` on `line` was counted from `usual`, because nothing in
    /// the file indicates the number of the first option.
    pub fn note(self, stated: &str, usual: usize, line: usize, intake: &mut ImportCollector<'_>) {
        if self == Self::Unknown && !numbers(stated).is_empty() {
            let what =
                format!("a number was read as the position of an option, counted from {usual}");
            intake.note(line, what);
        }
    }
}

/// Returns the numbers in a list such as `2` or `1, 4`. Returns no numbers if the list contains
/// anything else.
pub fn numbers(text: &str) -> Vec<usize> {
    let parts = text.split([',', ';']).map(str::trim);
    let numbers: Result<Vec<_>, _> = parts.map(str::parse).collect();
    numbers.unwrap_or_default()
}
