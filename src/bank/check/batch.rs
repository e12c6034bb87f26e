//! The input of the rules: a bank, its source positions, and a batch of questions split into words.

use jiff::civil::Date;

use super::rule::{RuleFinding, Subject};
use super::words::{Vocabulary, Word};
use crate::bank::spans::{ChoiceSpans, QuestionSpans};
use crate::bank::{BankSpans, FileSpan};
use crate::diagnostic::SourceFile;
use crate::model::{Bank, Cell, CellRef, Choice, Question};

/// The parts of a bank that all rules see: everything except its questions.
#[derive(Clone, Copy, Debug)]
pub struct BankContext<'a> {
    pub bank: &'a Bank,
    pub places: &'a BankSpans,
    pub files: &'a [SourceFile],
    /// Set only if the check includes the age of the sources.
    pub today: Option<Date>,
}

/// A batch of questions that are checked one by one.
#[derive(Debug)]
pub struct QuestionBatch<'a> {
    pub ground: BankContext<'a>,
    /// The distinct words of these questions.
    pub vocabulary: Vocabulary,
    questions: &'a [(&'a Question, &'a QuestionSpans)],
    words: Vec<QuestionWords>,
}

/// The texts of a question, split into words.
#[derive(Debug)]
struct QuestionWords {
    stem: Vec<Word>,
    choices: Vec<Vec<Word>>,
}

/// A question with its index, source positions, and words.
#[derive(Clone, Copy, Debug)]
pub struct CheckedQuestion<'a> {
    /// The index in the batch.
    at: usize,
    pub question: &'a Question,
    pub places: &'a QuestionSpans,
    pub stem: &'a [Word],
    words: &'a QuestionWords,
}

/// An option with its source positions and words.
#[derive(Clone, Copy, Debug)]
pub struct CheckedOption<'a> {
    pub choice: &'a Choice,
    pub places: &'a ChoiceSpans,
    pub words: &'a [Word],
}

impl<'a> BankContext<'a> {
    /// Returns all filled cells with the positions of their values.
    pub fn cells(self) -> impl Iterator<Item = (CellRef, &'a Cell, Option<FileSpan>)> {
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

    /// Creates a finding on the bank as a whole.
    pub fn note(self, message: String, help: impl Into<String>) -> RuleFinding {
        RuleFinding::new(Subject::Bank, self.places.card, message, help)
    }

    /// Formats a position as `file:line` for use in a message.
    pub fn spot(self, place: FileSpan) -> String {
        let file = &self.files[place.file()];
        format!("{}:{}", file.name, file.line_of(place.span().start))
    }
}

impl<'a> QuestionBatch<'a> {
    pub fn new(
        ground: BankContext<'a>,
        questions: &'a [(&'a Question, &'a QuestionSpans)],
    ) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut words_of = |question: &Question| QuestionWords {
            stem: vocabulary.words(&question.stem),
            choices: question
                .choices
                .iter()
                .map(|choice| vocabulary.words(&choice.text))
                .collect(),
        };
        let words = questions.iter().map(|(question, _)| words_of(question));
        Self {
            words: words.collect(),
            ground,
            vocabulary,
            questions,
        }
    }

    pub fn questions(&self) -> impl Iterator<Item = CheckedQuestion<'_>> {
        let questions = self.questions.iter().zip(&self.words).enumerate();
        questions.map(|(at, ((question, places), words))| CheckedQuestion {
            at,
            question,
            places,
            stem: &words.stem,
            words,
        })
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

    /// Creates a finding at one of the question's texts.
    pub fn note_at(self, place: FileSpan, message: String, help: impl Into<String>) -> RuleFinding {
        RuleFinding::new(Subject::Question(self.at), Some(place), message, help)
    }
}
