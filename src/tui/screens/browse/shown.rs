//! Lists the questions, cells, or terms that match the filter, the section, the difficulty, and the
//! search.

use std::sync::Arc;

use super::Browse;
use crate::model::{Question, Term, TopicId};

/// A filter, which selects questions, all terms, or all cells of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    All,
    Terms,
    Missed,
    Flagged,
    NeverSeen,
    Disputed,
    Cells,
}

impl Filter {
    /// All filters, in the order of their tabs.
    const ALL: [Self; 7] = [
        Self::All,
        Self::Terms,
        Self::Missed,
        Self::Flagged,
        Self::NeverSeen,
        Self::Disputed,
        Self::Cells,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Terms => "Terms",
            Self::Missed => "Missed",
            Self::Flagged => "Flagged",
            Self::NeverSeen => "Never seen",
            Self::Disputed => "Reported",
            Self::Cells => "Cells",
        }
    }
}

/// A row of the list.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    /// A question of the bank, or a cell that is shown as a question.
    Question(&'a Arc<Question>),
    Term(&'a Term),
}

impl<'a> Item<'a> {
    pub fn id(self) -> &'a str {
        match self {
            Self::Question(question) => question.id.as_str(),
            Self::Term(term) => term.id.as_str(),
        }
    }

    pub fn topic(self) -> &'a TopicId {
        match self {
            Self::Question(question) => &question.topic,
            Self::Term(term) => &term.topic,
        }
    }

    pub fn question(self) -> Option<&'a Arc<Question>> {
        match self {
            Self::Question(question) => Some(question),
            Self::Term(_) => None,
        }
    }

    pub fn term(self) -> Option<&'a Term> {
        match self {
            Self::Question(_) => None,
            Self::Term(term) => Some(term),
        }
    }
}

impl Browse {
    /// Returns the filters for this bank. The filters for terms and cells are omitted if the bank
    /// has none.
    pub(super) fn filters(&self) -> Vec<Filter> {
        let has_some = |filter: &Filter| match filter {
            Filter::Terms => !self.bank.terms.is_empty(),
            Filter::Cells => !self.cells.is_empty(),
            _ => true,
        };
        Filter::ALL.into_iter().filter(has_some).collect()
    }

    /// Returns the items that match `filter`. Search results start with the best match; otherwise,
    /// items are in the order of the bank.
    pub(super) fn shown(&self, filter: Filter) -> Vec<Item<'_>> {
        match filter {
            Filter::Terms => self.shown_terms().map(Item::Term).collect(),
            Filter::Cells => self.shown_cells().map(Item::Question).collect(),
            _ => self.shown_questions(filter).map(Item::Question).collect(),
        }
    }

    fn shown_questions(&self, filter: Filter) -> impl Iterator<Item = &Arc<Question>> {
        let found = self.found.as_ref().map(|it| &*it.questions);
        in_order(&self.bank.questions, found).filter(move |question| {
            self.narrowed.has(&question.topic)
                && (self.level == 0 || usize::from(question.difficulty) == self.level)
                && self.passes(filter, question)
        })
    }

    fn shown_cells(&self) -> impl Iterator<Item = &Arc<Question>> {
        // In search results, the indices of cells continue after those of the questions.
        let questions = self.bank.questions.len();
        let found = self.found.as_ref().map(|it| {
            let cells = it
                .questions
                .iter()
                .filter_map(|at| at.checked_sub(questions));
            cells.collect::<Vec<_>>()
        });
        let every: &[_] = if found.is_none() { &self.cells } else { &[] };
        let found = found.unwrap_or_default().into_iter();
        let found = found.filter_map(|at| self.cells.get(at));
        found
            .chain(every)
            .filter(move |cell| self.narrowed.has(&cell.topic))
    }

    fn shown_terms(&self) -> impl Iterator<Item = &Term> {
        let found = self.found.as_ref().map(|it| &*it.terms);
        in_order(&self.bank.terms, found).filter(move |term| self.narrowed.has(&term.topic))
    }

    fn passes(&self, filter: Filter, question: &Question) -> bool {
        match filter {
            Filter::All => true,
            Filter::Terms | Filter::Cells => false,
            Filter::Missed => self.missed.contains(&question.id),
            Filter::Flagged => self.overview.record.flagged.contains(&question.id),
            Filter::NeverSeen => !self.overview.record.last_seen.contains_key(&question.id),
            Filter::Disputed => self.disputes.contains_key(&question.id),
        }
    }
}

/// Returns the elements of `all` at the indices in `found`, or all elements if `found` is `None`.
fn in_order<'a, T>(all: &'a [T], found: Option<&'a [usize]>) -> impl Iterator<Item = &'a T> {
    let every = if found.is_none() { all } else { &[] };
    let found = found.unwrap_or_default();
    found.iter().filter_map(|at| all.get(*at)).chain(every)
}
