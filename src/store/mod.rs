//! The history: an append-only log of sessions in SQLite. Derived data is computed in
//! [`crate::learn`] and can always be rebuilt.

mod ahead;
mod backup;
mod check;
mod derived;
mod known_bank;
mod lock;
mod log;
mod merge;
mod notes;
mod open;
mod place;
mod private;
mod quarantine;
mod queries;
mod rename;
mod restore;
mod schema;
mod sessions;

pub use ahead::ahead_in;
pub use backup::{Backup, BackupContents, BackupError, abandon_backup, back_up, backups};
pub use check::{CheckReport, check};
pub use derived::{Checkpoint, DataVersion, FoldedRecord, PastSession};
pub use known_bank::KnownBank;
pub use log::WriteError;
pub use merge::{MergeError, Merged, NoteChanges};
pub use notes::TimedNote;
pub use open::{OpenError, Store};
pub use quarantine::HistoryReset;
pub use rename::BankRecords;
pub use restore::{RestoreError, Restored, restore};
pub use sessions::{AppendError, Found, Header, SessionId, StoredSession};
