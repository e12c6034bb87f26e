//! What can happen in a session. History keeps these; all else follows from them.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::ChoiceId;

/// Something that happened. Places are indices of slots; options go by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Event {
    /// The sitter turned to a question.
    Visited {
        place: usize,
    },
    /// These options are marked now; none is possible.
    Chose {
        place: usize,
        chosen: BTreeSet<ChoiceId>,
    },
    /// An option was struck out, or brought back.
    Struck {
        place: usize,
        choice: ChoiceId,
        on: bool,
    },
    Flagged {
        place: usize,
        on: bool,
    },
    /// How sure the sitter says they are; `None` takes it back.
    Sure {
        place: usize,
        confidence: Option<Confidence>,
    },
    /// What is marked was given as the answer, and feedback was shown.
    Answered {
        place: usize,
    },
    /// The time for the question was up: what is marked, if anything, is the answer.
    RanOut {
        place: usize,
    },
    /// An answer was taken back.
    TookBack {
        place: usize,
    },
    /// The session was left, to be gone on with.
    Left,
    /// It was gone on with.
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

/// How a session came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// By the sitter.
    Finished,
    /// By the clock.
    Expired,
    /// Left for another session; what was answered counts.
    Abandoned,
}

/// An event with its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// On the session's own clock, which may wait while one is away.
    pub elapsed: Duration,
    /// UTC, milliseconds since 1970.
    pub at_ms: i64,
    pub event: Event,
}

/// Why an event cannot happen now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the session has ended")]
    Ended,
    #[error("another certdrill went on with this session")]
    Taken,
    #[error("the time is up")]
    TimeUp,
    #[error("the time for this question is up")]
    QuestionTimeUp,
    #[error("there is no such question in this session")]
    NoSuchPlace,
    #[error("this question has no such option")]
    NoSuchChoice,
    #[error("more options are marked than may be chosen")]
    TooMany,
    #[error("this question is answered already")]
    Answered,
    #[error("this question is not answered yet")]
    NotAnswered,
    #[error("nothing is marked yet")]
    NothingMarked,
    #[error("this session gives no answers before its end")]
    NoFeedback,
    #[error("the time is not up yet")]
    TimeLeft,
}
