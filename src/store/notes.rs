//! Notes in and out of the history: what a learner says outside any session.

use rusqlite::{TransactionBehavior, params};

use super::Store;
use super::folded::forget;
use super::sessions::{AppendError, json};
use crate::learn::Note;
use crate::model::BankId;

/// A note with when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Random, so that histories can be merged.
    pub id: [u8; 16],
    /// UTC, milliseconds since 1970.
    pub at_ms: i64,
    /// What local time was ahead of UTC, in seconds.
    pub offset_s: i32,
    pub note: Note,
}

impl Store {
    /// Keeps a note on `bank`; when this returns it is on the disk.
    pub fn note(&mut self, bank: &BankId, noted: &Noted) -> Result<(), AppendError> {
        self.sync(true)?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT INTO note (id, bank, at_ms, offset_s, body) VALUES (?, ?, ?, ?, ?)",
            params![
                noted.id,
                bank.as_str(),
                noted.at_ms,
                noted.offset_s,
                serde_json::to_string(&noted.note)?,
            ],
        )?;
        if matches!(noted.note, Note::Reset { .. }) {
            // What was folded counts answers that count no more.
            forget(&tx, bank.as_str())?;
        }
        Ok(tx.commit()?)
    }

    /// All notes on `bank`, oldest first.
    pub fn notes(&self, bank: &BankId) -> rusqlite::Result<Vec<Noted>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, at_ms, offset_s, body FROM note WHERE bank = ? ORDER BY at_ms, id",
        )?;
        let rows = statement.query_map([bank.as_str()], |row| {
            Ok(Noted {
                id: row.get(0)?,
                at_ms: row.get(1)?,
                offset_s: row.get(2)?,
                note: json(row, 3)?,
            })
        })?;
        rows.collect()
    }
}
