//! Sessions in and out of the history.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::ffi::SQLITE_CONSTRAINT_NOTNULL;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, TransactionBehavior, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Mark, Store};
use crate::model::{BankId, Question};
use crate::quiz::{Draw, Event, Kind, Moment, Policy, Session, Stamped};

/// A session among all sessions of all machines: random, so that histories can be merged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SessionId(pub [u8; 16]);

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// How a session was begun.
#[derive(Clone, Debug)]
pub struct Header {
    pub id: SessionId,
    pub bank: BankId,
    pub kind: Kind,
    pub policy: Policy,
    pub seed: u64,
    pub began: Moment,
}

/// A session as the history has it, replayed to its last event.
#[derive(Clone, Debug)]
pub struct Sat {
    pub header: Header,
    pub session: Session,
    /// The number of the event that comes next.
    pub next_step: u64,
}

impl Sat {
    /// Which session it is, and how far it has come.
    pub fn reached(&self) -> (SessionId, u64) {
        (self.header.id, self.next_step)
    }
}

/// Why an event was not kept.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else wrote the next event of this session.
    #[error("another certdrill has this session open")]
    Taken,
    /// The history was set aside or emptied since the session began.
    #[error("the history does not have this session any more")]
    Gone,
    #[error("{}", plain(.0))]
    Sqlite(#[from] rusqlite::Error),
    #[error("an event cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What went wrong, in words for whoever answers questions.
fn plain(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".to_owned(),
        Some(ErrorCode::ReadOnly) => "the history cannot be written to".to_owned(),
        Some(ErrorCode::DatabaseBusy) => "another program holds the history".to_owned(),
        Some(ErrorCode::SystemIoFailure) => "the disk does not take it".to_owned(),
        _ => error.to_string(),
    }
}

impl Store {
    /// Keeps a new session on `draws`. With this committed it can be resumed.
    pub fn begin(&mut self, header: &Header, draws: &[Draw]) -> Result<(), AppendError> {
        self.sync(true)?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT INTO session (id, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                header.id.0,
                header.bank.as_str(),
                header.kind.as_str(),
                serde_json::to_string(&header.policy)?,
                header.seed as i64,
                header.began.utc_ms,
                header.began.offset_s,
                header.began.boot,
                header.began.boot_ms as i64,
            ],
        )?;
        let session = tx.last_insert_rowid();
        for (place, draw) in draws.iter().enumerate() {
            let item = keep_item(&tx, &header.bank, &draw.question)?;
            tx.prepare_cached(
                "INSERT INTO slot (session, place, item, options, scored, why)
                 VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                session,
                place as i64,
                item,
                serde_json::to_string(&draw.order)?,
                draw.scored,
                draw.why,
            ])?;
        }
        Ok(tx.commit()?)
    }

    /// Keeps one event. When this returns, a killed program loses nothing of it;
    /// with `durable` neither does a machine that loses its power.
    pub fn append(
        &mut self,
        id: SessionId,
        step: u64,
        stamped: &Stamped,
        durable: bool,
    ) -> Result<(), AppendError> {
        self.sync(durable)?;
        let written = self
            .db
            .prepare_cached(
                "INSERT INTO event (session, step, at_ms, elapsed_ms, body)
                 VALUES ((SELECT key FROM session WHERE id = ?), ?, ?, ?, ?)",
            )?
            .execute(params![
                id.0,
                step as i64,
                stamped.at_ms,
                stamped.elapsed.as_millis() as i64,
                serde_json::to_string(&stamped.event)?,
            ]);
        match written {
            Ok(_) => Ok(()),
            Err(rusqlite::Error::SqliteFailure(error, _))
                if error.extended_code == SQLITE_CONSTRAINT_NOTNULL =>
            {
                Err(AppendError::Gone)
            }
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Err(AppendError::Taken)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// All sessions of `bank`, oldest first, replayed.
    pub fn sessions(&self, bank: &BankId) -> rusqlite::Result<Vec<Sat>> {
        let mut all = Vec::new();
        self.each_session(bank, None, |sat| all.push(sat))?;
        Ok(all)
    }

    /// Hands over the sessions of `bank` that began after `mark`, oldest first,
    /// replayed one at a time.
    pub fn each_session(
        &self,
        bank: &BankId,
        mark: Option<Mark>,
        mut take: impl FnMut(Sat),
    ) -> rusqlite::Result<()> {
        let mut items = HashMap::new();
        let mut statement = self.db.prepare_cached(
            "SELECT key, id, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms
             FROM session WHERE bank = ? AND (began_ms, id) > (?, ?) ORDER BY began_ms, id",
        )?;
        let (began_ms, id) = mark.map_or((i64::MIN, Vec::new()), |mark| {
            (mark.began_ms, mark.id.0.to_vec())
        });
        let rows = statement.query_map(params![bank.as_str(), began_ms, id], header)?;
        for row in rows {
            let (key, header) = row?;
            take(self.replay(key, header, &mut items)?);
        }
        Ok(())
    }

    /// The session with this id, replayed.
    pub fn session(&self, id: SessionId) -> rusqlite::Result<Sat> {
        let (key, header) = self
            .db
            .prepare_cached(
                "SELECT key, id, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms
                 FROM session WHERE id = ?",
            )?
            .query_row([id.0], header)?;
        self.replay(key, header, &mut HashMap::new())
    }

    fn replay(
        &self,
        key: i64,
        header: Header,
        items: &mut HashMap<i64, Arc<Question>>,
    ) -> rusqlite::Result<Sat> {
        let mut slots = self.db.prepare_cached(
            "SELECT item, options, scored, why FROM slot WHERE session = ? ORDER BY place",
        )?;
        let slots = slots.query_map([key], |row| {
            Ok((row.get(0)?, json(row, 1)?, row.get(2)?, row.get(3)?))
        })?;
        let mut draws = Vec::new();
        for slot in slots {
            let (item, order, scored, why) = slot?;
            let question = match items.get(&item) {
                Some(question) => Arc::clone(question),
                None => {
                    let question = Arc::new(self.item(item)?);
                    items.insert(item, Arc::clone(&question));
                    question
                }
            };
            draws.push(Draw {
                question,
                order,
                scored,
                why,
            });
        }
        let mut session = Session::new(header.policy.clone(), draws);
        let mut next_step = 0;
        let mut events = self.db.prepare_cached(
            "SELECT step, at_ms, elapsed_ms, body FROM event WHERE session = ? ORDER BY step",
        )?;
        let events = events.query_map([key], |row| {
            let stamped = Stamped {
                at_ms: row.get(1)?,
                elapsed: Duration::from_millis(row.get::<_, i64>(2)?.max(0) as u64),
                event: json::<Event>(row, 3)?,
            };
            Ok((row.get::<_, i64>(0)?, stamped))
        })?;
        for event in events {
            let (step, stamped) = event?;
            session.evolve(&stamped);
            next_step = step as u64 + 1;
        }
        Ok(Sat {
            header,
            session,
            next_step,
        })
    }

    fn item(&self, key: i64) -> rusqlite::Result<Question> {
        self.db
            .prepare_cached("SELECT body FROM item WHERE key = ?")?
            .query_row([key], |row| json(row, 0))
    }

    /// Whether a commit waits until the disk has it. Within a write-ahead log
    /// a later durable commit makes the earlier ones durable too.
    pub(super) fn sync(&mut self, durable: bool) -> rusqlite::Result<()> {
        if self.durable != durable {
            let level = if durable { "FULL" } else { "NORMAL" };
            self.db.pragma_update(None, "synchronous", level)?;
            self.durable = durable;
        }
        Ok(())
    }
}

/// A session's key and header from a row of both.
fn header(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, Header)> {
    let bank: String = row.get(2)?;
    let kind: String = row.get(3)?;
    let header = Header {
        id: SessionId(row.get(1)?),
        bank: BankId::new(bank),
        kind: Kind::parse(&kind).unwrap_or(Kind::Practice),
        policy: json(row, 4)?,
        seed: row.get::<_, i64>(5)? as u64,
        began: Moment {
            utc_ms: row.get(6)?,
            offset_s: row.get(7)?,
            boot: row.get(8)?,
            boot_ms: row.get::<_, i64>(9)? as u64,
        },
    };
    Ok((row.get(0)?, header))
}

/// The key of `question`'s body, which is kept once however often it is asked.
fn keep_item(db: &Connection, bank: &BankId, question: &Question) -> Result<i64, AppendError> {
    let body = serde_json::to_string(question)?;
    let hash = xxhash_rust::xxh3::xxh3_128(format!("{bank}\n{body}").as_bytes()).to_be_bytes();
    let known = db
        .prepare_cached("SELECT key FROM item WHERE hash = ?")?
        .query_row([hash], |row| row.get(0))
        .optional()?;
    if let Some(key) = known {
        return Ok(key);
    }
    db.prepare_cached("INSERT INTO item (hash, bank, item, body) VALUES (?, ?, ?, ?)")?
        .execute(params![hash, bank.as_str(), question.id.as_str(), body])?;
    Ok(db.last_insert_rowid())
}

pub(super) fn json<T: DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            Box::new(error),
        )
    })
}
