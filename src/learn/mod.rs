//! What is remembered: folds over the verdicts of all sittings.

mod dispute;
mod missed;
mod note;
mod record;
mod verdict;
mod way;

pub use dispute::disputed;
pub use missed::{Missed, SITTINGS_TO_CLEAR};
pub use note::Note;
pub use record::Record;
pub use verdict::{Verdict, verdicts};
pub use way::way;
