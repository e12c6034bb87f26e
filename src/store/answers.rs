//! Which sessions asked a question, without reading the others.

use rusqlite::params;

use super::Store;
use super::sessions::SessionId;
use crate::model::{BankId, QuestionId};

impl Store {
    /// The sessions of `bank` that drew `question`, oldest first.
    pub fn asked_in(
        &self,
        bank: &BankId,
        question: &QuestionId,
    ) -> rusqlite::Result<Vec<SessionId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM session WHERE bank = ?1 AND key IN (
                 SELECT slot.session FROM slot JOIN item ON item.key = slot.item
                 WHERE item.bank = ?1 AND item.item = ?2
             ) ORDER BY began_ms, id",
        )?;
        let wanted = params![bank.as_str(), question.as_str()];
        let rows = statement.query_map(wanted, |row| Ok(SessionId(row.get(0)?)))?;
        rows.collect()
    }
}
