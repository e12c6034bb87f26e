//! What the learner remembers: folds over the verdicts of all sessions.

mod chosen;
mod day;
mod dispute;
mod knowledge;
mod known_parts;
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
mod verdict;
mod way;

pub use chosen::{Chosen, chosen};
pub use day::{Calendar, Day, TIMES};
pub use dispute::disputed;
pub use knowledge::{Knowledge, Proof, Sight, chance, components};
pub use mastery::{Masteries, Mastery, countable};
pub use memory::{DUE_BELOW, LEECH_AFTER, Memory, Rating};
pub use missed::{Missed, SITTINGS_TO_CLEAR};
pub use note::{ExamResult, Note};
pub use personal::{PersonalNote, PersonalNotes, Subject};
pub use readiness::{LEAST, Likely, Missing, PartShare, Passing, Readiness, TopicShare};
pub use record::{Ahead, Attempt, DERIVED_VERSION, ExamPoint, Fold, MixUp, ReadyPoint, Record};
pub use resets::Resets;
pub use schedule::{Goal, Planned, Request, forecast, is_last_round, plan};
pub use setup::{Count, Limit, Setup, Which};
pub use verdict::{Verdict, verdicts};
pub use way::way;
