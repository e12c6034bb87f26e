//! The questions or cells that are listed: of a filter, a topic, a difficulty, and a search.

use std::sync::Arc;

use super::{Browse, CELLS};
use crate::model::{Question, Topic};

impl Browse {
    /// The topic that the list is held to, if to any.
    pub(super) fn only_topic(&self) -> Option<&Topic> {
        self.bank.topics.get(self.topic.checked_sub(1)?)
    }

    /// What `filter` shows of what was found: the best first while something is
    /// looked for, else in the bank's order.
    pub(super) fn shown(&self, filter: usize) -> Vec<&Arc<Question>> {
        let topic = self.only_topic();
        let questions = &self.bank.questions;
        let wanted = |question: &&Arc<Question>| {
            topic.is_none_or(|topic| question.topic == topic.id)
                && (self.level == 0 || usize::from(question.difficulty) == self.level)
                && self.passes(filter, question)
        };
        if filter == CELLS {
            return self.shown_cells();
        }
        match &self.found {
            Some(found) => {
                let found = found.iter().filter_map(|at| questions.get(*at));
                found.filter(wanted).collect()
            }
            None => questions.iter().filter(wanted).collect(),
        }
    }

    /// Returns the cells of tables that were found, or all of them, in the chosen topic.
    fn shown_cells(&self) -> Vec<&Arc<Question>> {
        let topic = self.only_topic();
        let wanted = |cell: &&Arc<Question>| topic.is_none_or(|topic| cell.topic == topic.id);
        let questions = self.bank.questions.len();
        match &self.found {
            Some(found) => {
                let found = found.iter().filter_map(|at| at.checked_sub(questions));
                let found = found.filter_map(|at| self.cells.get(at));
                found.filter(wanted).collect()
            }
            None => self.cells.iter().filter(wanted).collect(),
        }
    }

    fn passes(&self, filter: usize, question: &Question) -> bool {
        match filter {
            0 => true,
            1 => self.missed.contains(&question.id),
            2 => self.overview.record.flagged.contains(&question.id),
            3 => !self.overview.record.last_seen.contains_key(&question.id),
            _ => self.disputes.contains_key(&question.id),
        }
    }
}
