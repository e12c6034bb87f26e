//! Ranks questions by how recently they were seen in order to determine which questions to ask
//! first and which to reserve for mock exams.

use std::collections::{HashMap, HashSet};

use crate::model::QuestionId;

/// The last time each question was seen and the unseen questions that are reserved for mock exams.
#[derive(Clone, Copy, Debug)]
pub struct Exposure<'a> {
    /// The times when questions were last seen, in milliseconds since 1970 (UTC).
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

    /// Returns the last time `question` was seen, in UTC milliseconds.
    pub fn last_seen(&self, question: &QuestionId) -> Option<i64> {
        self.last_seen.get(question).copied()
    }

    /// Returns a sort key for practice and study: unseen questions come first, then the rest from
    /// the least to the most recently seen, and finally unseen questions in the reserve.
    pub fn rank(&self, question: &QuestionId) -> (bool, Option<i64>) {
        (self.is_saved_for_exams(question), self.last_seen(question))
    }

    /// Returns whether `question` is unseen and reserved for mock exams.
    pub fn is_saved_for_exams(&self, question: &QuestionId) -> bool {
        let is_reserved = self.reserve.is_some_and(|it| it.contains(question));
        is_reserved && self.last_seen(question).is_none()
    }
}

impl<'a> From<&'a HashMap<QuestionId, i64>> for Exposure<'a> {
    /// Creates an exposure without a reserve.
    fn from(last_seen: &'a HashMap<QuestionId, i64>) -> Self {
        Self {
            last_seen,
            reserve: None,
        }
    }
}
