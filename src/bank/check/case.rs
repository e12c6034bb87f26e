//! What the rules look at: a bank, its places, and its texts as words.

use jiff::civil::Date;

use super::rule::{Note, Subject};
use super::words::{Vocabulary, Word};
use crate::bank::places::{ChoicePlaces, QuestionPlaces};
use crate::bank::{Loaded, Place, Places, SourceFile};
use crate::model::{Bank, Cell, CellRef, Choice, Question};

#[derive(Debug)]
pub struct Case<'a> {
    pub bank: &'a Bank,
    pub places: &'a Places,
    pub files: &'a [SourceFile],
    /// Given when the age of the sources is to be looked at.
    pub today: Option<Date>,
    pub vocabulary: Vocabulary,
    words: Vec<QuestionWords>,
}

/// A question's texts as words.
#[derive(Debug)]
struct QuestionWords {
    stem: Vec<Word>,
    choices: Vec<Vec<Word>>,
}

/// A question with all that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub at: usize,
    pub question: &'a Question,
    pub places: &'a QuestionPlaces,
    pub stem: &'a [Word],
    words: &'a QuestionWords,
}

/// An option with all that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    pub choice: &'a Choice,
    pub places: &'a ChoicePlaces,
    pub words: &'a [Word],
}

impl<'a> Case<'a> {
    pub fn new(loaded: &'a Loaded, today: Option<Date>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut words_of = |question: &Question| QuestionWords {
            stem: vocabulary.words(&question.stem),
            choices: question
                .choices
                .iter()
                .map(|choice| vocabulary.words(&choice.text))
                .collect(),
        };
        let questions = loaded.bank.questions.iter();
        Self {
            words: questions.map(|question| words_of(question)).collect(),
            bank: &loaded.bank,
            places: &loaded.places,
            files: &loaded.files,
            today,
            vocabulary,
        }
    }

    pub fn questions(&self) -> impl Iterator<Item = Asked<'_>> {
        (0..self.words.len()).map(|at| self.question(at))
    }

    pub fn question(&self, at: usize) -> Asked<'_> {
        Asked {
            at,
            question: &self.bank.questions[at],
            places: &self.places.questions[at],
            stem: &self.words[at].stem,
            words: &self.words[at],
        }
    }

    /// Every filled cell, and where its value stands.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &Cell, Option<Place>)> {
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
                    Some((at, cell.as_ref()?, *place))
                })
            })
        })
    }

    /// A note on the bank as a whole.
    pub fn note(&self, message: String, help: impl Into<String>) -> Note {
        Note::new(Subject::Bank, self.places.card, message, help)
    }

    /// `file:line`, to point at a second place in words.
    pub fn spot(&self, place: Place) -> String {
        let file = &self.files[place.file()];
        format!("{}:{}", file.name, file.line_of(place.span().start))
    }
}

impl<'a> Asked<'a> {
    pub fn options(self) -> impl Iterator<Item = Offered<'a>> {
        let texts = self.places.choices.iter().zip(&self.words.choices);
        let choices = self.question.choices.iter().zip(texts);
        choices.map(|(choice, (places, words))| Offered {
            choice,
            places,
            words,
        })
    }

    /// A note at the stem.
    pub fn note(self, message: String, help: impl Into<String>) -> Note {
        self.note_at(self.places.stem, message, help)
    }

    /// A note at one of the question's texts.
    pub fn note_at(self, place: Place, message: String, help: impl Into<String>) -> Note {
        Note::new(Subject::Question(self.at), Some(place), message, help)
    }
}
