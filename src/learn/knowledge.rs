//! What is known of one fact: its memory, and what its answers proved.
//!
//! The size of it hangs on the bank alone, never on how long the history is.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::memory::{Memory, Rating};
use crate::model::{Component, FactId, Question, QuestionId};
use crate::quiz::Confidence;

/// An answer this soon after another on the same fact proves little.
const HOUR_MS: i64 = 60 * 60 * 1000;

/// What is left of earlier spaced answers when a new one comes.
const KEPT: f32 = 0.9;

/// What an answer counts for that may only show that the question was remembered.
const SAME_QUESTION: f32 = 0.5;

/// One answer, as far as one of the facts that it was asked for is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    pub question: &'a QuestionId,
    /// The question was never seen before.
    pub first: bool,
    pub right: bool,
    pub confidence: Option<Confidence>,
    /// It is a flash card, which the learner graded.
    pub card: bool,
    pub took: Duration,
    /// How long the learner usually takes; zero while nothing is usual.
    pub usual: Duration,
    /// How likely a blind guess is right, 0 to 1; [`chance`] says it.
    pub chance: f64,
    /// UTC, milliseconds since 1970.
    pub at_ms: i64,
    /// The local day since 1970.
    pub day: i32,
}

/// What is known of one fact, cell, or term.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    #[serde(rename = "m")]
    pub memory: Memory,
    /// All answers to questions that ask for it, and the right ones.
    #[serde(rename = "of", default)]
    pub answers: u32,
    #[serde(rename = "r", default)]
    pub right: u32,
    /// Whether the very first answer on it was right: what was known untaught. One left blank
    /// was not.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub untaught: Option<bool>,
    /// Answers to questions never seen, once it had been asked for.
    #[serde(rename = "p", default)]
    pub first_sights: Proof,
    /// Answers to known questions, a day later or more; to the same one as last time
    /// they count less. Each counts less than the one after it, so the sums are bounded.
    #[serde(rename = "a", default)]
    pub spaced: Proof,
    /// The last answer was right, and neither a guess nor unsure.
    #[serde(rename = "w", default)]
    went_well: bool,
}

/// Answers on what had been asked for before, against what memory foretold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Proof {
    #[serde(rename = "n")]
    pub answers: f32,
    #[serde(rename = "r")]
    pub right: f32,
    /// The sum of the chances of recall.
    #[serde(rename = "m")]
    pub recall: f32,
    /// The sum of the chances that a blind guess is right.
    #[serde(rename = "g")]
    pub luck: f32,
}

impl Knowledge {
    /// Takes in an answer to a question that asks for this.
    pub fn learn(&mut self, sight: &Sight<'_>) {
        if self.memory.is_new() {
            self.untaught.get_or_insert(sight.right);
        } else {
            self.prove(sight);
        }
        self.remember(sight);
    }

    fn remember(&mut self, sight: &Sight<'_>) {
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

    /// Takes in an answer that proves nothing about what was known: one right after the fact
    /// was shown, or one of a drill. It is remembered from there on.
    pub fn remember_only(&mut self, sight: &Sight<'_>) {
        self.remember(sight);
    }

    /// Takes in that a question on this was left blank. It leaves no memory; if nothing was
    /// answered before, the fact counts as not known.
    pub fn left_blank(&mut self) {
        if self.memory.is_new() {
            self.untaught.get_or_insert(false);
        }
    }

    /// Takes in that an option was chosen that contradicts this, in a question
    /// that asks for something else. It lapses, but says nothing of how
    /// questions on this would be answered.
    pub fn contradict(&mut self, sure: bool, at_ms: i64, day: i32) {
        self.went_well = false;
        self.memory.sure_and_wrong = sure;
        self.memory.review(Rating::Again, at_ms, day);
    }

    /// Whether the last answer was correct, and neither a guess nor unsure.
    pub fn went_well(&self) -> bool {
        self.went_well
    }

    /// Keeps the answer as proof, if it is one: soon after another on the same
    /// fact it may only show that the reasons were remembered.
    fn prove(&mut self, sight: &Sight<'_>) {
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

impl Proof {
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

    fn add(&mut self, sight: &Sight<'_>, recall: f64, counts: f32) {
        let luck = sight.chance.clamp(0.0, 1.0);
        self.answers += counts;
        self.right += counts * f32::from(u8::from(sight.right));
        self.recall += counts * recall as f32;
        self.luck += counts * luck as f32;
    }
}

/// What `question` asks for. One that names nothing is a fact of its own.
pub fn components(question: &Question) -> Vec<Component> {
    asked(question).into_owned()
}

/// The same, taking nothing that is there already.
pub fn asked(question: &Question) -> Cow<'_, [Component]> {
    if question.asks.is_empty() {
        Cow::Owned(vec![Component::Fact(FactId::new(question.id.as_str()))])
    } else {
        Cow::Borrowed(&question.asks)
    }
}

/// How likely a blind guess at `question` is right: one in so many ways to
/// choose as many options as are right.
pub fn chance(question: &Question) -> f64 {
    let (of, right) = (question.choices.len(), question.right_count());
    let ways: f64 = (0..right)
        .map(|at| of.saturating_sub(at) as f64 / (at + 1) as f64)
        .product();
    1.0 / ways.max(1.0)
}
