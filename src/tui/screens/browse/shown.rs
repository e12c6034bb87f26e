//! Lists the questions, cells, or terms that match the filter, the section, the difficulty, and the
//! search.

use std::sync::Arc;

use strum::{IntoStaticStr, VariantArray};

use super::Browse;
use crate::model::{Bank, CellRef, Question, Term, TopicId};
use crate::quiz::cell_question;

/// A filter of the list: questions of one kind, all terms, or all table cells. The variants are in
/// the order of the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(const_into_str)]
pub(super) enum Filter {
    All,
    Terms,
    #[strum(serialize = "Missed questions")]
    Missed,
    Flagged,
    #[strum(serialize = "Unseen")]
    NeverSeen,
    #[strum(serialize = "Reported")]
    Disputed,
    Cells,
}

impl Filter {
    /// Returns the topic of the item at index `at`; `None` for a table without a topic.
    pub fn topic<'a>(self, bank: &'a Bank, cells: &[CellRef], at: usize) -> Option<&'a TopicId> {
        match self {
            Self::Terms => bank.terms.get(at).map(|it| &it.topic),
            Self::Cells => bank.matrix(&cells.get(at)?.matrix)?.topic.as_ref(),
            _ => bank.questions.get(at).map(|it| &it.topic),
        }
    }

    /// Returns the item at index `at` among the questions, terms, or cells that this filter lists.
    pub fn item<'a>(self, bank: &'a Bank, cells: &[CellRef], at: usize) -> Option<Item<'a>> {
        match self {
            Self::Terms => bank.terms.get(at).map(Item::Term),
            Self::Cells => {
                let cell = cell_question(bank, cells.get(at)?)?;
                Some(Item::Question(Arc::new(cell)))
            }
            _ => bank.questions.get(at).cloned().map(Item::Question),
        }
    }
}

/// A row of the list.
pub(super) enum Item<'a> {
    /// A question in the bank, or a cell that is shown as a question.
    Question(Arc<Question>),
    Term(&'a Term),
}

impl Item<'_> {
    pub fn id(&self) -> &str {
        match self {
            Self::Question(question) => question.id.as_str(),
            Self::Term(term) => term.id.as_str(),
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
        Filter::VARIANTS.iter().copied().filter(has_some).collect()
    }

    /// Returns the indices of the items that match `filter`. Search results start with the best
    /// match; otherwise, items are in bank order.
    pub(super) fn shown(&self, filter: Filter) -> Vec<usize> {
        let found = self.found.as_ref();
        match filter {
            Filter::Terms => {
                let terms = &self.bank.terms;
                let passes = |at: &usize| self.narrowed.has(&terms[*at].topic);
                in_order(
                    terms.len(),
                    found.map(|it| it.terms.iter().copied()),
                    passes,
                )
            }
            Filter::Cells => {
                // In search results, the indices of cells follow those of the questions.
                let questions = self.bank.questions.len();
                let cell = move |at: &usize| at.checked_sub(questions);
                let found = found.map(|it| it.questions.iter().filter_map(cell));
                let passes = |at: &usize| {
                    let topic = filter.topic(&self.bank, &self.cells, *at);
                    topic.map_or(self.narrowed.at().is_none(), |it| self.narrowed.has(it))
                };
                in_order(self.cells.len(), found, passes)
            }
            _ => {
                let questions = &self.bank.questions;
                let is_question = |at: &usize| *at < questions.len();
                let found = found.map(|it| it.questions.iter().copied().filter(is_question));
                let passes = |at: &usize| self.passes(filter, &questions[*at]);
                in_order(questions.len(), found, passes)
            }
        }
    }

    fn passes(&self, filter: Filter, question: &Question) -> bool {
        if !self.narrowed.has(&question.topic)
            || (self.level != 0 && usize::from(question.difficulty) != self.level)
        {
            return false;
        }
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

/// Returns the indices that pass the filters: from `found`, or from all indices below `len` if
/// there is no search.
fn in_order(
    len: usize,
    found: Option<impl Iterator<Item = usize>>,
    passes: impl Fn(&usize) -> bool,
) -> Vec<usize> {
    match found {
        Some(found) => found.filter(passes).collect(),
        None => (0..len).filter(passes).collect(),
    }
}
