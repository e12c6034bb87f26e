//! The input for the rules: a bank, its source positions, and its questions split into words.

use jiff::civil::Date;

use super::rule::{RuleFinding, Subject};
use super::words::{Vocabulary, Word};
use crate::bank::spans::{ChoiceSpans, QuestionSpans};
use crate::bank::{BankSpans, FileSpan, Loaded};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::model::{Bank, Cell, CellRef, Choice, Question};

/// A bank to be checked.
#[derive(Debug)]
pub struct CheckedBank<'a> {
    pub bank: &'a Bank,
    pub places: &'a BankSpans,
    pub files: &'a [SourceFile],
    /// The problems found while loading the bank.
    pub problems: &'a [Diagnostic],
    /// The current date, which is set only if the check includes the age of the sources.
    pub today: Option<Date>,
    /// The distinct words in the questions.
    pub vocabulary: Vocabulary,
    words: Vec<QuestionWords>,
}

/// The texts of a question, split into words.
#[derive(Debug)]
struct QuestionWords {
    stem: Vec<Word>,
    choices: Vec<Vec<Word>>,
}

/// A question and its index, source positions, and words.
#[derive(Clone, Copy, Debug)]
pub struct CheckedQuestion<'a> {
    /// The index in the bank.
    pub at: usize,
    pub question: &'a Question,
    pub places: &'a QuestionSpans,
    pub stem: &'a [Word],
    words: &'a QuestionWords,
}

/// An option and its source positions and words.
#[derive(Clone, Copy, Debug)]
pub struct CheckedOption<'a> {
    pub choice: &'a Choice,
    pub places: &'a ChoiceSpans,
    pub words: &'a [Word],
}

impl<'a> CheckedBank<'a> {
    pub fn new(loaded: &'a Loaded, today: Option<Date>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut words_of = |question: &Question| {
            let choices = question.choices.iter();
            QuestionWords {
                stem: vocabulary.words(&question.stem),
                choices: choices.map(|it| vocabulary.words(&it.text)).collect(),
            }
        };
        let questions = loaded.bank.questions.iter();
        let words = questions.map(|question| words_of(question)).collect();
        Self {
            bank: &loaded.bank,
            places: &loaded.places,
            files: &loaded.files,
            problems: &loaded.problems,
            today,
            vocabulary,
            words,
        }
    }

    pub fn questions(&self) -> impl Iterator<Item = CheckedQuestion<'_>> {
        let places = self.places.questions.iter().zip(&self.words);
        let questions = self.bank.questions.iter().zip(places).enumerate();
        questions.map(|(at, (question, (places, words)))| CheckedQuestion {
            at,
            question,
            places,
            stem: &words.stem,
            words,
        })
    }

    /// Returns all filled cells, each with the position of its value.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &'a Cell, Option<FileSpan>)> + use<'a> {
        let matrices = self.bank.matrices.iter().zip(&self.places.matrices);
        matrices.flat_map(|(matrix, places)| {
            matrix.rows.iter().zip(places).flat_map(|(row, places)| {
                let filled = matrix.columns.iter().zip(&row.cells).zip(places);
                filled.filter_map(|((column, cell), place)| {
                    let at = CellRef {
                        matrix: matrix.id.clone(),
                        row: row.id.clone(),
                        column: column.id.clone(),
                    };
                    Some((at, cell.as_deref()?, *place))
                })
            })
        })
    }

    /// Creates a finding about the bank as a whole.
    pub fn note(&self, message: String, help: impl Into<String>) -> RuleFinding {
        RuleFinding::new(Subject::Bank, self.places.card, message, help)
    }

    /// Formats a position as `file:line` for use in a message.
    pub fn spot(&self, place: FileSpan) -> String {
        let file = &self.files[place.file()];
        format!("{}:{}", file.name, file.line_of(place.span().start))
    }
}

impl<'a> CheckedQuestion<'a> {
    pub fn options(self) -> impl Iterator<Item = CheckedOption<'a>> {
        let texts = self.places.choices.iter().zip(&self.words.choices);
        let choices = self.question.choices.iter().zip(texts);
        choices.map(|(choice, (places, words))| CheckedOption {
            choice,
            places,
            words,
        })
    }

    /// Creates a finding at the stem.
    pub fn note(self, message: String, help: impl Into<String>) -> RuleFinding {
        self.note_at(self.places.stem, message, help)
    }

    /// Creates a finding at the position of one of the question's texts.
    pub fn note_at(self, place: FileSpan, message: String, help: impl Into<String>) -> RuleFinding {
        RuleFinding::new(Subject::Question(self.at), Some(place), message, help)
    }
}
