//! Data that is derived from the log: the folded record, the content of the home screen, and a
//! summary of each ended session. This data can be deleted at any time and is rebuilt from the log.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::Store;
use super::sessions::{AppendError, SessionId, StoredSession, json};
use crate::learn::{DERIVED_VERSION, LearnerRecord};
use crate::model::BankId;
use crate::quiz::{Kind, Tally};

/// The last session that was folded into a record. Sessions are folded in the order in which they
/// began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub began_ms: i64,
    pub id: SessionId,
}

/// The state of the history at a moment in time. Only values from the same connection can be
/// compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataVersion(i64);

/// A record and the last session that was folded into it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoldedRecord {
    pub record: LearnerRecord,
    /// The last folded session; `None` before the first session.
    pub mark: Option<Checkpoint>,
}

/// A summary of an ended session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastSession {
    pub id: SessionId,
    pub kind: Kind,
    pub seed: u64,
    /// The start time, in milliseconds since 1970 (UTC).
    pub began_ms: i64,
    pub ended_ms: i64,
    /// The offset of local time from UTC, in seconds.
    pub offset_s: i32,
    pub score: Tally,
    /// The number of scored questions that were left blank.
    pub blank: usize,
    /// The elapsed time on the session's clock, in seconds.
    pub seconds: u64,
    /// The number of questions if the session was abandoned.
    pub left_of: Option<usize>,
}

impl PastSession {
    /// Summarizes a session. Returns `None` if it has not ended.
    pub fn of(sat: &StoredSession) -> Option<Self> {
        let score = sat.session.score();
        Some(Self {
            id: sat.header.id,
            kind: sat.header.kind,
            seed: sat.header.seed,
            began_ms: sat.header.began.utc_ms,
            ended_ms: sat.session.ended_ms()?,
            offset_s: sat.header.began.offset_s,
            score: score.all,
            blank: score.blank,
            seconds: score.used.as_secs(),
            left_of: sat.session.left_of(),
        })
    }
}

impl Store {
    /// Returns the stored record of `bank` if it was computed from the bank version with this
    /// `fingerprint` and no session that precedes its mark was added since.
    pub fn folded(
        &self,
        bank: &BankId,
        fingerprint: u128,
    ) -> rusqlite::Result<Option<FoldedRecord>> {
        let row = self
            .db
            .prepare_cached(
                "SELECT began_ms, session, through, record FROM derived_state
                 WHERE bank = ? AND version = ? AND fingerprint = ?",
            )?
            .query_row(
                params![bank.as_str(), DERIVED_VERSION, fingerprint.to_be_bytes()],
                |row| Ok((mark(row)?, row.get::<_, i64>(2)?, json(row, 3)?)),
            )
            .optional();
        // A record that cannot be read is rebuilt.
        let Ok(Some((mark, through, record))) = row else {
            return Ok(None);
        };
        let behind = self.is_stale(bank, mark, through)?;
        Ok((!behind).then_some(FoldedRecord { record, mark }))
    }

    /// Returns the home screen content for the bank with this `fingerprint` as JSON, along with the
    /// mark of its record. Returns `None` if the content is not stored or if a session that
    /// precedes the mark was added since.
    pub fn home(
        &self,
        fingerprint: u128,
    ) -> rusqlite::Result<Option<(String, Option<Checkpoint>)>> {
        let row = self
            .db
            .prepare_cached(
                "SELECT began_ms, session, through, bank, home FROM derived_state
                 WHERE fingerprint = ? AND version = ? AND home IS NOT NULL",
            )?
            .query_row(params![fingerprint.to_be_bytes(), DERIVED_VERSION], |row| {
                let bank = BankId::new(row.get::<_, String>(3)?);
                Ok((mark(row)?, row.get(2)?, bank, row.get::<_, String>(4)?))
            })
            .optional()?;
        let Some((mark, through, bank, home)) = row else {
            return Ok(None);
        };
        let is_behind = self.is_stale(&bank, mark, through)?;
        Ok((!is_behind).then_some((home, mark)))
    }

    /// Stores the home screen content with the record of `bank` if there is a record.
    pub fn keep_home(&mut self, bank: &BankId, home: &str) -> Result<(), AppendError> {
        // If the data is lost in a power failure, it is rebuilt.
        self.before_write(false)?;
        let keep = "UPDATE derived_state SET home = ? WHERE bank = ?";
        self.db
            .prepare_cached(keep)?
            .execute(params![home, bank.as_str()])?;
        Ok(())
    }

    /// Returns whether a session that precedes `mark` was added after the one with the key
    /// `through`.
    pub(super) fn is_stale(
        &self,
        bank: &BankId,
        mark: Option<Checkpoint>,
        through: i64,
    ) -> rusqlite::Result<bool> {
        let Some(mark) = mark else {
            return Ok(false);
        };
        // Only a few sessions have a higher key. If the query used the index, it would visit all
        // older sessions instead.
        self.db
            .prepare_cached(
                "SELECT 1 FROM session NOT INDEXED
                 WHERE key > ? AND bank = ? AND (began_ms, id) <= (?, ?) LIMIT 1",
            )?
            .exists(params![through, bank.as_str(), mark.began_ms, mark.id.0])
    }

    /// Returns the state of the history, which changes when another program writes to it.
    pub fn seen(&self) -> rusqlite::Result<DataVersion> {
        seen(&self.db)
    }

    /// Stores `folded` with the summaries of the sessions that it adds, or of all sessions if
    /// `rebuilt` is `true`, which means that the record was rebuilt. Stores nothing if another
    /// program has written to the history since the state `seen`, because the record may be
    /// outdated.
    pub fn keep_folded(
        &mut self,
        bank: &BankId,
        fingerprint: u128,
        folded: &FoldedRecord,
        summaries: &[PastSession],
        rebuilt: bool,
        seen: DataVersion,
    ) -> Result<(), AppendError> {
        // If the data is lost in a power failure, it is rebuilt.
        let tx = self.write(false)?;
        if self::seen(&tx)? != seen {
            return Ok(());
        }
        if rebuilt {
            tx.execute("DELETE FROM summary WHERE bank = ?", [bank.as_str()])?;
        }
        for past in summaries {
            tx.prepare_cached(
                "INSERT OR REPLACE INTO summary
                 (session, bank, kind, seed, began_ms, ended_ms, offset_s, right, of, blank, seconds,
                  left_of)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                past.id.0,
                bank.as_str(),
                past.kind.as_str(),
                past.seed as i64,
                past.began_ms,
                past.ended_ms,
                past.offset_s,
                past.score.right as i64,
                past.score.of as i64,
                past.blank as i64,
                past.seconds as i64,
                past.left_of.map(|it| it as i64),
            ])?;
        }
        tx.execute(
            "INSERT OR REPLACE INTO derived_state
             (bank, version, fingerprint, began_ms, session, through, record)
             VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(key), 0) FROM session), ?)",
            params![
                bank.as_str(),
                DERIVED_VERSION,
                fingerprint.to_be_bytes(),
                folded.mark.map_or(0, |mark| mark.began_ms),
                folded.mark.map(|mark| mark.id.0),
                serde_json::to_string(&folded.record)?,
            ],
        )?;
        Ok(tx.commit()?)
    }

    /// Deletes the derived record of `bank`.
    pub fn forget_folded(&mut self, bank: &BankId) -> Result<(), AppendError> {
        Ok(delete_derived(&self.db, bank.as_str())?)
    }

    /// Returns the score in the summary of the session `id`; `None` if it has no summary.
    pub fn stored_score(&self, id: SessionId) -> rusqlite::Result<Option<Tally>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT right, of FROM summary WHERE session = ?")?;
        let score = statement.query_row([id.0], |row| {
            Ok(Tally {
                right: count(row, 0)?,
                of: count(row, 1)?,
            })
        });
        score.optional()
    }

    /// Returns the summaries of at most `limit` sessions with answers, newest first.
    pub fn summaries(&self, bank: &BankId, limit: usize) -> rusqlite::Result<Vec<PastSession>> {
        let mut statement = self.db.prepare_cached(
            "SELECT session, kind, seed, began_ms, ended_ms, offset_s, right, of, blank, seconds,
                    left_of
             FROM summary WHERE bank = ? AND of > 0 ORDER BY ended_ms DESC, session LIMIT ?",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![bank.as_str(), limit], |row| {
            let kind: String = row.get(1)?;
            Ok(PastSession {
                id: SessionId(row.get(0)?),
                kind: kind.parse().unwrap_or(Kind::Practice),
                seed: row.get::<_, i64>(2)? as u64,
                began_ms: row.get(3)?,
                ended_ms: row.get(4)?,
                offset_s: row.get(5)?,
                score: Tally {
                    right: count(row, 6)?,
                    of: count(row, 7)?,
                },
                blank: count(row, 8)?,
                seconds: count(row, 9)? as u64,
                left_of: row.get::<_, Option<i64>>(10)?.map(|it| it.max(0) as usize),
            })
        })?;
        rows.collect()
    }
}

/// Reads a count from the column `at`.
fn count(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<usize> {
    Ok(row.get::<_, i64>(at)?.max(0) as usize)
}

/// Reads the mark from the first columns of a row.
pub(super) fn mark(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Checkpoint>> {
    let began_ms = row.get(0)?;
    let id: Option<[u8; 16]> = row.get(1)?;
    Ok(id.map(|id| Checkpoint {
        began_ms,
        id: SessionId(id),
    }))
}

pub(super) fn seen(db: &Connection) -> rusqlite::Result<DataVersion> {
    db.query_row("PRAGMA data_version", [], |row| {
        Ok(DataVersion(row.get(0)?))
    })
}

/// Deletes all data that is derived from the history of `bank`.
pub(super) fn delete_derived(db: &Connection, bank: &str) -> rusqlite::Result<()> {
    db.execute("DELETE FROM derived_state WHERE bank = ?", [bank])?;
    db.execute("DELETE FROM summary WHERE bank = ?", [bank])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::FoldedRecord;
    use crate::learn::Note;
    use crate::model::BankId;
    use crate::store::{Store, TimedNote};

    #[test]
    fn what_another_program_may_have_changed_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let mut store = Store::open(&path).expect("a new one");
        let mut other = Store::open(&path).expect("the same");
        let bank = BankId::from("b");
        let noted = TimedNote {
            id: [1; 16],
            at_ms: 0,
            offset_s: 0,
            note: Note::Reset { topic: "t".into() },
        };
        let folded = FoldedRecord::default();
        for changes in [true, false] {
            let seen = store.seen().expect("a number");
            if changes {
                other.note(&bank, &noted).expect("kept");
            }
            store
                .keep_folded(&bank, 7, &folded, &[], true, seen)
                .expect("no error");
            let kept = store.folded(&bank, 7).expect("it can be read");
            assert_eq!(kept.is_none(), changes);
        }
    }
}
