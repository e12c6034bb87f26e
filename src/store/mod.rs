//! The history: an append-only log of sessions in SQLite. Derived data is computed in
//! [`crate::learn`], and can always be rebuilt.

mod ahead;
mod answers;
mod aside;
mod backup;
mod banks;
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
mod rename;
mod restore;
mod schema;
mod sessions;

pub use ahead::ahead_in;
pub use aside::Anew;
pub use backup::{Backup, BackupError, Holds, abandon_backup, back_up, backups};
pub use check::{Checked, check};
pub use derived::{Folded, Mark, Past, Seen};
pub use known_bank::KnownBank;
pub use log::WriteError;
pub use merge::{MergeError, Merged, NoteChanges};
pub use notes::Noted;
pub use open::{OpenError, Store};
pub use rename::Belongings;
pub use restore::{RestoreError, Restored, restore};
pub use sessions::{AppendError, Found, Header, Sat, SessionId};
