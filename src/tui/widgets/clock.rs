//! The session clock in the title row: the pace, the remaining time, and the elapsed share of the
//! time limit, which is marked on the rule.

use std::time::Duration;

use crate::app::ActiveSession;
use crate::app::words::{clock, clock_left};
use crate::config::{ClockSetting, Motion, Settings};
use crate::quiz::{Feedback, Moment, Pace};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::Line;

/// The learner's settings for the clock.
#[derive(Clone, Copy, Debug)]
pub struct ClockDisplay {
    /// True if the clock is hidden until the last part of the time.
    pub hidden: bool,
    /// True if the clock shows whole minutes, except in the last minute.
    by_minutes: bool,
}

const MINUTE: Duration = Duration::from_secs(60);

impl ClockDisplay {
    pub fn of(settings: &Settings) -> Self {
        Self {
            hidden: settings.clock == ClockSetting::Hidden,
            by_minutes: settings.motion == Motion::Reduced,
        }
    }

    fn counts_minutes(self, left: Duration) -> bool {
        self.by_minutes && left > MINUTE
    }

    /// Returns text such as `18:42` or `19 min`. Minutes are rounded up so that 0 is not shown
    /// while there is time left.
    pub fn words(self, left: Duration) -> String {
        if self.counts_minutes(left) {
            format!("{} min", minutes_begun(left))
        } else {
            clock_left(left)
        }
    }

    /// Returns the time until the text for `left` changes.
    pub fn until_next(self, left: Duration) -> Duration {
        if self.counts_minutes(left) {
            return left.saturating_sub(MINUTE * (minutes_begun(left) - 1));
        }
        let part = (left.as_millis() % 1000) as u64;
        Duration::from_millis(if part == 0 { 1000 } else { part }).min(left)
    }

    /// Returns text that says how far the learner is ahead of or behind the required pace.
    fn pace(self, by: Duration, word: &str) -> String {
        match (self.by_minutes, by.as_secs() / 60) {
            (false, _) => format!(" · {} {word}", clock(by)),
            (true, 0) => " · on pace".to_owned(),
            (true, minutes) => format!(" · {minutes} min {word}"),
        }
    }
}

fn minutes_begun(left: Duration) -> u32 {
    left.as_millis().div_ceil(MINUTE.as_millis()) as u32
}

/// Returns the text to show after a dot in the title and the elapsed share of the time limit, from
/// 0 to 1. If there is no limit, the text is empty and the share is `None`.
pub fn clock_line(
    page: &Page,
    sitting: &ActiveSession,
    now: &Moment,
    face: ClockDisplay,
) -> (Line, Option<f64>) {
    let session = &sitting.session;
    let (Some(left), Some(limit)) = (sitting.left(now), session.policy.limit) else {
        return (Line::new(), None);
    };
    if !is_shown(sitting, left, face) {
        return (vec![(" · clock hidden".into(), Role::Muted)], None);
    }
    let mut line = Line::new();
    let elapsed = limit.saturating_sub(left);
    if !page.narrow && session.policy.feedback == Feedback::End {
        let (done, of) = (session.done_count(), session.slots().len());
        let pace = match Pace::of(done, of, elapsed, limit) {
            Pace::Ahead(by) => face.pace(by, "ahead"),
            Pace::On => " · on pace".to_owned(),
            Pace::Behind(by) => face.pace(by, "behind"),
        };
        line.push((pace, Role::Muted));
    }
    line.push((" · ".into(), Role::Muted));
    let text = format!("{} left", face.words(left));
    line.push(if warns(sitting, left) {
        (format!("! {text}"), Role::Warning)
    } else {
        (text, Role::Strong)
    });
    (line, Some(elapsed.as_secs_f64() / limit.as_secs_f64()))
}

/// Returns whether the session is a sprint, which has more questions than anyone can answer in the
/// time.
pub fn is_sprint(sitting: &ActiveSession) -> bool {
    /// The minimum time that it takes to read a question.
    const READS: Duration = Duration::from_secs(15);
    let session = &sitting.session;
    let policy = &session.policy;
    policy.feedback == Feedback::Each
        && policy
            .limit
            .is_some_and(|limit| limit < READS * session.slots().len() as u32)
}

/// Returns whether the clock is shown. In the last part of the time, it is always shown.
pub fn is_shown(sitting: &ActiveSession, left: Duration, face: ClockDisplay) -> bool {
    !face.hidden || warns(sitting, left)
}

fn warns(sitting: &ActiveSession, left: Duration) -> bool {
    let from = sitting.session.policy.warns_from();
    from.is_some_and(|from| left <= from)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::ClockDisplay;
    use crate::config::{Motion, Settings};

    fn reduced() -> ClockDisplay {
        ClockDisplay::of(&Settings {
            motion: Motion::Reduced,
            ..Settings::default()
        })
    }

    #[test]
    fn with_reduced_motion_it_counts_minutes_until_the_last_one() {
        let shown = |ms| reduced().words(Duration::from_millis(ms));
        assert_eq!(shown(18 * 60_000 + 1), "19 min");
        assert_eq!(shown(18 * 60_000), "18 min");
        assert_eq!(shown(60_001), "2 min");
        assert_eq!(shown(60_000), "1:00");
        assert_eq!(shown(59_001), "1:00");
        let full = ClockDisplay::of(&Settings::default());
        assert_eq!(full.words(Duration::from_secs(1122)), "18:42");
    }

    #[test]
    fn it_changes_when_it_says_so() {
        for face in [reduced(), ClockDisplay::of(&Settings::default())] {
            for ms in [
                1, 999, 1000, 59_999, 60_000, 60_001, 119_999, 120_000, 1_122_000,
            ] {
                let left = Duration::from_millis(ms);
                let wait = face.until_next(left);
                assert!(!wait.is_zero(), "{ms}");
                let then = left
                    .checked_sub(wait)
                    .expect("it waits for no more than is left");
                let just_before = then + Duration::from_millis(1);
                assert_eq!(face.words(just_before), face.words(left), "{ms}");
                if wait < left {
                    assert_ne!(face.words(then), face.words(left), "{ms}");
                }
            }
        }
    }
}
