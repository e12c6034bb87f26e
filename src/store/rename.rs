//! Moves the history of a bank whose ID was changed.

use rusqlite::params;

use super::Store;
use super::derived::delete_derived;
use super::log::Hex;
use super::sessions::AppendError;
use crate::model::BankId;

/// The numbers of a bank's records in the history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BankRecords {
    pub sessions: usize,
    pub notes: usize,
}

impl BankRecords {
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl Store {
    /// Counts the records of `bank`.
    pub fn belongings(&self, bank: &BankId) -> rusqlite::Result<BankRecords> {
        self.db.query_row(
            "SELECT (SELECT count(*) FROM session WHERE bank = ?1),
                    (SELECT count(*) FROM note WHERE bank = ?1)",
            [bank.as_str()],
            |row| {
                Ok(BankRecords {
                    sessions: row.get::<_, i64>(0)?.unsigned_abs() as usize,
                    notes: row.get::<_, i64>(1)?.unsigned_abs() as usize,
                })
            },
        )
    }

    /// Moves all records of the bank `old` to `new`, completely or not at all. Existing records of
    /// `new` are kept.
    pub fn rename_bank(&mut self, old: &BankId, new: &BankId) -> Result<BankRecords, AppendError> {
        let moved = self.belongings(old)?;
        let tx = self.write(true)?;
        let (from, to) = (old.as_str(), new.as_str());
        {
            // The hash of a question includes the bank, so the question gets a new hash. The new
            // bank may already contain it.
            let mut items = tx.prepare("SELECT key, item, body FROM item WHERE bank = ?")?;
            let mut rows = items.query([from])?;
            while let Some(row) = rows.next()? {
                let key: i64 = row.get(0)?;
                let (question, body): (String, String) = (row.get(1)?, row.get(2)?);
                let hash = Hex::of_item(to, &body).0;
                tx.prepare_cached(
                    "INSERT OR IGNORE INTO item (hash, bank, item, body) VALUES (?, ?, ?, ?)",
                )?
                .execute(params![hash, to, question, body])?;
                tx.prepare_cached(
                    "UPDATE slot SET item = (SELECT key FROM item WHERE hash = ?) WHERE item = ?",
                )?
                .execute(params![hash, key])?;
            }
        }
        tx.execute("DELETE FROM item WHERE bank = ?", [from])?;
        tx.execute("UPDATE session SET bank = ? WHERE bank = ?", [to, from])?;
        tx.execute("UPDATE note SET bank = ? WHERE bank = ?", [to, from])?;
        tx.execute(
            "UPDATE OR IGNORE known_bank SET bank = ? WHERE bank = ?",
            [to, from],
        )?;
        tx.execute("DELETE FROM known_bank WHERE bank = ?", [from])?;
        delete_derived(&tx, from)?;
        delete_derived(&tx, to)?;
        tx.commit()?;
        Ok(moved)
    }
}
