//! Looks up banks and sessions without replaying sessions.

use std::time::Duration;

use rusqlite::{OptionalExtension as _, Params, params};

use super::Store;
use super::sessions::SessionId;
use crate::model::{BankId, QuestionId};

impl Store {
    /// Returns the sessions on `bank` that contain `question`, oldest first.
    pub fn asked_in(
        &self,
        bank: &BankId,
        question: &QuestionId,
    ) -> rusqlite::Result<Vec<SessionId>> {
        self.sessions_where(
            "SELECT id FROM session WHERE bank = ?1 AND key IN (
                 SELECT slot.session FROM slot JOIN item ON item.key = slot.item
                 WHERE item.bank = ?1 AND item.item = ?2
             ) ORDER BY began_ms, id",
            params![bank.as_str(), question.as_str()],
        )
    }

    /// Returns the exams on `bank` with the given number of questions and `scored` scored
    /// questions, oldest first. Exams that ended without any answer are left out, once they have a
    /// summary.
    pub fn exams_of(
        &self,
        bank: &BankId,
        questions: u32,
        scored: u32,
    ) -> rusqlite::Result<Vec<SessionId>> {
        self.sessions_where(
            // Most sessions are ruled out by looking for the last question and one after it.
            "SELECT id FROM session WHERE bank = ?1 AND kind = 'exam'
             AND EXISTS (SELECT 1 FROM slot WHERE slot.session = session.key AND place = ?2 - 1)
             AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.session = session.key AND place = ?2)
             AND (?2, ?3) = (
                 SELECT count(*), total(scored) FROM slot WHERE slot.session = session.key
             )
             AND NOT EXISTS (
                 SELECT 1 FROM summary WHERE summary.session = session.id AND summary.of = 0
             ) ORDER BY began_ms, id",
            params![bank.as_str(), questions, scored],
        )
    }

    /// Returns the drills on `bank` with the time limit `limit`, in the order in which they began.
    pub fn drills_with_limit(
        &self,
        bank: &BankId,
        limit: Duration,
    ) -> rusqlite::Result<Vec<SessionId>> {
        self.sessions_where(
            "SELECT id FROM session WHERE bank = ? AND kind = 'drill'
             AND json_extract(policy, '$.limit.secs') = ? ORDER BY began_ms, id",
            params![bank.as_str(), limit.as_secs().cast_signed()],
        )
    }

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

    /// Returns whether the history contains neither a session nor a note.
    pub fn is_blank(&self) -> rusqlite::Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM session) AND NOT EXISTS (SELECT 1 FROM note)";
        self.db.query_row(sql, [], |row| row.get(0))
    }

    /// Returns whether the history contains a session on `bank`.
    pub fn has_sessions(&self, bank: &BankId) -> rusqlite::Result<bool> {
        self.db
            .prepare_cached("SELECT 1 FROM session WHERE bank = ? LIMIT 1")?
            .exists([bank.as_str()])
    }

    /// Returns the sessions that `sql` selects.
    fn sessions_where(&self, sql: &str, params: impl Params) -> rusqlite::Result<Vec<SessionId>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params, |row| Ok(SessionId(row.get(0)?)))?;
        rows.collect()
    }
}
