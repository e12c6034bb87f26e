//! The record at a glance, kept beside the record: derived as that is, and thrown
//! away with it.

use rusqlite::{OptionalExtension as _, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::folded::{self, Mark, Past, Seen, mark};
use super::sessions::{AppendError, SessionId, json};
use super::{Sat, Store};
use crate::learn::{BRIEF_VERSION, Brief, RECORD_VERSION};
use crate::model::BankId;

/// What a first screen says of the history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gist {
    pub brief: Brief,
    /// Some of the sessions that have ended, newest first.
    pub past: Vec<Past>,
    /// The sessions in it that the record does not hold yet, in the order in which
    /// they began, each with the number of the event that comes next.
    pub after: Vec<(SessionId, u64)>,
}

impl Gist {
    /// Whether nothing has happened since in the sessions that the record does not
    /// hold; `rest` are those that there are now.
    pub fn goes_as_far_as(&self, rest: &[Sat]) -> bool {
        self.after.iter().copied().eq(rest.iter().map(Sat::reached))
    }
}

impl Store {
    /// What was last said of `bank` at a glance, with how far the record goes that it
    /// was taken from; `None` where that record does not hold any more.
    pub fn gist(
        &self,
        bank: &BankId,
        fingerprint: u128,
    ) -> rusqlite::Result<Option<(Gist, Option<Mark>)>> {
        let row = self
            .db
            .prepare_cached(
                "SELECT began_ms, session, through, gist.body FROM fold JOIN gist USING (bank)
                 WHERE bank = ? AND fold.version = ? AND fingerprint = ? AND gist.version = ?",
            )?
            .query_row(
                params![
                    bank.as_str(),
                    RECORD_VERSION,
                    fingerprint.to_be_bytes(),
                    BRIEF_VERSION,
                ],
                |row| Ok((mark(row)?, row.get::<_, i64>(2)?, json(row, 3)?)),
            )
            .optional();
        // What cannot be read any more is made anew.
        let Ok(Some((mark, through, gist))) = row else {
            return Ok(None);
        };
        let behind = self.is_behind(bank, mark, through)?;
        Ok((!behind).then_some((gist, mark)))
    }

    /// Keeps `gist` beside the record of `bank`, if one is kept. Where another program has written
    /// since the history was `seen`, nothing is kept: it may not hold any more.
    pub fn keep_gist(&mut self, bank: &BankId, gist: &Gist, seen: Seen) -> Result<(), AppendError> {
        // Lost with the power, it is made again.
        self.sync(false)?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if folded::seen(&tx)? != seen {
            return Ok(());
        }
        tx.execute(
            "INSERT OR REPLACE INTO gist (bank, version, body)
             SELECT bank, ?, ? FROM fold WHERE bank = ?",
            params![BRIEF_VERSION, serde_json::to_string(gist)?, bank.as_str()],
        )?;
        Ok(tx.commit()?)
    }

    /// Throws away what was last said of `bank` at a glance.
    pub fn forget_gist(&mut self, bank: &BankId) -> Result<(), AppendError> {
        let forget = "DELETE FROM gist WHERE bank = ?";
        self.db.execute(forget, [bank.as_str()])?;
        Ok(())
    }
}
