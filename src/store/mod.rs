//! The history: an append-only log of sessions in SQLite. What is derived from
//! it lives in [`crate::learn`] and is never the only copy of anything.

mod banks;
mod folded;
mod notes;
mod open;
mod schema;
mod sessions;

pub use folded::{Folded, Mark, Past};
pub use notes::Noted;
pub use open::{OpenError, Store};
pub use sessions::{AppendError, Header, Sat, SessionId};
