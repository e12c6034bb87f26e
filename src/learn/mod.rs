//! What is remembered: folds over the verdicts of all sittings.

mod missed;
mod record;
mod verdict;

pub use missed::{Missed, SITTINGS_TO_CLEAR};
pub use record::Record;
pub use verdict::{Verdict, verdicts};
