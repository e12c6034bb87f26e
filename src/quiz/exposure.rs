//! Questions by how fresh they are: which to ask first, and which to leave for mock exams.

use std::collections::{HashMap, HashSet};

use crate::model::QuestionId;

/// When each question was seen last, and which unseen questions are kept for mock exams.
#[derive(Clone, Copy, Debug)]
pub struct Exposure<'a> {
    /// UTC, milliseconds since 1970.
    last_seen: &'a HashMap<QuestionId, i64>,
    reserve: Option<&'a HashSet<QuestionId>>,
}

impl<'a> Exposure<'a> {
    pub fn new(last_seen: &'a HashMap<QuestionId, i64>, reserve: &'a HashSet<QuestionId>) -> Self {
        Self {
            last_seen,
            reserve: Some(reserve),
        }
    }

    /// Returns when `question` was seen last, in UTC milliseconds.
    pub fn last_seen(&self, question: &QuestionId) -> Option<i64> {
        self.last_seen.get(question).copied()
    }

    /// Returns a sort key for practice and study: unseen questions come first, then those seen
    /// longest ago, and unseen questions of the reserve come after all others.
    pub fn rank(&self, question: &QuestionId) -> (bool, Option<i64>) {
        let seen = self.last_seen(question);
        let is_reserved = self.reserve.is_some_and(|it| it.contains(question));
        (is_reserved && seen.is_none(), seen)
    }
}

impl<'a> From<&'a HashMap<QuestionId, i64>> for Exposure<'a> {
    /// Takes when each question was seen last, with no question in reserve.
    fn from(last_seen: &'a HashMap<QuestionId, i64>) -> Self {
        Self {
            last_seen,
            reserve: None,
        }
    }
}
