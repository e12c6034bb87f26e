//! What a learner says outside any session. History keeps these beside the sessions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Setup;
use crate::model::{QuestionId, TopicId};

/// What the learner says of the real exam, beside what the program expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamResult {
    /// The day of the exam, as it was planned.
    pub exam: Date,
    /// `None` if the learner does not want to say.
    pub passed: Option<bool>,
    /// The scaled score, where it is known.
    pub score: Option<u32>,
    /// The passing probability on the day before, in percent; `None` if there was none.
    pub forecast: Option<u8>,
}

/// A standing remark of the learner's; a later one of its kind replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Note {
    /// When the exam is, and how long one wants to study each day.
    Planned {
        exam: Option<Date>,
        minutes_per_day: Option<u32>,
    },
    /// A topic is begun anew: what was answered before counts no more.
    Reset { topic: TopicId },
    /// Something is wrong with a question; an empty text withdraws it.
    Disputed { question: QuestionId, text: String },
    /// How the real exam went.
    #[serde(rename = "result")]
    ExamResult(ExamResult),
    /// How a practice or an exam was set up.
    SetUp(Setup),
}
