//! Which banks the history speaks of.

use rusqlite::OptionalExtension as _;

use super::Store;
use crate::model::BankId;

impl Store {
    /// The bank of the session that began last; `None` before the first one.
    pub fn last_bank(&self) -> rusqlite::Result<Option<BankId>> {
        let newest = "SELECT bank FROM session ORDER BY began_ms DESC, key DESC LIMIT 1";
        let found = self
            .db
            .query_row(newest, [], |row| row.get::<_, String>(0))
            .optional()?;
        Ok(found.map(BankId::new))
    }
}
