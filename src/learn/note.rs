//! Notes: records that the learner creates outside sessions. The history stores them along with the
//! sessions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Setup, Subject};
use crate::model::{QuestionId, TopicId};

/// The result of the real exam as reported by the learner, along with the program's forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamResult {
    /// The planned exam date.
    pub exam: Date,
    /// `true` if the learner passed; `None` if the learner prefers not to answer.
    pub passed: Option<bool>,
    /// The scaled score, if known.
    pub score: Option<u32>,
    /// The passing probability (a percentage) on the day before the exam, if it was available.
    pub forecast: Option<u8>,
}

/// A record that the learner creates outside sessions. A later note of the same kind replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Note {
    /// The exam date and the daily goal, which is in minutes or in questions.
    Planned {
        exam: Option<Date>,
        minutes_per_day: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        questions_per_day: Option<u32>,
    },
    /// A reset of a topic: earlier answers no longer count.
    Reset { topic: TopicId },
    /// A problem with a question. An empty text withdraws it.
    Disputed { question: QuestionId, text: String },
    /// A personal note on an item. An empty text removes it.
    Personal { on: Subject, text: String },
    /// The result of the real exam.
    #[serde(rename = "result")]
    ExamResult(ExamResult),
    /// The settings of a practice session or an exam.
    SetUp(Setup),
}
