//! The learner's answers to an entry so far.

use super::Browse;
use super::shown::Filter;
use crate::app::words::count;
use crate::model::{CellRef, Component, Question};
use crate::quiz::Tally;
use crate::tui::theme::Role;

/// The learner's record on an item in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub seen: bool,
    pub missed: bool,
}

impl Standing {
    /// Returns the mark for the last answer.
    pub fn mark(self) -> (&'static str, Role) {
        match self {
            Self { seen: false, .. } => ("·", Role::Muted),
            Self { missed: true, .. } => ("✗", Role::Wrong),
            _ => ("✓", Role::Correct),
        }
    }
}

impl Browse {
    /// Returns the cell that an entry represents; `None` for a question in the bank.
    pub(super) fn cell_of<'a>(&self, question: &'a Question) -> Option<&'a CellRef> {
        if self.bank.question(&question.id).is_some() {
            return None;
        }
        question.components.iter().find_map(|asked| match asked {
            Component::Cell(cell) => Some(cell),
            Component::Fact(_) | Component::Term(_) => None,
        })
    }

    pub(super) fn tally(&self, question: &Question) -> Option<Tally> {
        let record = &self.overview.record;
        match self.cell_of(question) {
            Some(cell) => record.cells.get(cell).map(|(right, wrong)| Tally {
                right: *right,
                of: right + wrong,
            }),
            None => record.questions.get(&question.id).copied(),
        }
    }

    /// Returns the learner's record on the item at index `at` among the items that the filter lists.
    pub(super) fn standing(&self, at: usize) -> Standing {
        let record = &self.overview.record;
        match self.filter {
            Filter::Terms => {
                let item = Component::Term(self.bank.terms[at].id.clone());
                let missed = record.is_missed(&item);
                Standing {
                    seen: missed || record.knowledge.contains_key(&item),
                    missed,
                }
            }
            Filter::Cells => {
                let cell = &self.cells[at];
                Standing {
                    seen: record.cells.contains_key(cell),
                    missed: self.missed.contains(&cell.question()),
                }
            }
            _ => {
                let id = &self.bank.questions[at].id;
                Standing {
                    seen: record.questions.contains_key(id),
                    missed: self.missed.contains(id),
                }
            }
        }
    }

    pub(super) fn is_covered(&self, question: &Question) -> bool {
        self.tally(question).is_none() && !self.uncovered.contains(&question.id)
    }

    pub(super) fn history(&self, question: &Question) -> String {
        match self.tally(question) {
            None => "Unseen.".into(),
            Some(Tally { right, of }) => {
                format!("Asked {}, {right} correct.", count(of, "time", "times"))
            }
        }
    }

    /// Describes the answers to a question so far and names the table or the fact that the question
    /// tests.
    pub(super) fn about(&self, question: &Question) -> String {
        let history = self.history(question);
        if let Some(table) = self
            .cell_of(question)
            .and_then(|it| self.bank.matrix(&it.matrix))
        {
            return format!("{history} Table: {}.", table.title);
        }
        match self.bank.facts_of(question).next() {
            Some(fact) => format!("{history} Fact: {}.", fact.title),
            None => history,
        }
    }
}
