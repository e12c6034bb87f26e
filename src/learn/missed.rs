//! The questions that were missed and not yet put right.

use std::collections::{BTreeSet, HashMap};

use super::Verdict;
use crate::model::QuestionId;
use crate::quiz::Confidence;

/// In how many sittings a missed question has to be answered right to leave the list.
pub const SITTINGS_TO_CLEAR: usize = 2;

/// A question that waits to be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    pub question: QuestionId,
    /// When it was missed last, UTC milliseconds.
    pub at_ms: i64,
    /// Different sittings in which it was right since then.
    pub righted: usize,
    /// It was missed by someone who had marked themselves sure.
    pub sure: bool,
}

struct Waiting {
    at_ms: i64,
    righted_in: BTreeSet<usize>,
    sure: bool,
}

impl Missed {
    /// Folds `verdicts`, oldest first, to the list of what is missed, newest miss first.
    pub fn fold<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Vec<Self> {
        let mut waiting: HashMap<&QuestionId, Waiting> = HashMap::new();
        for verdict in verdicts {
            if !verdict.right {
                let miss = Waiting {
                    at_ms: verdict.at_ms,
                    righted_in: BTreeSet::new(),
                    sure: verdict.confidence == Some(Confidence::Sure),
                };
                waiting.insert(&verdict.question, miss);
            } else if verdict.is_recalled()
                && let Some(miss) = waiting.get_mut(&verdict.question)
            {
                miss.righted_in.insert(verdict.sitting);
                if miss.righted_in.len() >= SITTINGS_TO_CLEAR {
                    waiting.remove(&verdict.question);
                }
            }
        }
        let mut list: Vec<_> = waiting
            .into_iter()
            .map(|(question, miss)| Self {
                question: question.clone(),
                at_ms: miss.at_ms,
                righted: miss.righted_in.len(),
                sure: miss.sure,
            })
            .collect();
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
    use super::Missed;
    use crate::learn::Verdict;
    use crate::quiz::Confidence;

    fn verdict(question: &str, sitting: usize, right: bool) -> Verdict {
        Verdict {
            question: question.into(),
            topic: "t".into(),
            drilled: false,
            cells: Vec::new(),
            sitting,
            at_ms: sitting as i64,
            right,
            confidence: None,
        }
    }

    fn names(verdicts: &[Verdict]) -> Vec<(String, usize)> {
        let list = Missed::fold(verdicts);
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
