//! Knowledge of a single fact: the memory of the fact and the evidence from answers about it.
//!
//! The size of the stored knowledge depends only on the bank, not on the length of the history.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::memory::{Memory, Rating};
use crate::model::{Component, FactId, Question, QuestionId};
use crate::quiz::Confidence;

/// The minimum time that must pass between two answers about a fact for the second one to count as
/// evidence.
const HOUR_MS: i64 = 60 * 60 * 1000;

/// The discount factor for earlier spaced answers when a new one is added.
const KEPT: f32 = 0.9;

/// The weight of an answer that may show only that the question was remembered.
const SAME_QUESTION: f32 = 0.5;

/// A single answer, from the point of view of one of the facts that the question asks about.
#[derive(Clone, Copy, Debug)]
pub struct Encounter<'a> {
    pub question: &'a QuestionId,
    /// `true` if the question was never seen before.
    pub first: bool,
    pub right: bool,
    pub confidence: Option<Confidence>,
    /// `true` for a flash card, which the learner grades.
    pub card: bool,
    pub took: Duration,
    /// The learner's usual response time, which is zero if there are no earlier answers.
    pub usual: Duration,
    /// The probability that a blind guess is correct, 0 to 1. See [`chance`].
    pub chance: f64,
    /// The time, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The local date, in days since 1970.
    pub day: i32,
}

/// The knowledge of a fact, cell, or term.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    #[serde(rename = "m")]
    pub memory: Memory,
    /// The number of answers to questions that ask about the item and the number of those that are
    /// correct.
    #[serde(rename = "of", default)]
    pub answers: u32,
    #[serde(rename = "r", default)]
    pub right: u32,
    /// `true` if the very first answer was correct, which shows that the item was known before it
    /// was taught. A blank answer counts as not known.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub untaught: Option<bool>,
    /// Answers to questions that had never been seen, about facts that had been asked about before.
    #[serde(rename = "p", default)]
    pub first_sights: Evidence,
    /// Answers to previously seen questions at least a day after the last answer. An answer to the
    /// same question as last time has a lower weight. Older answers are discounted, so the sums are
    /// bounded.
    #[serde(rename = "a", default)]
    pub spaced: Evidence,
    /// `true` if the last answer was correct and was neither a guess nor unsure.
    #[serde(rename = "w", default)]
    went_well: bool,
}

/// Evidence from answers about facts that had been asked about before, compared with predicted
/// recall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    #[serde(rename = "n")]
    pub answers: f32,
    #[serde(rename = "r")]
    pub right: f32,
    /// The sum of the predicted probabilities of recall.
    #[serde(rename = "m")]
    pub recall: f32,
    /// The sum of the probabilities that a blind guess is correct.
    #[serde(rename = "g")]
    pub luck: f32,
}

impl Knowledge {
    /// Adds an answer to a question that asks about this fact.
    pub fn learn(&mut self, sight: &Encounter<'_>) {
        if self.memory.is_new() {
            self.untaught.get_or_insert(sight.right);
        } else {
            self.prove(sight);
        }
        self.remember(sight);
    }

    /// Updates memory alone. For an answer that is not evidence of earlier knowledge, because it was
    /// given in a drill or right after the fact was shown, call only this.
    pub(super) fn remember(&mut self, sight: &Encounter<'_>) {
        self.answers = self.answers.saturating_add(1);
        self.right = self.right.saturating_add(u32::from(sight.right));
        let rating = if sight.card {
            Rating::of_card(sight.right, sight.confidence)
        } else {
            Rating::of(sight.right, sight.confidence, sight.took, sight.usual)
        };
        self.went_well = rating >= Rating::Good;
        let sure = sight.confidence == Some(Confidence::Sure);
        self.memory.sure_and_wrong = sure && !sight.right;
        self.memory.last_question = Some(sight.question.clone());
        self.memory.review(rating, sight.at_ms, sight.day);
    }

    /// Records that a question about this fact was left blank. Memory does not change. If there was
    /// no earlier answer, the fact counts as not known.
    pub fn left_blank(&mut self) {
        if self.memory.is_new() {
            self.untaught.get_or_insert(false);
        }
    }

    /// Records that the learner selected an option that contradicts this fact, in a question about
    /// another fact. The memory lapses, but the answer is not evidence for questions about this
    /// fact.
    pub fn contradict(&mut self, sure: bool, at_ms: i64, day: i32) {
        self.went_well = false;
        self.memory.sure_and_wrong = sure;
        self.memory.review(Rating::Again, at_ms, day);
    }

    /// Returns whether the last answer was correct and was neither a guess nor unsure.
    pub fn went_well(&self) -> bool {
        self.went_well
    }

    /// Adds the answer as evidence unless it came soon after another answer about the same fact. In
    /// that case, it may show only that the reasons were remembered.
    fn prove(&mut self, sight: &Encounter<'_>) {
        let memory = &self.memory;
        let ago_ms = memory
            .reviewed_ms()
            .map(|ms| sight.at_ms.saturating_sub(ms));
        if ago_ms.is_some_and(|ago| ago < HOUR_MS) {
            return;
        }
        let is_another = memory.last_question.as_ref() != Some(sight.question);
        let is_spaced = memory.reviewed_day() < Some(sight.day);
        let recall = memory.recall(sight.day);
        if sight.first {
            self.first_sights.add(sight, recall, 1.0);
        } else if is_spaced {
            let counts = if is_another { 1.0 } else { SAME_QUESTION };
            self.spaced.keep(KEPT);
            self.spaced.add(sight, recall, counts);
        }
    }
}

impl Evidence {
    fn keep(&mut self, share: f32) {
        for sum in [
            &mut self.answers,
            &mut self.right,
            &mut self.recall,
            &mut self.luck,
        ] {
            *sum *= share;
        }
    }

    fn add(&mut self, sight: &Encounter<'_>, recall: f64, counts: f32) {
        let luck = sight.chance.clamp(0.0, 1.0);
        self.answers += counts;
        self.right += counts * f32::from(u8::from(sight.right));
        self.recall += counts * recall as f32;
        self.luck += counts * luck as f32;
    }
}

/// Returns the items that `question` asks about. A question that does not name any items is itself
/// treated as a fact.
pub fn components(question: &Question) -> Vec<Component> {
    asked(question).into_owned()
}

/// Returns the same items as [`components`] but borrows them if possible.
pub fn asked(question: &Question) -> Cow<'_, [Component]> {
    if question.components.is_empty() {
        Cow::Owned(vec![Component::Fact(FactId::new(question.id.as_str()))])
    } else {
        Cow::Borrowed(&question.components)
    }
}

/// Returns the probability that a blind guess at `question` is correct. It is the inverse of the
/// number of ways to select as many options as there are correct ones.
pub fn chance(question: &Question) -> f64 {
    let (of, right) = (question.choices.len(), question.correct_count());
    let ways: f64 = (0..right)
        .map(|at| of.saturating_sub(at) as f64 / (at + 1) as f64)
        .product();
    1.0 / ways.max(1.0)
}
