//! Compares the personal notes of two histories. If notes on the same subject differ, the newest
//! one counts, and the merge reports the change.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::learn::{Note, Subject};
use crate::store::log;

/// The newest note on each subject of each bank, with its time and ID.
type Newest = BTreeMap<(String, Subject), ((i64, [u8; 16]), String)>;

/// The effect of a merge on notes that exist in both histories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteChanges {
    /// Notes in this history that a newer note replaced or removed.
    pub replaced: usize,
    /// Notes in the log that are older than the corresponding notes in this history.
    pub older: usize,
}

/// Returns the newest personal notes in `db`.
pub fn newest(db: &Connection) -> rusqlite::Result<Newest> {
    let mut found = Newest::new();
    let mut statement = db.prepare_cached("SELECT bank, at_ms, id, body FROM note")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (bank, at) = (row.get(0)?, (row.get(1)?, row.get(2)?));
        take(&mut found, bank, at, row.get_ref(3)?.as_str()?);
    }
    Ok(found)
}

/// Returns the newest personal notes among those in a log.
pub fn newest_of(notes: &[log::Note]) -> Newest {
    let mut found = Newest::new();
    for note in notes {
        let at = (note.at_ms, note.id.0);
        take(&mut found, note.bank.clone(), at, note.body.get());
    }
    found
}

fn take(found: &mut Newest, bank: String, at: (i64, [u8; 16]), body: &str) {
    let Ok(Note::Personal { on, text }) = serde_json::from_str(body) else {
        return;
    };
    let newest = found.entry((bank, on)).or_insert((at, String::new()));
    if at >= newest.0 {
        *newest = (at, text);
    }
}

/// Compares the notes before the merge, `before`, with those in the log, `theirs`.
pub fn changes(before: &Newest, theirs: &Newest) -> NoteChanges {
    let mut changes = NoteChanges::default();
    for (subject, (at, text)) in theirs {
        match before.get(subject) {
            Some((ours, is)) if is != text && !is.is_empty() && at > ours => changes.replaced += 1,
            Some((ours, is)) if is != text && !text.is_empty() && at < ours => changes.older += 1,
            _ => {}
        }
    }
    changes
}
