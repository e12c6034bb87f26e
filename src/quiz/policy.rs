//! The rules that distinguish the kinds of sessions, as data.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// The rules of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub feedback: Feedback,
    /// The time limit; `None` if there is none.
    pub limit: Option<Duration>,
    /// The time limit per question. When time runs out, the selected options are the answer.
    #[serde(default)]
    pub each: Option<Duration>,
    pub away: WhenClosed,
    /// In a lesson, the indices of the questions whose fact is shown before the question.
    #[serde(default, rename = "tells", skip_serializing_if = "Vec::is_empty")]
    pub shown_first: Vec<usize>,
}

/// The time when feedback is given. An answer can be changed until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feedback {
    /// After each answer.
    Each,
    /// After the last question.
    End,
}

/// The behavior of the time limit while the program is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WhenClosed {
    /// The time continues to run.
    Runs,
    /// The time is paused.
    Pauses,
}

/// The kind of a session, which determines its name in lists and its screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase", const_into_str)]
pub enum Kind {
    Practice,
    Exam,
    Review,
    /// Table cells or terms, each answered with a single key.
    Drill,
    /// Flash cards for terms, which the learner grades.
    Cards,
    /// The facts of a topic: each is shown and then asked about.
    Learn,
    /// A few questions on every task, with feedback at the end.
    Placement,
}

impl Kind {
    /// Returns whether a single key submits the answer and continues with the next question.
    pub fn answers_at_once(self) -> bool {
        matches!(self, Self::Drill | Self::Cards)
    }

    /// Returns the kind as it is stored in the history and in machine-readable output.
    pub fn as_str(self) -> &'static str {
        self.into_str()
    }
}

impl Policy {
    /// Returns a policy with immediate feedback and a time limit that is paused while the learner
    /// is away.
    pub fn practice(limit: Option<Duration>) -> Self {
        Self {
            feedback: Feedback::Each,
            limit,
            each: None,
            away: WhenClosed::Pauses,
            shown_first: Vec::new(),
        }
    }

    /// Returns a policy with feedback at the end and a time limit that keeps running while the
    /// learner is away.
    pub fn exam(limit: Duration) -> Self {
        Self {
            feedback: Feedback::End,
            limit: Some(limit),
            each: None,
            away: WhenClosed::Runs,
            shown_first: Vec::new(),
        }
    }

    /// Returns the remaining times when notices are shown, in descending order: 30, 15, and 5
    /// minutes for limits of an hour or more. For shorter limits, returns half the limit, a tenth
    /// of it, and one minute.
    pub fn notices(&self) -> Vec<Duration> {
        const MINUTE: Duration = Duration::from_secs(60);
        let Some(limit) = self.limit else {
            return Vec::new();
        };
        let mut notices = if limit >= 60 * MINUTE {
            vec![30 * MINUTE, 15 * MINUTE, 5 * MINUTE]
        } else {
            vec![limit / 2, limit / 10, MINUTE]
        };
        notices.retain(|left| *left < limit);
        notices.sort_unstable_by(|a, b| b.cmp(a));
        notices.dedup();
        notices
    }

    /// Returns the remaining time when the clock begins to show a warning: five minutes, or a tenth
    /// of the limit if the limit is under 25 minutes.
    pub fn warns_from(&self) -> Option<Duration> {
        const LONG: Duration = Duration::from_secs(25 * 60);
        let limit = self.limit?;
        Some(if limit < LONG {
            limit / 10
        } else {
            Duration::from_secs(5 * 60)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Kind, Policy};

    fn minutes(of: &[u64]) -> Vec<Duration> {
        of.iter().map(|it| Duration::from_secs(it * 60)).collect()
    }

    #[test]
    fn an_exam_of_90_minutes_warns_at_30_15_and_5() {
        let policy = Policy::exam(Duration::from_secs(90 * 60));
        assert_eq!(policy.notices(), minutes(&[30, 15, 5]));
        assert_eq!(policy.warns_from(), Some(Duration::from_secs(300)));
    }

    #[test]
    fn a_short_one_warns_at_half_a_tenth_and_a_minute() {
        let policy = Policy::exam(Duration::from_secs(20 * 60));
        assert_eq!(policy.notices(), minutes(&[10, 2, 1]));
        assert_eq!(policy.warns_from(), Some(Duration::from_secs(120)));
    }

    #[test]
    fn stored_names_of_kinds_do_not_change() {
        for name in [
            "practice",
            "exam",
            "review",
            "drill",
            "cards",
            "learn",
            "placement",
        ] {
            let kind: Kind = name.parse().expect("a kind");
            assert_eq!(kind.as_str(), name);
            assert_eq!(serde_json::to_value(kind).expect("it is JSON"), name);
        }
        assert!("unknown".parse::<Kind>().is_err());
    }

    #[test]
    fn no_notice_comes_twice_or_before_the_start() {
        let policy = Policy::exam(Duration::from_secs(60));
        let seconds: Vec<_> = policy.notices().iter().map(Duration::as_secs).collect();
        assert_eq!(seconds, [30, 6]);
        assert!(Policy::practice(None).notices().is_empty());
    }
}
