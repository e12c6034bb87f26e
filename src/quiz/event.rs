//! The events of a session. The history stores only these events. All other state is derived from
//! them.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::ChoiceId;

/// An event. Questions are identified by the index of their slot, and options by their IDs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Event {
    /// The learner navigated to a question.
    Visited {
        place: usize,
    },
    /// The set of selected options changed to `chosen`, which may be empty.
    Chose {
        place: usize,
        chosen: BTreeSet<ChoiceId>,
    },
    /// An option was struck out or restored.
    Struck {
        place: usize,
        choice: ChoiceId,
        on: bool,
    },
    /// A hint removed an incorrect option. The answer counts as not known.
    Hinted {
        place: usize,
        choice: ChoiceId,
    },
    Flagged {
        place: usize,
        on: bool,
    },
    /// The learner marked a confidence level. `None` removes the mark.
    Sure {
        place: usize,
        confidence: Option<Confidence>,
    },
    /// The selected options were submitted, and feedback was shown.
    Answered {
        place: usize,
    },
    /// The time for the question ran out. The selected options, if any, are the answer.
    RanOut {
        place: usize,
    },
    /// A submitted answer was withdrawn.
    TookBack {
        place: usize,
    },
    /// The session was suspended.
    Left,
    /// The session was resumed.
    Resumed,
    Ended {
        ending: Ending,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    Sure,
    Unsure,
    Guess,
}

impl Confidence {
    /// Returns the index of a level in figures by confidence, which end with unmarked answers.
    pub fn index(confidence: Option<Self>) -> usize {
        confidence.map_or(3, |it| it as usize)
    }
}

/// The way a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// The learner ended the session.
    Finished,
    /// The time ran out.
    Expired,
    /// Another session was started instead. The answers so far count.
    Abandoned,
}

/// An event with its timestamps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampedEvent {
    /// The time on the session's own clock, which may pause while the learner is away.
    pub elapsed: Duration,
    /// The time, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    pub event: Event,
}

/// The reason an event is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("the session has ended")]
    Ended,
    #[error("this session was continued in another certdrill window")]
    Taken,
    #[error("the time is up")]
    TimeUp,
    #[error("the time for this question is up")]
    QuestionTimeUp,
    #[error("this session does not have that question")]
    NoSuchPlace,
    #[error("this question does not have that option")]
    NoSuchChoice,
    #[error("too many options are selected")]
    TooMany,
    #[error("the hint for this question has been used")]
    HintUsed,
    #[error("a hint has removed this option")]
    Removed,
    #[error("this question is already answered")]
    Answered,
    #[error("this question is not answered yet")]
    NotAnswered,
    #[error("no option is selected yet")]
    NothingMarked,
    #[error("this session shows no answers until it ends")]
    NoFeedback,
    #[error("the time is not up yet")]
    TimeLeft,
}
