//! The positions of items in the files of a bank, which are stored separately from the model and
//! used by the checker.
//!
//! Every list has the length and order of the corresponding list in the bank: the n-th entry of
//! `questions` is the position of the n-th question.

use std::ops::Range;

use toml::Spanned;

use super::raw;
use super::tables::Item;

/// A byte range in a file. Offsets have 32 bits to save memory, because files are far smaller than
/// 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    file: u32,
    start: u32,
    end: u32,
}

impl Place {
    /// Returns the index of the file among the files that were read.
    pub fn file(self) -> usize {
        self.file as usize
    }

    /// Returns the byte range, relative to the start of the file.
    pub fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn of<R, T>(item: &Item<R>, inner: &Spanned<T>) -> Self {
        let span = item.inside(inner.span());
        Self {
            file: item.file as u32,
            start: span.start as u32,
            end: span.end as u32,
        }
    }
}

#[derive(Debug, Default)]
pub struct Places {
    /// The header of the bank; `None` if it has no header.
    pub card: Option<Place>,
    pub sources: Vec<SourcePlaces>,
    /// The headings of each document.
    pub documents: Vec<Vec<Place>>,
    pub facts: Vec<FactPlaces>,
    /// The cells of each table, row by row; `None` for an empty cell.
    pub matrices: Vec<Vec<Vec<Option<Place>>>>,
    pub terms: Vec<TermPlaces>,
    pub questions: Vec<QuestionPlaces>,
}

#[derive(Debug)]
pub struct SourcePlaces {
    pub id: Place,
    pub checked: Place,
}

#[derive(Debug)]
pub struct FactPlaces {
    pub id: Place,
    pub excuses: Vec<Excuse>,
}

#[derive(Debug)]
pub struct TermPlaces {
    pub id: Place,
    pub name: Place,
    pub definition: Place,
    pub group: Place,
    /// The ids in `confused_with`.
    pub confused_with: Vec<Place>,
    /// The ids in `overlaps`.
    pub overlaps: Vec<Place>,
}

#[derive(Debug)]
pub struct QuestionPlaces {
    pub stem: Place,
    /// The position of the stem if the question has no explanation.
    pub explanation: Place,
    pub choices: Vec<ChoicePlaces>,
    pub excuses: Vec<Excuse>,
}

#[derive(Debug)]
pub struct ChoicePlaces {
    pub text: Place,
    /// The position of the text if the option has no reason.
    pub why: Place,
}

/// An `allow` entry in the bank, which excuses an item from a rule of the checker.
#[derive(Clone, Debug)]
pub struct Excuse {
    pub rule: String,
    pub because: String,
    pub place: Place,
}

pub fn card(item: &Item<raw::Bank>) -> Place {
    Place::of(item, &item.value.id)
}

pub fn source(item: &Item<raw::Source>) -> SourcePlaces {
    SourcePlaces {
        id: Place::of(item, &item.value.id),
        checked: Place::of(item, &item.value.checked),
    }
}

pub fn document(item: &Item<raw::Document>) -> Vec<Place> {
    let headings = item.value.headings.iter();
    headings.map(|it| Place::of(item, it)).collect()
}

pub fn fact(item: &Item<raw::Fact>) -> FactPlaces {
    FactPlaces {
        id: Place::of(item, &item.value.id),
        excuses: excuses(item, &item.value.allow),
    }
}

pub fn matrix(item: &Item<raw::Matrix>) -> Vec<Vec<Option<Place>>> {
    let cells = |row: &raw::Row| {
        let columns = item.value.columns.iter().map(|column| column.id.as_str());
        let own = row.own_cells(columns);
        let cells = own.map(|cell| cell.or(row.otherwise.as_ref()));
        cells.map(|cell| Some(Place::of(item, &cell?.is))).collect()
    };
    let rows = item.value.row.iter();
    rows.map(|row| cells(row.get_ref())).collect()
}

pub fn term(item: &Item<raw::Term>) -> TermPlaces {
    let raw = &item.value;
    let each = |ids: &[Spanned<String>]| ids.iter().map(|id| Place::of(item, id)).collect();
    TermPlaces {
        id: Place::of(item, &raw.id),
        name: Place::of(item, &raw.name),
        definition: Place::of(item, &raw.definition),
        group: Place::of(item, &raw.group),
        confused_with: each(&raw.confused_with),
        overlaps: each(&raw.overlaps),
    }
}

pub fn question(item: &Item<raw::Question>) -> QuestionPlaces {
    let raw = &item.value;
    let or = |text: &Option<Spanned<String>>, other: &Spanned<String>| {
        Place::of(item, text.as_ref().unwrap_or(other))
    };
    let choices = raw.option.iter().map(|choice| {
        let choice = choice.get_ref();
        ChoicePlaces {
            text: Place::of(item, &choice.text),
            why: or(&choice.why, &choice.text),
        }
    });
    QuestionPlaces {
        stem: Place::of(item, &raw.stem),
        explanation: or(&raw.explanation, &raw.stem),
        choices: choices.collect(),
        excuses: excuses(item, &raw.allow),
    }
}

fn excuses<R>(item: &Item<R>, allow: &[Spanned<raw::Allow>]) -> Vec<Excuse> {
    let excuses = allow.iter().map(|allow| Excuse {
        rule: allow.get_ref().lint.clone(),
        because: allow.get_ref().because.clone(),
        place: Place::of(item, allow),
    });
    excuses.collect()
}
