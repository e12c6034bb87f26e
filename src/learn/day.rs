//! What was answered on one day.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::TopicId;
use crate::quiz::Tally;

/// The answers of one local day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Day {
    pub topics: BTreeMap<TopicId, Tally>,
    /// Cells of a matrix, in drills.
    #[serde(default)]
    pub drilled: Tally,
    /// Time spent on all of them.
    pub took: Duration,
}

impl Day {
    /// Answers to questions, all topics together.
    pub fn all(&self) -> Tally {
        let topics = self.topics.values();
        topics.fold(Tally::default(), |all, topic| all.and(*topic))
    }
}

/// The local day of `at_ms`, UTC milliseconds, as days since 1970.
pub fn local_day(at_ms: i64, offset_s: i32) -> i32 {
    const DAY_MS: i64 = 86_400_000;
    let local = at_ms.saturating_add(i64::from(offset_s) * 1000);
    local.div_euclid(DAY_MS) as i32
}
