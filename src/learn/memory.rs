//! How well one fact is remembered: FSRS-6 with its default parameters.
//!
//! Days are whole local days since 1970, as a calendar has them: what is asked in
//! the evening and again the next morning was a day apart.

use std::sync::LazyLock;
use std::time::Duration;

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, ItemState, MemoryState, NextStates, current_retrievability};
use serde::{Deserialize, Serialize};

use crate::model::QuestionId;
use crate::quiz::Confidence;

/// After so many failures a fact is not learnt by asking alone.
pub const LEECH_AFTER: u32 = 8;

/// The recall below which a fact is due.
pub const DUE_BELOW: f64 = 0.9;

/// The stability, in days, from which a fact that was failed often is learnt after all.
const CURED_DAYS: f32 = 21.0;

/// FSRS with the parameters that its authors fitted to many learners.
static MODEL: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// How well an answer went, in the four grades of FSRS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    Again,
    Hard,
    Good,
    Easy,
}

impl Rating {
    /// Returns the grade that the learner gave to a flash card: one that was recalled without
    /// doubt is easy, one that was recalled in doubt hard.
    pub fn of_card(recalled: bool, confidence: Option<Confidence>) -> Self {
        match confidence {
            _ if !recalled => Self::Again,
            Some(Confidence::Guess | Confidence::Unsure) => Self::Hard,
            Some(Confidence::Sure) => Self::Easy,
            None => Self::Good,
        }
    }

    /// The confidence that [`Rating::of_card`] takes for the grade, if it was recalled at all.
    pub fn confidence(self) -> Option<Confidence> {
        match self {
            Self::Again | Self::Good => None,
            Self::Hard => Some(Confidence::Unsure),
            Self::Easy => Some(Confidence::Sure),
        }
    }

    /// The grade of an answer that took `took` where the learner's answers
    /// usually take `usual`. A right guess shows no memory.
    pub fn of(
        right: bool,
        confidence: Option<Confidence>,
        took: Duration,
        usual: Duration,
    ) -> Self {
        // Two thirds of the usual time; nothing is quick where nothing is usual.
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

/// What is remembered of one fact, cell, or term. The default is one never asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days until recall has fallen to 90 %.
    #[serde(rename = "s")]
    stability: f32,
    /// 1 (easy) to 10 (hard).
    #[serde(rename = "d")]
    difficulty: f32,
    /// The last review, UTC milliseconds.
    #[serde(rename = "ms")]
    at_ms: i64,
    /// The local day of the last review.
    #[serde(rename = "day")]
    day: i32,
    #[serde(rename = "n")]
    reviews: u32,
    /// Reviews that failed.
    #[serde(rename = "l", default, skip_serializing_if = "is_zero")]
    lapses: u32,
    /// The last answer was wrong, and its giver sure of it.
    #[serde(rename = "sw", default, skip_serializing_if = "std::ops::Not::not")]
    pub sure_and_wrong: bool,
    /// The question that asked for it last.
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    pub last_question: Option<QuestionId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Memory {
    /// Takes note of a review. One dated before the last (clocks differ between
    /// machines) counts as of the same day.
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

    /// The chance that it is recalled on `day`, 0 to 1; 0 of what was never asked.
    pub fn recall(&self, day: i32) -> f64 {
        if self.is_new() {
            return 0.0;
        }
        recall(self.state(), self.days_until(day))
    }

    /// The chance of recall on `exam` if it is asked on `day` before: what
    /// either outcome would leave, each with its own chance.
    pub fn recall_if_asked(&self, day: i32, exam: i32) -> f64 {
        let recalled = self.recall(day);
        let days = (i64::from(exam) - i64::from(day.max(self.day))).max(0);
        let after = self.after(day);
        let then = |state: ItemState| recall(state.memory, days as f32);
        recalled * then(after.good) + (1.0 - recalled) * then(after.again)
    }

    /// Whether it was never asked for.
    pub fn is_new(&self) -> bool {
        self.reviews == 0
    }

    /// Failed so often, and so little of it stays, that it has to be shown again
    /// before it is asked again.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_AFTER && self.stability < CURED_DAYS
    }

    /// Returns the first local day on which it is due: recall has fallen below [`DUE_BELOW`].
    /// An incorrect answer that its giver was sure of makes it due at once. `None` if it was
    /// never asked.
    pub fn due(&self) -> Option<i32> {
        if self.sure_and_wrong {
            return self.reviewed_day();
        }
        // Stability is the time to this very recall.
        let days = self.stability.floor().min(36_500.0) as i32 + 1;
        (!self.is_new()).then(|| self.day.saturating_add(days))
    }

    /// Whether it is due on the local day `today`.
    pub fn is_due(&self, today: i32) -> bool {
        self.due().is_some_and(|day| day <= today)
    }

    /// Days until recall has fallen to 90 %; 0 of what was never asked.
    pub fn stability(&self) -> f64 {
        f64::from(self.stability)
    }

    /// 1 (easy) to 10 (hard); 0 of what was never asked.
    pub fn difficulty(&self) -> f64 {
        f64::from(self.difficulty)
    }

    pub fn reviews(&self) -> u32 {
        self.reviews
    }

    /// Reviews that failed.
    pub fn lapses(&self) -> u32 {
        self.lapses
    }

    /// The last review, UTC milliseconds; `None` of what was never asked.
    pub fn reviewed_ms(&self) -> Option<i64> {
        (!self.is_new()).then_some(self.at_ms)
    }

    /// The local day of the last review; `None` of what was never asked.
    pub fn reviewed_day(&self) -> Option<i32> {
        (!self.is_new()).then_some(self.day)
    }

    /// What a review on `day` would leave, by its rating.
    fn after(&self, day: i32) -> NextStates {
        let before = (!self.is_new()).then(|| self.state());
        let days = self.days_until(day) as u32;
        // The target only sets intervals, which are not used.
        MODEL
            .next_states(before, DUE_BELOW as f32, days)
            .expect("states are finite, since they begin so and are clamped at each step")
    }

    /// Whole days from the last review to `day`, never less than none.
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
