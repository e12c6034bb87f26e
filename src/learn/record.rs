//! What all answers so far add up to.

use std::collections::HashMap;

use super::{Missed, Verdict};
use crate::model::{CellRef, QuestionId, TopicId};
use crate::quiz::Tally;

/// A learner's record on one bank.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub all: Tally,
    pub topics: HashMap<TopicId, Tally>,
    pub questions: HashMap<QuestionId, Tally>,
    /// When each question was answered last, UTC milliseconds.
    pub last_seen: HashMap<QuestionId, i64>,
    /// Right and wrong answers to each cell of a matrix, in drills and in questions.
    /// Those of a drill are no answers to questions and count only here.
    pub cells: HashMap<CellRef, (usize, usize)>,
    /// Newest miss first.
    pub missed: Vec<Missed>,
}

impl Record {
    /// Folds verdicts in any order.
    pub fn fold(mut verdicts: Vec<Verdict>) -> Self {
        verdicts.sort_by_key(|verdict| (verdict.at_ms, verdict.sitting));
        let mut record = Self {
            missed: Missed::fold(verdicts.iter().filter(|verdict| !verdict.drilled)),
            ..Self::default()
        };
        for verdict in verdicts {
            for (cell, known) in verdict.cells {
                let (right, wrong) = record.cells.entry(cell).or_default();
                *(if known { right } else { wrong }) += 1;
            }
            if verdict.drilled {
                continue;
            }
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
