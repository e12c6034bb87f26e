//! What a learner says outside any session. History keeps these beside the sessions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Setup;
use crate::model::{QuestionId, TopicId};

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
    /// How a practice or an exam was set up.
    SetUp(Setup),
}
