//! The positions of items in the files of a bank. They are stored separately from the model and
//! used by the checker.
//!
//! Every list has the same length and order as the corresponding list in the bank: the n-th entry
//! of `questions` is the position of the n-th question.

use std::ops::Range;

use super::located::Located;
use super::raw;
use super::tables::Item;

/// A byte range in a file. Offsets have only 32 bits to save memory, which is enough because files
/// are far smaller than 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileSpan {
    file: u32,
    start: u32,
    end: u32,
}

impl FileSpan {
    /// Returns the index of the file among the files that were read.
    pub fn file(self) -> usize {
        self.file as usize
    }

    /// Returns the byte range, relative to the start of the file.
    pub fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn of<R, T>(item: &Item<R>, inner: &Located<T>) -> Self {
        let span = item.inside(inner.span());
        Self {
            file: item.file as u32,
            start: span.start as u32,
            end: span.end as u32,
        }
    }
}

#[derive(Debug, Default)]
pub struct BankSpans {
    /// The header of the bank; `None` if the bank has no header.
    pub card: Option<FileSpan>,
    pub sources: Vec<SourceSpans>,
    /// The headings of each document.
    pub documents: Vec<Vec<FileSpan>>,
    pub facts: Vec<FactSpans>,
    /// The cells of each table, row by row; `None` for an empty cell.
    pub matrices: Vec<Vec<Vec<Option<FileSpan>>>>,
    pub terms: Vec<TermSpans>,
    pub questions: Vec<QuestionSpans>,
}

#[derive(Debug)]
pub struct SourceSpans {
    pub id: FileSpan,
    pub checked: FileSpan,
}

#[derive(Debug)]
pub struct FactSpans {
    pub id: FileSpan,
    pub excuses: Vec<Suppression>,
}

#[derive(Debug)]
pub struct TermSpans {
    pub id: FileSpan,
    pub name: FileSpan,
    pub definition: FileSpan,
    pub group: FileSpan,
    /// The IDs in `confused_with`.
    pub confused_with: Vec<FileSpan>,
    /// The IDs in `overlaps`.
    pub overlaps: Vec<FileSpan>,
}

#[derive(Debug)]
pub struct QuestionSpans {
    pub stem: FileSpan,
    /// The position of the explanation, or of the stem if the question has no explanation.
    pub explanation: FileSpan,
    pub choices: Vec<ChoiceSpans>,
    pub excuses: Vec<Suppression>,
}

#[derive(Debug)]
pub struct ChoiceSpans {
    pub text: FileSpan,
    /// The position of the reason, or of the option's text if there is no reason.
    pub why: FileSpan,
}

/// An `allow` entry in the bank, which suppresses the findings of a checker rule on an item.
#[derive(Clone, Debug)]
pub struct Suppression {
    pub rule: String,
    pub because: String,
    pub place: FileSpan,
}

pub fn card(item: &Item<raw::Bank>) -> FileSpan {
    FileSpan::of(item, &item.value.id)
}

pub fn source(item: &Item<raw::Source>) -> SourceSpans {
    SourceSpans {
        id: FileSpan::of(item, &item.value.id),
        checked: FileSpan::of(item, &item.value.checked),
    }
}

pub fn document(item: &Item<raw::Document>) -> Vec<FileSpan> {
    let headings = item.value.headings.iter();
    headings.map(|it| FileSpan::of(item, it)).collect()
}

pub fn fact(item: &Item<raw::Fact>) -> FactSpans {
    FactSpans {
        id: FileSpan::of(item, &item.value.id),
        excuses: excuses(item, &item.value.allow),
    }
}

pub fn matrix(item: &Item<raw::Matrix>) -> Vec<Vec<Option<FileSpan>>> {
    let cells = |row: &raw::Row| {
        let columns = item.value.columns.iter().map(|column| column.id.as_str());
        let own = row.own_cells(columns);
        let cells = own.map(|cell| cell.or(row.otherwise.as_ref()));
        cells
            .map(|cell| Some(FileSpan::of(item, &cell?.is)))
            .collect()
    };
    let rows = item.value.row.iter();
    rows.map(|row| cells(row)).collect()
}

pub fn term(item: &Item<raw::Term>) -> TermSpans {
    let raw = &item.value;
    let each = |ids: &[Located<String>]| ids.iter().map(|id| FileSpan::of(item, id)).collect();
    TermSpans {
        id: FileSpan::of(item, &raw.id),
        name: FileSpan::of(item, &raw.name),
        definition: FileSpan::of(item, &raw.definition),
        group: FileSpan::of(item, &raw.group),
        confused_with: each(&raw.confused_with),
        overlaps: each(&raw.overlaps),
    }
}

pub fn question(item: &Item<raw::Question>) -> QuestionSpans {
    let raw = &item.value;
    let or = |text: &Option<Located<String>>, other: &Located<String>| {
        FileSpan::of(item, text.as_ref().unwrap_or(other))
    };
    let choices = raw.option.iter().map(|choice| ChoiceSpans {
        text: FileSpan::of(item, &choice.text),
        why: or(&choice.why, &choice.text),
    });
    QuestionSpans {
        stem: FileSpan::of(item, &raw.stem),
        explanation: or(&raw.explanation, &raw.stem),
        choices: choices.collect(),
        excuses: excuses(item, &raw.allow),
    }
}

fn excuses<R>(item: &Item<R>, allow: &[Located<raw::Allow>]) -> Vec<Suppression> {
    let excuses = allow.iter().map(|allow| Suppression {
        rule: allow.lint.clone(),
        because: allow.because.clone(),
        place: FileSpan::of(item, allow),
    });
    excuses.collect()
}
