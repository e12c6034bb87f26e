//! The learner's answers to an entry so far.

use super::Browse;
use super::shown::Filter;
use crate::app::words::count;
use crate::model::{CellRef, Component, Question};
use crate::quiz::Tally;

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

    /// Returns whether the question or the cell at entry `at` has been answered.
    pub(super) fn is_seen(&self, at: usize) -> bool {
        let record = &self.overview.record;
        let at = self.shown[at];
        match self.filter {
            Filter::Terms => false,
            Filter::Cells => record.cells.contains_key(&self.cells[at]),
            _ => record.questions.contains_key(&self.bank.questions[at].id),
        }
    }

    /// Returns whether the question at entry `at` is missed.
    pub(super) fn is_missed(&self, at: usize) -> bool {
        let lists_questions = !matches!(self.filter, Filter::Terms | Filter::Cells);
        lists_questions
            && self
                .missed
                .contains(&self.bank.questions[self.shown[at]].id)
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
