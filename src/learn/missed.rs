//! The missed questions, cells, and terms that have not been corrected since they were missed.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::GradedAnswer;
use crate::model::{Bank, Component, Matrix, Question, QuestionId};
use crate::quiz::Confidence;

/// The number of different sessions in which a missed item must be answered correctly to leave the
/// list.
pub const SITTINGS_TO_CLEAR: usize = 2;

/// A missed item that is waiting to be reviewed: a question in the bank, a cell, or a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The question, or the first question that is generated from the cell or the term.
    pub question: QuestionId,
    /// The cell or the term; `None` for a question in the bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Component>,
    /// The time of the last miss, in UTC milliseconds.
    pub at_ms: i64,
    /// The local day of the last miss, in days since 1970.
    pub day: i32,
    /// The number of different sessions with a correct answer since the last miss.
    pub righted: usize,
    /// The number of the last session with a correct answer. A second correct answer in the same
    /// session does not count.
    righted_in: Option<usize>,
    /// `true` if the learner was sure of the incorrect answer.
    pub sure: bool,
}

/// Missed items by question ID, accumulated as verdicts are folded in.
pub type Waiting = HashMap<QuestionId, Missed>;

impl Missed {
    /// Returns the ID under which `question` is listed. The questions in both directions and the
    /// flash card for a term have the same ID.
    pub fn id_of(question: &Question) -> QuestionId {
        match question.generated_from() {
            Some(of) => generated(of).unwrap_or_else(|| question.id.clone()),
            None => question.id.clone(),
        }
    }

    /// Returns whether the item is in `bank` and can be asked about.
    pub(super) fn is_in(&self, bank: &Bank) -> bool {
        match &self.of {
            None => bank.question(&self.question).is_some(),
            Some(Component::Cell(at)) => {
                let drilled = bank.matrix(&at.matrix).map(Matrix::drilled_cells);
                let mut drilled = drilled.into_iter().flatten();
                drilled.any(|(row, column, _)| (&row.id, &column.id) == (&at.row, &at.column))
            }
            Some(Component::Term(id)) => bank.term(id).is_some(),
            Some(Component::Fact(_)) => false,
        }
    }

    /// Folds the next verdict into `waiting`. `sitting` is the number of the verdict's session.
    pub fn learn(waiting: &mut Waiting, verdict: &GradedAnswer, sitting: usize) {
        let of = match verdict.asks.as_slice() {
            [of] if verdict.drilled => Some(of),
            _ if verdict.drilled => return,
            _ => None,
        };
        let Some(question) = of.map_or_else(|| Some(verdict.question.clone()), generated) else {
            return;
        };
        if !verdict.right {
            // When a drill runs out of time, many questions are left blank. They do not count as
            // missed.
            if verdict.blank && of.is_some() {
                return;
            }
            let miss = Self {
                question: question.clone(),
                of: of.cloned(),
                at_ms: verdict.at_ms,
                day: verdict.day,
                righted: 0,
                righted_in: None,
                sure: verdict.confidence == Some(Confidence::Sure),
            };
            waiting.insert(question, miss);
        } else if verdict.is_recalled()
            && let Some(miss) = waiting.get_mut(&question)
            && miss.righted_in != Some(sitting)
        {
            miss.righted += 1;
            miss.righted_in = Some(sitting);
            if miss.righted >= SITTINGS_TO_CLEAR {
                waiting.remove(&question);
            }
        }
    }

    /// Returns the missed items, most recent first.
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

/// Returns the ID of the first question that is generated from `of`; `None` for a fact.
fn generated(of: &Component) -> Option<QuestionId> {
    match of {
        Component::Cell(at) => Some(at.question()),
        Component::Term(id) => Some(id.asks_name()),
        Component::Fact(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Missed, Waiting};
    use crate::learn::GradedAnswer;
    use crate::model::Component;
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
    fn a_term_is_one_item_in_both_directions_and_a_blank_drill_question_is_not_missed() {
        let drilled = |question: &str, sitting: usize, right: bool| GradedAnswer {
            drilled: true,
            asks: vec![Component::Term("s3".into())],
            ..verdict(question, sitting, right)
        };
        let missed = [
            drilled("term-s3-definition", 1, false),
            drilled("card-s3", 2, true),
        ];
        assert_eq!(names(&missed), [("term-s3-name".into(), 1)]);
        let blank = GradedAnswer {
            blank: true,
            ..drilled("term-s3-name", 1, false)
        };
        assert_eq!(names(&[blank]), []);
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
