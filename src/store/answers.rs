//! Which sessions asked a question, without reading the others.

use std::collections::HashMap;

use rusqlite::params;

use super::Store;
use super::sessions::{Header, Sat, SessionId, json};
use crate::model::{BankId, QuestionId};
use crate::quiz::{Kind, Moment};

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

    /// The session with this id, replayed.
    pub fn session(&self, id: SessionId) -> rusqlite::Result<Sat> {
        let (key, header) = self
            .db
            .prepare_cached(
                "SELECT key, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms
                 FROM session WHERE id = ?",
            )?
            .query_row([id.0], |row| {
                let bank: String = row.get(1)?;
                let kind: String = row.get(2)?;
                let header = Header {
                    id,
                    bank: BankId::new(bank),
                    kind: Kind::parse(&kind).unwrap_or(Kind::Practice),
                    policy: json(row, 3)?,
                    seed: row.get::<_, i64>(4)? as u64,
                    began: Moment {
                        utc_ms: row.get(5)?,
                        offset_s: row.get(6)?,
                        boot: row.get(7)?,
                        boot_ms: row.get::<_, i64>(8)? as u64,
                    },
                };
                Ok((row.get(0)?, header))
            })?;
        self.replay(key, header, &mut HashMap::new())
    }
}
