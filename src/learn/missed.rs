//! The missed questions that have not been corrected since.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::GradedAnswer;
use crate::model::QuestionId;
use crate::quiz::Confidence;

/// The number of different sessions in which a missed question must be answered correctly to leave
/// the list.
pub const SITTINGS_TO_CLEAR: usize = 2;

/// A missed question that waits in the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    pub question: QuestionId,
    /// The time of the last miss, in UTC milliseconds.
    pub at_ms: i64,
    /// The local day of the last miss, since 1970.
    pub day: i32,
    /// The number of different sessions with a correct answer since then.
    pub righted: usize,
    /// The number of the last of those sessions. A second correct answer in the same session does
    /// not count.
    righted_in: Option<usize>,
    /// `true` if the learner was sure of the incorrect answer.
    pub sure: bool,
}

/// Missed questions by id, accumulated as verdicts are folded in.
pub type Waiting = HashMap<QuestionId, Missed>;

impl Missed {
    /// Folds the next verdict into `waiting`. `sitting` is the number of its session.
    pub fn learn(waiting: &mut Waiting, verdict: &GradedAnswer, sitting: usize) {
        if !verdict.right {
            let miss = Self {
                question: verdict.question.clone(),
                at_ms: verdict.at_ms,
                day: verdict.day,
                righted: 0,
                righted_in: None,
                sure: verdict.confidence == Some(Confidence::Sure),
            };
            waiting.insert(verdict.question.clone(), miss);
        } else if verdict.is_recalled()
            && let Some(miss) = waiting.get_mut(&verdict.question)
            && miss.righted_in != Some(sitting)
        {
            miss.righted += 1;
            miss.righted_in = Some(sitting);
            if miss.righted >= SITTINGS_TO_CLEAR {
                waiting.remove(&verdict.question);
            }
        }
    }

    /// Returns the missed questions, most recent first.
    pub fn list(waiting: Waiting) -> Vec<Self> {
        let mut list: Vec<_> = waiting.into_values().collect();
        list.sort_by(|a, b| {
            b.at_ms
                .cmp(&a.at_ms)
                .then_with(|| a.question.cmp(&b.question))
        });
        list
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Missed, Waiting};
    use crate::learn::GradedAnswer;
    use crate::quiz::Confidence;

    /// Returns a verdict whose time is the number of its session.
    fn verdict(question: &str, sitting: usize, right: bool) -> GradedAnswer {
        GradedAnswer {
            question: question.into(),
            topic: "t".into(),
            drilled: false,
            card: false,
            asks: Vec::new(),
            contradicted: Vec::new(),
            cells: Vec::new(),
            mix_ups: Vec::new(),
            chance: 0.25,
            at_ms: sitting as i64,
            day: 0,
            took: Duration::ZERO,
            right,
            blank: false,
            confidence: None,
            hinted: false,
            shown_first: false,
        }
    }

    fn names(verdicts: &[GradedAnswer]) -> Vec<(String, usize)> {
        let mut waiting = Waiting::new();
        for verdict in verdicts {
            Missed::learn(&mut waiting, verdict, verdict.at_ms as usize);
        }
        let list = Missed::list(waiting);
        list.into_iter()
            .map(|it| (it.question.to_string(), it.righted))
            .collect()
    }

    #[test]
    fn newest_miss_first() {
        let list = names(&[verdict("a", 1, false), verdict("b", 2, false)]);
        assert_eq!(list, [("b".into(), 0), ("a".into(), 0)]);
    }

    #[test]
    fn two_right_sittings_clear_it_one_twice_does_not() {
        let missed = verdict("a", 1, false);
        let once = [missed.clone(), verdict("a", 2, true), verdict("a", 2, true)];
        assert_eq!(names(&once), [("a".into(), 1)]);
        let twice = [missed, verdict("a", 2, true), verdict("a", 3, true)];
        assert_eq!(names(&twice), []);
    }

    #[test]
    fn a_new_miss_starts_over() {
        let list = [
            verdict("a", 1, false),
            verdict("a", 2, true),
            verdict("a", 3, false),
            verdict("a", 4, true),
        ];
        assert_eq!(names(&list), [("a".into(), 1)]);
    }

    #[test]
    fn a_right_guess_puts_nothing_right() {
        let mut guess = verdict("a", 2, true);
        guess.confidence = Some(Confidence::Guess);
        assert_eq!(names(&[verdict("a", 1, false), guess]), [("a".into(), 0)]);
    }

    #[test]
    fn what_was_never_missed_is_not_listed() {
        assert_eq!(names(&[verdict("a", 1, true)]), []);
    }
}
