//! Instants and the session clock.

use std::time::Duration;

use super::WhenClosed;

/// A single reading of all clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The wall-clock time, in milliseconds since 1970 (UTC).
    pub utc_ms: i64,
    /// The offset of local time from UTC, in seconds.
    pub offset_s: i32,
    /// An identifier of the boot that `boot_ms` refers to, if available.
    pub boot: Option<String>,
    /// Milliseconds on a monotonic clock that continues to run while the machine sleeps.
    pub boot_ms: u64,
}

impl Moment {
    /// Returns the time since `earlier`, which is at least zero. Uses the monotonic clock if both
    /// moments are within the same boot and UTC otherwise.
    pub fn since(&self, earlier: &Moment) -> Duration {
        let same_run = self.boot.is_some() && self.boot == earlier.boot;
        let ms = if same_run {
            self.boot_ms.saturating_sub(earlier.boot_ms)
        } else {
            u64::try_from(self.utc_ms.saturating_sub(earlier.utc_ms)).unwrap_or(0)
        };
        Duration::from_millis(ms)
    }
}

/// The clock of a session.
#[derive(Clone, Debug)]
pub struct SessionClock {
    away: WhenClosed,
    began: Moment,
    /// The elapsed time of the session when it was last opened.
    base: Duration,
    opened: Moment,
}

impl SessionClock {
    /// Creates the clock of a session that begins now.
    pub fn start(away: WhenClosed, now: Moment) -> Self {
        Self::reopen(away, now.clone(), Duration::ZERO, now)
    }

    /// Creates the clock of a session that started at `began`, had the elapsed time `base` at its
    /// last event, and is reopened at `now`.
    pub fn reopen(away: WhenClosed, began: Moment, base: Duration, now: Moment) -> Self {
        Self {
            away,
            began,
            base,
            opened: now,
        }
    }

    /// Returns the elapsed time of the session, which never decreases.
    pub fn elapsed(&self, now: &Moment) -> Duration {
        match self.away {
            WhenClosed::Runs => now.since(&self.began).max(self.base),
            WhenClosed::Pauses => self.base + now.since(&self.opened),
        }
    }
}

/// The time used, compared with the number of questions done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// The time allotted to the completed questions is not used up yet.
    Ahead(Duration),
    /// The time allotted to the completed questions is used up, but the time for the next question
    /// is not.
    On,
    /// The time allotted to the next question is used up as well.
    Behind(Duration),
}

impl Pace {
    /// Returns the pace of a session in which `done` of `of` questions are done and `elapsed` of
    /// the time `limit` has passed.
    pub fn of(done: usize, of: usize, elapsed: Duration, limit: Duration) -> Self {
        let due = |done: usize| {
            let share = done as f64 / of.max(1) as f64;
            // A limit in a merged history can be arbitrarily long.
            Duration::try_from_secs_f64(limit.as_secs_f64() * share).unwrap_or(Duration::MAX)
        };
        if elapsed < due(done) {
            Self::Ahead(due(done).saturating_sub(elapsed))
        } else if elapsed > due(done + 1) {
            Self::Behind(elapsed.saturating_sub(due(done + 1)))
        } else {
            Self::On
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Moment, Pace, SessionClock, WhenClosed};

    fn moment(boot: &str, boot_s: u64, utc_s: i64) -> Moment {
        Moment {
            utc_ms: utc_s * 1000,
            offset_s: 0,
            boot: Some(boot.into()),
            boot_ms: boot_s * 1000,
        }
    }

    fn seconds(s: u64) -> Duration {
        Duration::from_secs(s)
    }

    #[test]
    fn moving_the_wall_clock_changes_nothing_within_one_boot() {
        let clock = SessionClock::start(WhenClosed::Runs, moment("a", 100, 1_000_000));
        for utc in [0, 1_003_660, 9_000_000] {
            assert_eq!(clock.elapsed(&moment("a", 160, utc)), seconds(60));
        }
    }

    #[test]
    fn after_a_restart_utc_decides() {
        let began = moment("a", 5000, 1_000_000);
        let now = moment("b", 7, 1_000_300);
        let clock = SessionClock::reopen(WhenClosed::Runs, began, seconds(10), now.clone());
        assert_eq!(clock.elapsed(&now), seconds(300));
    }

    #[test]
    fn the_clock_never_goes_back() {
        let began = moment("a", 5000, 1_000_000);
        let now = moment("b", 7, 999_000);
        let clock = SessionClock::reopen(WhenClosed::Runs, began, seconds(40), now.clone());
        assert_eq!(clock.elapsed(&now), seconds(40));
    }

    #[test]
    fn a_pausing_clock_leaves_out_time_away() {
        let began = moment("a", 100, 1_000_000);
        let back = moment("a", 90_000, 1_090_000);
        let clock = SessionClock::reopen(WhenClosed::Pauses, began, seconds(50), back);
        assert_eq!(clock.elapsed(&moment("a", 90_010, 0)), seconds(60));
    }

    #[test]
    fn pace_compares_time_used_with_questions_done() {
        let limit = seconds(1000);
        let pace = |done, elapsed| Pace::of(done, 10, seconds(elapsed), limit);
        assert_eq!(pace(5, 400), Pace::Ahead(seconds(100)));
        assert_eq!(pace(0, 0), Pace::On);
        assert_eq!(pace(5, 600), Pace::On);
        assert_eq!(pace(5, 700), Pace::Behind(seconds(100)));
        assert_eq!(Pace::of(0, 0, seconds(0), limit), Pace::On);
        let endless = Pace::of(10, 10, seconds(0), Duration::MAX);
        assert_eq!(endless, Pace::Ahead(Duration::MAX));
    }
}
