//! The analysis of a session beyond its score: changed answers, flags, confidence, time, and wrong
//! beliefs.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Confidence, Feedback, Outcome, Session, Slot, Step, Tally, is_correct};
use crate::model::{ChoiceId, Claim, FactId};

/// The analysis of a session that has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    pub edits: Edits,
    /// The questions that were flagged at the end.
    pub flagged: Tally,
    /// The results by confidence: sure, unsure, guess, and unmarked.
    pub sureness: [Tally; 4],
    pub time: Times,
    /// The wrong beliefs, most frequent first.
    pub misconceptions: Vec<(Misconception, usize)>,
}

/// The number of changes between the first complete answer and the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    pub wrong_to_right: usize,
    pub right_to_wrong: usize,
    pub wrong_to_wrong: usize,
}

impl Edits {
    pub fn count(self) -> usize {
        self.wrong_to_right + self.right_to_wrong + self.wrong_to_wrong
    }
}

/// The time spent on questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// The time spent on each question, in session order, up to the last question reached.
    pub each: Vec<Duration>,
    /// The mean times spent on all questions, on missed questions, and on correctly answered ones.
    /// `None` if there are no such questions.
    pub mean: Option<Duration>,
    pub mean_missed: Option<Duration>,
    pub mean_right: Option<Duration>,
    /// The total time spent on questions that were ultimately missed.
    pub on_missed: Duration,
    /// The average time available per question, if there is a limit.
    pub pace: Option<Duration>,
    /// The run of consecutive questions that exceeded the pace by the most, and the excess.
    pub broke: Option<(Range<usize>, Duration)>,
}

/// A wrong belief, as stated by the option that was selected.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Misconception {
    /// The belief that a table cell has this value.
    Cell(Claim),
    /// The belief that this fact is false.
    Against(FactId),
}

impl Slot {
    /// Returns whether the answer was changed after it was first complete.
    pub fn changed(&self) -> bool {
        self.first_answer()
            .is_some_and(|first| *first != self.chosen)
    }

    fn is_full(&self, step: &Step) -> bool {
        step.chosen.len() == self.question.correct_count()
    }

    fn first_answer(&self) -> Option<&BTreeSet<ChoiceId>> {
        let full = self.path.iter().find(|step| self.is_full(step));
        full.map(|step| &step.chosen)
    }

    /// Returns the wrong beliefs in the selected options.
    pub fn myths(&self) -> Vec<Misconception> {
        self.mix_ups().into_iter().map(|(myth, _)| myth).collect()
    }

    /// Returns the wrong beliefs in the selected options, each with the option that states it.
    pub fn mix_ups(&self) -> Vec<(Misconception, ChoiceId)> {
        let wrong = self
            .question
            .choices
            .iter()
            .filter(|choice| !choice.correct && self.chosen.contains(&choice.id));
        wrong
            .filter_map(|choice| {
                let myth = match (choice.claims.first(), &choice.fact) {
                    // In a negated question, an incorrect answer treats a true statement as false.
                    (Some(claim), _) if !self.question.negated => {
                        Misconception::Cell(claim.clone())
                    }
                    (_, Some(fact)) => Misconception::Against(fact.clone()),
                    (_, None) => return None,
                };
                Some((myth, choice.id.clone()))
            })
            .collect()
    }
}

impl Analysis {
    pub fn of(session: &Session) -> Self {
        let mut edits = Edits::default();
        let mut flagged = Tally::default();
        let mut sureness = [Tally::default(); 4];
        let mut myths: HashMap<Misconception, usize> = HashMap::new();
        for (place, slot) in session.slots().iter().enumerate() {
            let outcome = session.outcome(place);
            if outcome == Outcome::Open {
                continue;
            }
            let right = outcome == Outcome::Right;
            if slot.flagged {
                flagged.add(right);
            }
            sureness[Confidence::index(slot.confidence)].add(right);
            // With immediate feedback, the selection may follow the cursor, so a different
            // selection does not mean that the learner reconsidered.
            let counts = session.policy.feedback == Feedback::End && slot.changed();
            if let Some(first) = slot.first_answer().filter(|_| counts) {
                match (is_correct(&slot.question, first), right) {
                    (false, true) => edits.wrong_to_right += 1,
                    (true, false) => edits.right_to_wrong += 1,
                    (false, false) => edits.wrong_to_wrong += 1,
                    // This is impossible, because there is only one correct answer.
                    (true, true) => {}
                }
            }
            for myth in slot.myths() {
                *myths.entry(myth).or_default() += 1;
            }
        }
        let mut myths: Vec<_> = myths.into_iter().collect();
        myths.sort_by(|(a, times_a), (b, times_b)| {
            times_b
                .cmp(times_a)
                .then_with(|| format!("{a:?}").cmp(&format!("{b:?}")))
        });
        Self {
            edits,
            flagged,
            sureness,
            time: Times::of(session),
            misconceptions: myths,
        }
    }
}

impl Times {
    fn of(session: &Session) -> Self {
        let slots = session.slots();
        let reached = (0..slots.len())
            .rev()
            .find(|place| session.outcome(*place) != Outcome::Open);
        let reached = reached.map_or(0, |last| last + 1);
        let each: Vec<_> = slots[..reached].iter().map(|slot| slot.spent).collect();
        let mean = |wanted: &dyn Fn(Outcome) -> bool| {
            let of: Vec<_> = (0..reached)
                .filter(|place| slots[*place].visited && wanted(session.outcome(*place)))
                .map(|place| each[place])
                .collect();
            let count = u32::try_from(of.len()).ok().filter(|count| *count > 0)?;
            Some(of.iter().sum::<Duration>() / count)
        };
        let missed = (0..reached).filter(|place| session.outcome(*place).is_miss());
        let count = u32::try_from(slots.len()).unwrap_or(u32::MAX).max(1);
        // A session has a pace only if all questions must be answered within the time limit.
        let paced = session.policy.feedback == Feedback::End;
        let pace = session
            .policy
            .limit
            .filter(|_| paced)
            .map(|limit| limit / count);
        Self {
            mean: mean(&|outcome| outcome != Outcome::Open),
            mean_missed: mean(&Outcome::is_miss),
            mean_right: mean(&|outcome| outcome == Outcome::Right),
            on_missed: missed.map(|place| each[place]).sum(),
            broke: pace.and_then(|pace| worst_run(&each, pace)),
            pace,
            each,
        }
    }
}

/// Returns the run of consecutive questions that exceeded `pace` by the most, which is the
/// contiguous part with the largest sum (Kadane 1984).
fn worst_run(each: &[Duration], pace: Duration) -> Option<(Range<usize>, Duration)> {
    let over = |time: &Duration| time.as_millis() as i64 - pace.as_millis() as i64;
    let (mut best, mut best_run) = (0, 0..0);
    let (mut sum, mut from) = (0, 0);
    for (at, time) in each.iter().enumerate() {
        if sum <= 0 {
            (sum, from) = (0, at);
        }
        sum += over(time);
        if sum > best {
            (best, best_run) = (sum, from..at + 1);
        }
    }
    (best > 0).then(|| (best_run, Duration::from_millis(best as u64)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::worst_run;

    fn seconds(of: &[u64]) -> Vec<Duration> {
        of.iter().map(|it| Duration::from_secs(*it)).collect()
    }

    #[test]
    fn the_pace_broke_where_most_time_was_lost() {
        let each = seconds(&[10, 95, 80, 120, 20, 90]);
        let pace = Duration::from_secs(83);
        assert_eq!(
            worst_run(&each, pace),
            Some((1..4, Duration::from_secs(46)))
        );
        assert_eq!(worst_run(&seconds(&[1, 2]), pace), None);
        assert_eq!(worst_run(&[], pace), None);
    }
}
