//! Stores sessions.

mod replay;

use std::fmt;
use std::sync::Arc;

use rusqlite::ffi::SQLITE_CONSTRAINT_NOTNULL;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::to_raw_value;

use super::log::{self, Hex};
use super::{Checkpoint, Store};
use crate::model::{BankId, Question, QuestionId};
use crate::quiz::{DrawnQuestion, Kind, Moment, Policy, Reason, Session, TimestampedEvent};

/// The ID of a session. IDs are random and unique across machines so that histories can be merged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SessionId(pub [u8; 16]);

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// The initial properties of a session.
#[derive(Clone, Debug)]
pub struct Header {
    pub id: SessionId,
    pub bank: BankId,
    pub kind: Kind,
    pub policy: Policy,
    pub seed: u64,
    pub began: Moment,
}

/// A session from the history, replayed up to its last event.
#[derive(Clone, Debug)]
pub struct StoredSession {
    pub header: Header,
    pub session: Session,
    /// The number of the next event.
    pub next_step: u64,
}

/// Looks up a question in the bank as it is now.
pub type CurrentQuestions<'a> = &'a dyn Fn(&QuestionId) -> Option<Arc<Question>>;

impl StoredSession {
    /// Returns the ID of the session and the number of its events.
    pub fn reached(&self) -> (SessionId, u64) {
        (self.header.id, self.next_step)
    }
}

/// A session from the history, which may be unusable.
#[derive(Debug)]
pub enum Found {
    Session(Box<StoredSession>),
    /// The session is damaged or was written by a newer program.
    Unusable {
        mark: Checkpoint,
        /// The reason as a sentence without a final period.
        why: String,
    },
}

/// The reason an event was not stored.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Another program has stored the next event of this session.
    #[error("this session is open in another certdrill")]
    Taken,
    /// The history was set aside or cleared after the session began.
    #[error("this session is no longer in the history")]
    Gone,
    #[error("the history was deleted, moved, or replaced")]
    Missing,
    #[error("{}", plain(.0))]
    Sqlite(#[from] rusqlite::Error),
    #[error("an event cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Describes an error in words that a learner understands.
fn plain(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".to_owned(),
        Some(ErrorCode::ReadOnly) => "the history cannot be written to".to_owned(),
        Some(ErrorCode::DatabaseBusy) => "another program has locked the history".to_owned(),
        Some(ErrorCode::SystemIoFailure) => "the disk reported an error".to_owned(),
        _ => error.to_string(),
    }
}

impl Store {
    /// Stores a new session with the questions `draws`. Once the session is stored, it can be
    /// resumed.
    pub fn begin(&mut self, header: &Header, draws: &[DrawnQuestion]) -> Result<(), AppendError> {
        let tx = self.write(true)?;
        let (mut items, mut slots) = (Vec::new(), Vec::new());
        for draw in draws {
            let (item, key) = keep_item(&tx, &header.bank, &draw.question)?;
            items.push(key);
            slots.push(log::Slot {
                item,
                options: to_raw_value(&draw.order)?,
                scored: draw.scored,
                why: draw.why.as_ref().map(Reason::to_stored).transpose()?,
            });
        }
        let session = log::Session {
            id: Hex(header.id.0),
            bank: header.bank.to_string(),
            kind: header.kind.as_str().to_owned(),
            policy: to_raw_value(&header.policy)?,
            seed: header.seed as i64,
            began_ms: header.began.utc_ms,
            offset_s: header.began.offset_s,
            boot: header.began.boot.clone(),
            boot_ms: header.began.boot_ms as i64,
            slots,
        };
        put_session(&tx, &session, &items)?;
        Ok(tx.commit()?)
    }

    /// Stores an event. Once this method has returned, the event survives even if the program is
    /// killed. If `durable` is `true`, it also survives a power failure.
    pub fn append(
        &mut self,
        id: SessionId,
        step: u64,
        stamped: &TimestampedEvent,
        durable: bool,
    ) -> Result<(), AppendError> {
        self.before_write(durable)?;
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

    /// Begins a transaction after [`Self::before_write`].
    pub(super) fn write(&mut self, durable: bool) -> Result<Transaction<'_>, AppendError> {
        self.before_write(durable)?;
        let behavior = TransactionBehavior::Immediate;
        Ok(self.db.transaction_with_behavior(behavior)?)
    }

    /// Prepares for a write by checking that the history is still in its place and by setting
    /// whether the commit waits until the data is on disk. With a write-ahead log, a later durable
    /// commit also makes earlier ones durable.
    pub(super) fn before_write(&mut self, durable: bool) -> Result<(), AppendError> {
        if self.is_missing() {
            return Err(AppendError::Missing);
        }
        if self.durable != durable {
            let level = if durable { "FULL" } else { "NORMAL" };
            self.db.pragma_update(None, "synchronous", level)?;
            self.durable = durable;
        }
        Ok(())
    }
}

/// Returns the text in a column without copying it.
fn text<'a>(row: &'a rusqlite::Row<'_>, column: usize) -> rusqlite::Result<&'a str> {
    let value = row.get_ref(column)?;
    value.as_str().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, value.data_type(), Box::new(error))
    })
}

/// Stores a session. `items` contains the keys of its questions.
pub(super) fn put_session(
    db: &Connection,
    session: &log::Session,
    items: &[i64],
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO session (id, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        session.id.0,
        session.bank,
        session.kind,
        session.policy.get(),
        session.seed,
        session.began_ms,
        session.offset_s,
        session.boot,
        session.boot_ms,
    ])?;
    let key = db.last_insert_rowid();
    let mut insert = db.prepare_cached(
        "INSERT INTO slot (session, place, item, options, scored, why)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    for (place, (slot, item)) in session.slots.iter().zip(items).enumerate() {
        let (options, scored) = (slot.options.get(), slot.scored);
        insert.execute(params![key, place as i64, item, options, scored, slot.why])?;
    }
    Ok(())
}

/// Stores the body of `question` and returns its hash and its key. The body is stored only once, no
/// matter how often the question is asked.
fn keep_item(
    db: &Connection,
    bank: &BankId,
    question: &Question,
) -> Result<(Hex, i64), AppendError> {
    let body = serde_json::to_string(question)?;
    let hash = Hex::of_item(bank.as_str(), &body);
    put_item(db, &hash.0, bank.as_str(), question.id.as_str(), &body)?;
    let key = db
        .prepare_cached("SELECT key FROM item WHERE hash = ?")?
        .query_row([hash.0], |row| row.get(0))?;
    Ok((hash, key))
}

/// Stores the body of a question under its hash. An existing damaged body is repaired.
pub(super) fn put_item(
    db: &Connection,
    hash: &[u8; 16],
    bank: &str,
    question: &str,
    body: &str,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO item (hash, bank, item, body) VALUES (?, ?, ?, ?)
         ON CONFLICT (hash) DO UPDATE SET body = excluded.body WHERE body <> excluded.body",
    )?
    .execute(params![hash, bank, question, body])?;
    Ok(())
}

pub(super) fn json<T: DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    serde_json::from_str(text(row, column)?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            Box::new(error),
        )
    })
}
