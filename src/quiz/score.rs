//! Grading and scores.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Feedback, Session, Slot};
use crate::model::{ChoiceId, Question, QuestionId, TopicId};

/// Returns whether `chosen` is exactly the set of correct options of `question`.
pub fn is_correct(question: &Question, chosen: &BTreeSet<ChoiceId>) -> bool {
    question
        .choices
        .iter()
        .all(|choice| choice.correct == chosen.contains(&choice.id))
}

/// The result of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Right,
    Wrong,
    /// No option was selected when the session ended. A blank answer counts as incorrect.
    Blank,
    /// Not graded, because the question can still be answered or was never reached.
    Open,
}

impl Outcome {
    /// Returns whether the result counts as a miss.
    pub fn is_miss(self) -> bool {
        matches!(self, Self::Wrong | Self::Blank)
    }
}

/// The number of correct answers and the number of answers that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Tally {
    pub right: usize,
    pub of: usize,
}

impl From<(usize, usize)> for Tally {
    fn from((right, of): (usize, usize)) -> Self {
        Self { right, of }
    }
}

impl From<Tally> for (usize, usize) {
    fn from(tally: Tally) -> Self {
        (tally.right, tally.of)
    }
}

impl Tally {
    pub fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// Returns the sum of both tallies.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            of: self.of + other.of,
        }
    }

    /// Returns the share of correct answers, 0 to 1; `None` if the tally is empty.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }

    /// Returns the share of correct answers as a rounded percentage; `None` if the tally is empty.
    pub fn percent(self) -> Option<usize> {
        (self.of > 0).then(|| (200 * self.right + self.of) / (2 * self.of))
    }
}

/// The result of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub all: Tally,
    /// The result for the questions that do not count.
    pub unscored: Tally,
    pub blank: usize,
    /// The results by topic, in the order of first occurrence.
    pub topics: Vec<TopicScore>,
    /// The elapsed time on the session's clock.
    pub used: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicScore {
    pub topic: TopicId,
    pub tally: Tally,
}

impl Slot {
    pub(super) fn graded(&self) -> Outcome {
        if self.chosen.is_empty() {
            Outcome::Blank
        } else if is_correct(&self.question, &self.chosen) {
            Outcome::Right
        } else {
            Outcome::Wrong
        }
    }
}

impl Session {
    /// Returns the IDs of the missed questions, in order.
    pub fn missed(&self) -> impl Iterator<Item = &QuestionId> {
        let slots = self.slots().iter().enumerate();
        let missed = slots.filter(|(place, _)| self.outcome(*place).is_miss());
        missed.map(|(_, slot)| &slot.question.id)
    }

    /// Returns the result of the question at `place`. If feedback is given at the end, all
    /// questions are open until then. A question that was set aside is always open, and so is a
    /// question without an answer in an exam that was left early: most of those were never shown,
    /// and the learner could have returned to the others.
    pub fn outcome(&self, place: usize) -> Outcome {
        let slot = &self.slots()[place];
        match self.policy.feedback {
            _ if slot.aside => Outcome::Open,
            Feedback::Each if slot.answered => slot.graded(),
            Feedback::End if self.is_left_exam() && slot.chosen.is_empty() => Outcome::Open,
            Feedback::End if self.ending().is_some() => slot.graded(),
            _ => Outcome::Open,
        }
    }

    /// Returns the score so far. Open questions do not count.
    pub fn score(&self) -> Score {
        let mut score = Score {
            all: Tally::default(),
            unscored: Tally::default(),
            blank: 0,
            topics: Vec::new(),
            used: self.elapsed(),
        };
        for (place, slot) in self.slots().iter().enumerate() {
            let outcome = self.outcome(place);
            if outcome == Outcome::Open {
                continue;
            }
            let right = outcome == Outcome::Right;
            if !slot.scored {
                score.unscored.add(right);
                continue;
            }
            score.all.add(right);
            score.blank += usize::from(outcome == Outcome::Blank);
            let topic = &slot.question.topic;
            match score.topics.iter_mut().find(|it| it.topic == *topic) {
                Some(entry) => entry.tally.add(right),
                None => {
                    let mut tally = Tally::default();
                    tally.add(right);
                    score.topics.push(TopicScore {
                        topic: topic.clone(),
                        tally,
                    });
                }
            }
        }
        score
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn percent_rounds_to_the_nearest() {
        let percent = |right, of| Tally { right, of }.percent();
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(2, 3), Some(67));
        assert_eq!(percent(1, 3), Some(33));
        assert_eq!(percent(1, 2), Some(50));
        assert_eq!(percent(199, 200), Some(100));
    }
}
