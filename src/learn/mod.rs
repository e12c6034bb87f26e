//! What is remembered: folds over the verdicts of all sittings.

mod knowledge;
mod memory;
mod misbelief;
mod missed;
mod note;
mod readiness;
mod record;
mod schedule;
mod sureness;
mod verdict;
mod weights;

pub use knowledge::{Knowledge, Mastery, Proof, Sight, chance, components};
pub use memory::{DUE_BELOW, LEECH_AFTER, Memory, Rating};
pub use misbelief::{Held, Misbeliefs};
pub use missed::{Missed, SITTINGS_TO_CLEAR};
pub use note::Note;
pub use readiness::{Likely, Missing, Passing, Readiness, TopicShare};
pub use record::Record;
pub use schedule::{Goal, Planned, Request, Why, forecast, plan};
pub use sureness::Sureness;
pub use verdict::{Verdict, verdicts};
