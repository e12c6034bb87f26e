//! What is remembered: folds over the verdicts of all sittings.

mod day;
mod missed;
mod note;
mod record;
mod resets;
mod verdict;

pub use day::{Day, local_day};
pub use missed::{Missed, SITTINGS_TO_CLEAR};
pub use note::Note;
pub use record::{Attempt, ExamPoint, Fold, RECORD_VERSION, Record};
pub use resets::Resets;
pub use verdict::{Verdict, verdicts};
