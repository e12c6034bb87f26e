//! What all answers so far add up to.

use std::collections::HashMap;

use super::{Missed, Verdict};
use crate::model::{QuestionId, TopicId};
use crate::quiz::Tally;

/// A learner's record on one bank.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub all: Tally,
    pub topics: HashMap<TopicId, Tally>,
    pub questions: HashMap<QuestionId, Tally>,
    /// When each question was answered last, UTC milliseconds.
    pub last_seen: HashMap<QuestionId, i64>,
    /// Newest miss first.
    pub missed: Vec<Missed>,
}

impl Record {
    /// Folds verdicts in any order.
    pub fn fold(mut verdicts: Vec<Verdict>) -> Self {
        verdicts.sort_by_key(|verdict| (verdict.at_ms, verdict.sitting));
        let mut record = Self {
            missed: Missed::fold(&verdicts),
            ..Self::default()
        };
        for verdict in verdicts {
            record.all.add(verdict.right);
            record
                .topics
                .entry(verdict.topic)
                .or_default()
                .add(verdict.right);
            record
                .questions
                .entry(verdict.question.clone())
                .or_default()
                .add(verdict.right);
            record.last_seen.insert(verdict.question, verdict.at_ms);
        }
        record
    }
}
