//! What sets one kind of session apart from another, as values.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How a session behaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub feedback: Feedback,
    /// How long it may take; `None` is as long as one likes.
    pub limit: Option<Duration>,
    /// How long each question may take; what is marked then is the answer.
    #[serde(default)]
    pub each: Option<Duration>,
    pub away: Away,
    /// Places whose fact is told before its question is asked, in a lesson.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tells: Vec<usize>,
}

/// When right and wrong are shown. It decides too whether an answer may be
/// changed: until its feedback is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feedback {
    /// After each answer.
    Each,
    /// After the last one.
    End,
}

/// What the time limit does while the program is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Away {
    /// It runs on: the deadline stands.
    Runs,
    /// It waits.
    Pauses,
}

/// What a session was begun as: its name in lists, and which screen it is sat on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Practice,
    Exam,
    Review,
    /// Cells of tables or terms, one key each.
    Drill,
    /// Flash cards of terms, which the learner grades.
    Cards,
    /// A topic's facts, each told and then asked.
    Learn,
}

impl Kind {
    /// Whether one key answers, and the next question follows at once.
    pub fn answers_at_once(self) -> bool {
        matches!(self, Self::Drill | Self::Cards)
    }

    /// The kind as history and machines spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Exam => "exam",
            Self::Review => "review",
            Self::Drill => "drill",
            Self::Cards => "cards",
            Self::Learn => "learn",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let kinds = [
            Self::Practice,
            Self::Exam,
            Self::Review,
            Self::Drill,
            Self::Cards,
            Self::Learn,
        ];
        kinds.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl Policy {
    /// Reasons at once, and a limit that waits while one is away.
    pub fn practice(limit: Option<Duration>) -> Self {
        Self {
            feedback: Feedback::Each,
            limit,
            each: None,
            away: Away::Pauses,
            tells: Vec::new(),
        }
    }

    /// No feedback before the end, and a deadline that stands.
    pub fn exam(limit: Duration) -> Self {
        Self {
            feedback: Feedback::End,
            limit: Some(limit),
            each: None,
            away: Away::Runs,
            tells: Vec::new(),
        }
    }

    /// The times left at which a sitter is told so, longest first: 30, 15 and 5
    /// minutes of an hour or more; half, a tenth and one minute of less.
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

    /// The time left from which on the clock warns: the last five minutes, or
    /// the last tenth of a limit under 25 minutes.
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

    use super::Policy;

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
    fn no_notice_comes_twice_or_before_the_start() {
        let policy = Policy::exam(Duration::from_secs(60));
        let seconds: Vec<_> = policy.notices().iter().map(Duration::as_secs).collect();
        assert_eq!(seconds, [30, 6]);
        assert!(Policy::practice(None).notices().is_empty());
    }
}
