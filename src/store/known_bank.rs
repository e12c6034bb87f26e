//! The size of a bank when the learner last saw it. It is stored so that an update can be
//! announced.

use rusqlite::{OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::Store;
use super::sessions::AppendError;
use crate::model::{BankId, TopicId};

/// The size of a bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownBank {
    pub questions: usize,
    pub facts: usize,
    pub topics: Vec<TopicId>,
}

impl Store {
    /// Returns the size of `bank` that the learner last saw; `None` if it was never stored.
    pub fn known_bank(&self, bank: &BankId) -> rusqlite::Result<Option<KnownBank>> {
        let body: Option<String> = self
            .db
            .prepare_cached("SELECT body FROM known_bank WHERE bank = ?")?
            .query_row([bank.as_str()], |row| row.get(0))
            .optional()?;
        // Treat an unreadable value as missing, so that it is stored again.
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
    }

    /// Stores the size of `bank` that the learner has seen.
    pub fn note_known_bank(&mut self, bank: &BankId, known: &KnownBank) -> Result<(), AppendError> {
        // If the value is lost in a power failure, the same announcement is shown again.
        self.before_write(false)?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO known_bank (bank, body) VALUES (?, ?)")?
            .execute(params![bank.as_str(), serde_json::to_string(known)?])?;
        Ok(())
    }
}
