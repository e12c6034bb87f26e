//! The warning that is shown before the learner leaves a session.

use crate::app::ActiveSession;
use crate::app::words::time_of_day;
use crate::counts::count;
use crate::quiz::Kind;

/// A warning shown before the learner leaves a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Part of the session is not saved. The text gives the reason.
    Unsaved(String),
    /// The clock continues to run until the time `ends`. `question` is the number of the current
    /// question.
    RunsOn { ends: String, question: usize },
    /// Nothing is answered in an exam or a placement test, so leaving discards it.
    NothingAnswered(Kind),
    /// A placement test with answers can be resumed or discarded. `question` is the number of the
    /// current question.
    KeepOrDiscard { question: usize, answered: usize },
}

impl Warning {
    /// Creates a warning that the clock of an exam does not stop.
    pub(in crate::app) fn runs_on(sitting: &ActiveSession) -> Self {
        let began = &sitting.header.began;
        let limit = sitting.session.policy.limit.unwrap_or_default().as_millis() as i64;
        Self::RunsOn {
            ends: time_of_day(began.utc_ms.saturating_add(limit), began.offset_s),
            question: sitting.session.at() + 1,
        }
    }

    /// Returns the question that the warning asks.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Unsaved(_) => "Leave without saving?",
            Self::RunsOn { .. } | Self::NothingAnswered(Kind::Exam) => "Leave the exam?",
            Self::NothingAnswered(_) | Self::KeepOrDiscard { .. } => "Leave the placement test?",
        }
    }

    /// Returns the label of the choice to leave.
    pub fn leave(&self) -> &'static str {
        match self {
            Self::Unsaved(_) => "Leave without saving",
            Self::RunsOn { .. } | Self::KeepOrDiscard { .. } => "Leave and resume later",
            Self::NothingAnswered(_) => "Leave and discard it",
        }
    }

    /// Returns two sentences: the situation and its consequence.
    pub fn sentences(&self) -> [String; 2] {
        match self {
            Self::Unsaved(why) => [
                not_saved(why),
                "Unsaved answers are lost if you leave.".to_owned(),
            ],
            Self::RunsOn { ends, question } => [
                format!("The clock keeps running until {ends}."),
                format!(
                    "Until then, you can resume at question {question}. After that, your selections are \
                     scored."
                ),
            ],
            Self::NothingAnswered(kind) => [
                "Nothing is answered yet.".to_owned(),
                format!(
                    "If you leave, this {} is discarded, and nothing is recorded.",
                    kind.name()
                ),
            ],
            Self::KeepOrDiscard { question, answered } => [
                format!(
                    "{} answered.",
                    count(*answered, "question is", "questions are")
                ),
                format!(
                    "You can resume at question {question} later, or discard the test with its \
                     answers."
                ),
            ],
        }
    }
}

/// Explains why part of a session is not saved.
pub fn not_saved(why: &str) -> String {
    format!("Some answers are not saved: {why}.")
}
