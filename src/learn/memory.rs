//! The memory of a single fact: FSRS-6 with its default parameters.
//!
//! Days are whole local calendar days since 1970. An answer in the evening and another answer the
//! next morning are one day apart.

use std::sync::LazyLock;
use std::time::Duration;

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, ItemState, MemoryState, NextStates, current_retrievability};
use serde::{Deserialize, Serialize};

use crate::model::QuestionId;
use crate::quiz::Confidence;

/// The number of lapses after which a fact is a leech. Asking about a leech again is not enough for
/// the learner to learn it.
pub const LEECH_AFTER: u32 = 8;

/// A fact is due if its recall is below this value.
pub const DUE_BELOW: f64 = 0.9;

/// The minimum stability, in days, of a fact with many lapses that no longer counts as a leech.
const CURED_DAYS: f32 = 21.0;

/// FSRS with the parameters that its authors fitted to many learners.
static MODEL: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// The grade of an answer, on the four-point scale of FSRS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    Again,
    Hard,
    Good,
    Easy,
}

impl Rating {
    /// Returns the grade that the learner gave to a flash card: easy if the learner was sure of it,
    /// hard if the learner was unsure or guessed, and good otherwise.
    pub fn of_card(recalled: bool, confidence: Option<Confidence>) -> Self {
        match confidence {
            _ if !recalled => Self::Again,
            Some(Confidence::Guess | Confidence::Unsure) => Self::Hard,
            Some(Confidence::Sure) => Self::Easy,
            None => Self::Good,
        }
    }

    /// Returns the confidence that [`Rating::of_card`] converts to this grade for a recalled card.
    pub fn confidence(self) -> Option<Confidence> {
        match self {
            Self::Again | Self::Good => None,
            Self::Hard => Some(Confidence::Unsure),
            Self::Easy => Some(Confidence::Sure),
        }
    }

    /// Returns the grade of an answer that took `took`, for a learner whose usual response time is
    /// `usual`. A correct guess does not demonstrate recall.
    pub fn of(
        right: bool,
        confidence: Option<Confidence>,
        took: Duration,
        usual: Duration,
    ) -> Self {
        // A quick answer takes at most two thirds of the usual time. Without a usual time, no
        // answer is quick.
        let quick = took * 3 <= usual * 2 && !usual.is_zero();
        match confidence {
            _ if !right => Self::Again,
            Some(Confidence::Guess) => Self::Again,
            Some(Confidence::Unsure) => Self::Hard,
            Some(Confidence::Sure) if quick => Self::Easy,
            Some(Confidence::Sure) | None => Self::Good,
        }
    }
}

/// The memory of a fact, cell, or term. The default is the memory of an item that was never asked
/// about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// The number of days until recall falls to 90%.
    #[serde(rename = "s")]
    stability: f32,
    /// The difficulty, from 1 (easy) to 10 (hard).
    #[serde(rename = "d")]
    difficulty: f32,
    /// The time of the last review, in UTC milliseconds.
    #[serde(rename = "ms")]
    at_ms: i64,
    /// The local day of the last review.
    #[serde(rename = "day")]
    day: i32,
    #[serde(rename = "n")]
    reviews: u32,
    /// The number of failed reviews.
    #[serde(rename = "l", default, skip_serializing_if = "is_zero")]
    lapses: u32,
    /// `true` if the last answer was incorrect and the learner was sure of it.
    #[serde(rename = "sw", default, skip_serializing_if = "std::ops::Not::not")]
    pub sure_and_wrong: bool,
    /// The last question that asked about the item.
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    pub last_question: Option<QuestionId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Memory {
    /// Records a review. A review dated before the last one counts as a review on the same day,
    /// because clocks on different machines can differ.
    pub fn review(&mut self, rating: Rating, at_ms: i64, day: i32) {
        let after = self.after(day);
        let next = match rating {
            Rating::Again => after.again.memory,
            Rating::Hard => after.hard.memory,
            Rating::Good => after.good.memory,
            Rating::Easy => after.easy.memory,
        };
        self.stability = next.stability;
        self.difficulty = next.difficulty;
        if self.reviews == 0 {
            (self.at_ms, self.day) = (at_ms, day);
        } else {
            self.at_ms = self.at_ms.max(at_ms);
            self.day = self.day.max(day);
        }
        self.reviews = self.reviews.saturating_add(1);
        if rating == Rating::Again {
            self.lapses = self.lapses.saturating_add(1);
        }
    }

    /// Returns the probability of recall on `day`, from 0 to 1. Returns 0 if the item was never
    /// asked about.
    pub fn recall(&self, day: i32) -> f64 {
        if self.is_new() {
            return 0.0;
        }
        recall(self.state(), self.days_until(day))
    }

    /// Returns the expected recall on the day `exam` if the item is asked about on the earlier day
    /// `day`: the average over both outcomes, weighted by their probabilities.
    pub fn recall_if_asked(&self, day: i32, exam: i32) -> f64 {
        let recalled = self.recall(day);
        let days = (i64::from(exam) - i64::from(day.max(self.day))).max(0);
        let after = self.after(day);
        let then = |state: ItemState| recall(state.memory, days as f32);
        recalled * then(after.good) + (1.0 - recalled) * then(after.again)
    }

    /// Returns whether the item was never asked about.
    pub fn is_new(&self) -> bool {
        self.reviews == 0
    }

    /// Returns whether the item was failed so often and its memory is still so unstable that the
    /// item must be shown before it is asked about again.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_AFTER && self.stability < CURED_DAYS
    }

    /// Returns the first local day on which the item is due, because recall has fallen below
    /// [`DUE_BELOW`]. An incorrect answer that was marked as sure makes the item due immediately.
    /// Returns `None` if the item was never asked about.
    pub fn due(&self) -> Option<i32> {
        if self.sure_and_wrong {
            return self.reviewed_day();
        }
        // By definition, stability is the time until recall falls to `DUE_BELOW`.
        let days = self.stability.floor().min(36_500.0) as i32 + 1;
        (!self.is_new()).then(|| self.day.saturating_add(days))
    }

    /// Returns whether the item is due on the local day `today`.
    pub fn is_due(&self, today: i32) -> bool {
        self.due().is_some_and(|day| day <= today)
    }

    /// Returns the number of days until recall falls to 90%, or 0 if the item was never asked
    /// about.
    pub fn stability(&self) -> f64 {
        f64::from(self.stability)
    }

    /// Returns the difficulty, from 1 (easy) to 10 (hard), or 0 if the item was never asked about.
    pub fn difficulty(&self) -> f64 {
        f64::from(self.difficulty)
    }

    pub fn reviews(&self) -> u32 {
        self.reviews
    }

    /// Returns the number of failed reviews.
    pub fn lapses(&self) -> u32 {
        self.lapses
    }

    /// Returns the time of the last review, in UTC milliseconds. Returns `None` if the item was
    /// never asked about.
    pub fn reviewed_ms(&self) -> Option<i64> {
        (!self.is_new()).then_some(self.at_ms)
    }

    /// Returns the local day of the last review, or `None` if the item was never asked about.
    pub fn reviewed_day(&self) -> Option<i32> {
        (!self.is_new()).then_some(self.day)
    }

    /// Returns the states after a review on `day`, by rating.
    fn after(&self, day: i32) -> NextStates {
        let before = (!self.is_new()).then(|| self.state());
        let days = self.days_until(day) as u32;
        // The retention target affects only the intervals, which are not used.
        MODEL
            .next_states(before, DUE_BELOW as f32, days)
            .expect("states are finite, because they start finite and are clamped at each step")
    }

    /// Returns the number of whole days from the last review to `day`, at least zero.
    fn days_until(&self, day: i32) -> f32 {
        (i64::from(day) - i64::from(self.day)).max(0) as f32
    }

    fn state(&self) -> MemoryState {
        MemoryState {
            stability: self.stability,
            difficulty: self.difficulty,
        }
    }
}

fn recall(state: MemoryState, days: f32) -> f64 {
    f64::from(current_retrievability(state, days, FSRS6_DEFAULT_DECAY)).clamp(0.0, 1.0)
}
