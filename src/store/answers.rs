//! Finds sessions by their questions without replaying other sessions.

use std::time::Duration;

use rusqlite::params;

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

    /// Returns the exams on `bank` with the given number of questions and `scored` scored
    /// questions, oldest first.
    pub fn exams_of(
        &self,
        bank: &BankId,
        questions: u32,
        scored: u32,
    ) -> rusqlite::Result<Vec<SessionId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM session WHERE bank = ?1 AND kind = 'exam' AND (?2, ?3) = (
                 SELECT count(*), total(scored) FROM slot WHERE slot.session = session.key
             ) ORDER BY began_ms, id",
        )?;
        let wanted = params![bank.as_str(), questions, scored];
        let rows = statement.query_map(wanted, |row| Ok(SessionId(row.get(0)?)))?;
        rows.collect()
    }

    /// Returns the drills on `bank` with the time limit `limit`, in the order in which they began.
    pub fn drills_with_limit(
        &self,
        bank: &BankId,
        limit: Duration,
    ) -> rusqlite::Result<Vec<SessionId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM session WHERE bank = ? AND kind = 'drill'
             AND json_extract(policy, '$.limit.secs') = ? ORDER BY began_ms, id",
        )?;
        let wanted = params![bank.as_str(), limit.as_secs().cast_signed()];
        let rows = statement.query_map(wanted, |row| Ok(SessionId(row.get(0)?)))?;
        rows.collect()
    }
}
