//! The learner's memory, which is computed by folding over the verdicts of all sessions.

mod chosen;
mod day;
mod dispute;
mod graded_answer;
mod knowledge;
mod known_parts;
mod learning_path;
mod mastery;
mod memory;
mod missed;
mod note;
mod personal;
mod readiness;
mod record;
mod resets;
mod schedule;
mod setup;

pub use chosen::{Chosen, chosen};
pub use day::{Calendar, Day, TIMES};
pub use dispute::disputed;
pub use graded_answer::{GradedAnswer, verdicts};
pub use knowledge::{Encounter, Evidence, Knowledge, asked, chance, components};
pub use learning_path::learning_paths;
pub use mastery::{Masteries, Mastery, countable};
pub use memory::{DUE_BELOW, LEECH_AFTER, Memory, Rating};
pub use missed::{Missed, SITTINGS_TO_CLEAR};
pub use note::{ExamResult, Note};
pub use personal::{PersonalNote, PersonalNotes, Subject};
pub use readiness::{Interval, LEAST, Missing, PartShare, Passing, Readiness, TopicShare};
pub use record::{
    Attempt, DERIVED_VERSION, ExamPoint, Fold, FutureSessions, LearnerRecord, MixUp, ReadyPoint,
};
pub use resets::Resets;
pub use schedule::{
    DailyGoal, Goal, Outlook, Pace, Planned, Request, forecast, is_last_round, plan,
};
pub use setup::{QuestionLimit, QuestionSource, Setup, TimeLimit};
