//! Daily totals of answers and the calendar that assigns answers to days.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::TopicId;
use crate::quiz::{Confidence, Tally};

/// The upper bounds, in seconds, of the response time groups. The last group has no upper bound.
pub const TIMES: [u64; 7] = [10, 20, 30, 45, 60, 90, 120];

/// The answers given on one local day. Unanswered exam questions do not count as answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Day {
    pub topics: BTreeMap<TopicId, Tally>,
    /// Answers to questions by confidence: sure, unsure, guess, and unmarked.
    #[serde(default)]
    pub confidence: [Tally; 4],
    /// Answers to questions by response time, grouped by the bounds in [`TIMES`].
    #[serde(default)]
    pub times: [Tally; TIMES.len() + 1],
    /// Answers in drills, to questions generated from cells and terms, and to flash cards.
    #[serde(default)]
    pub drilled: Tally,
    /// The total time spent on all answers.
    pub took: Duration,
}

impl Day {
    /// Adds an answer to a question.
    pub fn add(
        &mut self,
        topic: &TopicId,
        confidence: Option<Confidence>,
        took: Duration,
        right: bool,
    ) {
        let seconds = took.as_secs();
        let slot = TIMES.iter().take_while(|most| seconds > **most).count();
        self.confidence[Confidence::index(confidence)].add(right);
        self.times[slot].add(right);
        self.topics.entry(topic.clone()).or_default().add(right);
    }

    /// Returns the answers to questions in all topics.
    pub fn all(&self) -> Tally {
        let topics = self.topics.values();
        topics.fold(Tally::default(), |all, topic| all.and(*topic))
    }
}

const DAY_MS: i64 = 86_400_000;

/// Converts instants to days in the learner's local time and determines which instants are in the
/// future. All parts of the program use a calendar to count days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The hour when a day begins. A value above 0 makes answers given after midnight count toward
    /// the previous day.
    pub day_starts: u8,
    /// The current offset of local time from UTC, in seconds.
    pub offset_s: i32,
    /// The current day.
    pub today: i32,
}

impl Calendar {
    /// Creates a calendar for the moment `now_ms` (UTC milliseconds), with local time `offset_s`
    /// seconds ahead of UTC.
    pub fn new(day_starts: u8, now_ms: i64, offset_s: i32) -> Self {
        let mut calendar = Self {
            day_starts,
            offset_s,
            today: 0,
        };
        calendar.today = calendar.day_of(now_ms, offset_s);
        calendar
    }

    /// Returns the day of `at_ms` (UTC milliseconds) as days since 1970, with local time `offset_s`
    /// seconds ahead of UTC.
    pub fn day_of(self, at_ms: i64, offset_s: i32) -> i32 {
        let local = at_ms.saturating_add(self.ahead_ms(offset_s));
        let day = local.div_euclid(DAY_MS);
        day.clamp(i32::MIN.into(), i32::MAX.into()) as i32
    }

    /// Returns the time, in milliseconds, from the start of a day to the start of the UTC day.
    fn ahead_ms(self, offset_s: i32) -> i64 {
        const HOUR_S: i64 = 3600;
        (i64::from(offset_s) - i64::from(self.day_starts) * HOUR_S) * 1000
    }

    /// Returns whether `at_ms` (UTC milliseconds) is in the future, that is, later than tomorrow.
    /// An instant at most a day ahead counts as today.
    pub fn is_ahead(self, at_ms: i64) -> bool {
        at_ms >= self.ahead_from_ms()
    }

    /// Returns the first instant that is in the future, in UTC milliseconds.
    pub fn ahead_from_ms(self) -> i64 {
        let day_after_tomorrow = i64::from(self.today) + 2;
        day_after_tomorrow * DAY_MS - self.ahead_ms(self.offset_s)
    }

    /// Returns the number of days from `day` to today. A later day counts as today, because an
    /// earlier answer can have a later date after the learner travels west.
    pub fn days_ago(self, day: i32) -> i32 {
        self.today.saturating_sub(day).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Calendar;

    const HOUR_MS: i64 = 3_600_000;

    #[test]
    fn a_day_begins_at_its_hour() {
        let calendar = Calendar::new(4, 0, 0);
        assert_eq!(calendar.today, -1, "midnight is late on the day before");
        let day = |hours: i64| calendar.day_of(hours * HOUR_MS, 0);
        assert_eq!([day(3), day(4), day(27), day(28)], [-1, 0, 0, 1]);
        assert_eq!(calendar.day_of(3 * HOUR_MS, 3600), 0, "where it is 4:00");
        assert_eq!(calendar.day_of(i64::MAX, i32::MAX), i32::MAX);
        assert_eq!(calendar.day_of(i64::MIN, i32::MIN), i32::MIN);
    }

    #[test]
    fn tomorrow_is_not_ahead_and_counts_as_today() {
        let calendar = Calendar::new(4, (7 * 24 + 5) * HOUR_MS, 0);
        assert_eq!(calendar.today, 7);
        assert!(!calendar.is_ahead((9 * 24 + 4) * HOUR_MS - 1));
        assert!(calendar.is_ahead((9 * 24 + 4) * HOUR_MS));
        let ago = [5, 6, 7, 8, 9].map(|day| calendar.days_ago(day));
        assert_eq!(ago, [2, 1, 0, 0, 0]);
    }
}
