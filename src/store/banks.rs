//! Finds the bank that was used last.

use rusqlite::OptionalExtension as _;

use super::Store;
use crate::model::BankId;

impl Store {
    /// Returns the bank of the last session that began before `until_ms` (UTC milliseconds); `None`
    /// if there is no such session.
    pub fn last_bank(&self, until_ms: i64) -> rusqlite::Result<Option<BankId>> {
        let newest = "SELECT bank FROM session WHERE began_ms < ?
                      ORDER BY began_ms DESC, key DESC LIMIT 1";
        let found = self
            .db
            .query_row(newest, [until_ms], |row| row.get::<_, String>(0))
            .optional()?;
        Ok(found.map(BankId::new))
    }
}
