//! Stores and loads sessions.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::ffi::SQLITE_CONSTRAINT_NOTNULL;
use rusqlite::{Connection, ErrorCode, TransactionBehavior, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::log::Hex;
use super::{Checkpoint, Store};
use crate::model::{BankId, ChoiceId, Question, QuestionId};
use crate::quiz::{DrawnQuestion, Event, Kind, Moment, Policy, Reason, Session, TimestampedEvent};

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

/// The reason why an event was not stored.
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
        self.before_write(true)?;
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
                draw.why.as_ref().map(Reason::to_stored).transpose()?,
            ])?;
        }
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

    /// Replays all usable sessions on `bank` and returns them, oldest first.
    pub fn sessions(
        &self,
        bank: &BankId,
        current: CurrentQuestions<'_>,
    ) -> rusqlite::Result<Vec<StoredSession>> {
        let mut all = Vec::new();
        self.each_session(bank, None, current, |found| {
            if let Found::Session(sat) = found {
                all.push(*sat);
            }
        })?;
        Ok(all)
    }

    /// Calls `take` for each session on `bank` after `mark`, oldest first. Sessions are replayed
    /// one at a time. Questions that have not changed since then are shared with `current` instead
    /// of being parsed.
    pub fn each_session(
        &self,
        bank: &BankId,
        mark: Option<Checkpoint>,
        current: CurrentQuestions<'_>,
        mut take: impl FnMut(Found),
    ) -> rusqlite::Result<()> {
        let mut items = HashMap::new();
        let mut statement = self.db.prepare_cached(
            "SELECT key, id, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms
             FROM session WHERE bank = ? AND (began_ms, id) > (?, ?) ORDER BY began_ms, id",
        )?;
        let (began_ms, id) = mark.map_or((i64::MIN, Vec::new()), |mark| {
            (mark.began_ms, mark.id.0.to_vec())
        });
        let mut rows = statement.query(params![bank.as_str(), began_ms, id])?;
        while let Some(row) = rows.next()? {
            let mark = Checkpoint {
                began_ms: row.get(6)?,
                id: SessionId(row.get(1)?),
            };
            let replayed =
                header(row).and_then(|(key, header)| self.replay(key, header, current, &mut items));
            match replayed {
                Ok(sat) => take(Found::Session(Box::new(sat))),
                Err(ReadError::Unusable(why)) => take(Found::Unusable { mark, why }),
                Err(ReadError::Sqlite(error)) => return Err(error),
            }
        }
        Ok(())
    }

    /// Replays the session with this ID and returns it.
    ///
    /// # Errors
    ///
    /// Returns an error if the session does not exist or cannot be used.
    pub fn session(&self, id: SessionId) -> anyhow::Result<StoredSession> {
        let mut statement = self.db.prepare_cached(
            "SELECT key, id, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms
             FROM session WHERE id = ?",
        )?;
        let mut rows = statement.query([id.0])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let (key, header) = header(row)?;
        Ok(self.replay(key, header, &|_| None, &mut HashMap::new())?)
    }

    /// Returns the session in the row with the key `key`, validated and replayed up to its last
    /// event.
    ///
    /// Only this method decides whether a session can be used, regardless of its origin. The rest
    /// of the program can assume that sessions have questions and that these questions can be
    /// asked.
    fn replay(
        &self,
        key: i64,
        header: Header,
        current: CurrentQuestions<'_>,
        items: &mut HashMap<i64, Arc<Question>>,
    ) -> Result<StoredSession, ReadError> {
        let draws = self.draws(key, current, items)?;
        let mut session = Session::new(header.policy.clone(), draws);
        let mut statement = self.db.prepare_cached(
            "SELECT step, at_ms, elapsed_ms, body FROM event WHERE session = ? ORDER BY step",
        )?;
        let mut rows = statement.query([key])?;
        let mut next_step = 0;
        while let Some(row) = rows.next()? {
            let step: i64 = row.get(0)?;
            if step != next_step as i64 {
                return Err(ReadError::Unusable(format!("event {next_step} is missing")));
            }
            next_step += 1;
            let body = text(row, 3)?;
            let event = match serde_json::from_str::<Event>(body) {
                Ok(event) => event,
                Err(error) => {
                    let place = place_of(body).filter(|place| *place < session.slots().len());
                    let Some(place) = place else {
                        let why = format!("event {step} cannot be read: {error}");
                        return Err(ReadError::Unusable(why));
                    };
                    session.set_aside(place);
                    continue;
                }
            };
            session.evolve(&TimestampedEvent {
                at_ms: row.get(1)?,
                elapsed: Duration::from_millis(row.get::<_, i64>(2)?.max(0) as u64),
                event,
            });
        }
        Ok(StoredSession {
            header,
            session,
            next_step,
        })
    }

    /// Returns the questions of a session, in order.
    fn draws(
        &self,
        session: i64,
        current: CurrentQuestions<'_>,
        items: &mut HashMap<i64, Arc<Question>>,
    ) -> Result<Vec<DrawnQuestion>, ReadError> {
        let mut statement = self.db.prepare_cached(
            "SELECT item, options, scored, why FROM slot WHERE session = ? ORDER BY place",
        )?;
        let mut rows = statement.query([session])?;
        let mut draws: Vec<DrawnQuestion> = Vec::new();
        while let Some(row) = rows.next()? {
            let place = draws.len();
            let key = row.get(0)?;
            let question = match items.get(&key) {
                Some(question) => Arc::clone(question),
                None => {
                    let question = self.item(key, current)?;
                    items.insert(key, Arc::clone(&question));
                    question
                }
            };
            let order: Vec<ChoiceId> = usable(row, 1, "the order of options")?;
            let mut shown: Vec<_> = order.iter().collect();
            let mut own: Vec<_> = question.choices.iter().map(|it| &it.id).collect();
            shown.sort_unstable();
            own.sort_unstable();
            if shown != own {
                let why = format!(
                    "the options shown for question {} do not match the question",
                    place + 1
                );
                return Err(ReadError::Unusable(why));
            }
            let stored: Option<String> = row.get(3)?;
            draws.push(DrawnQuestion {
                question,
                order,
                scored: row.get(2)?,
                why: stored.as_deref().and_then(Reason::from_stored),
            });
        }
        if draws.is_empty() {
            return Err(ReadError::Unusable("it has no questions".to_owned()));
        }
        Ok(draws)
    }

    fn item(&self, key: i64, current: CurrentQuestions<'_>) -> Result<Arc<Question>, ReadError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT item, body FROM item WHERE key = ?")?;
        let mut rows = statement.query([key])?;
        let row = rows.next()?;
        let row = row.ok_or_else(|| ReadError::Unusable("a question is missing".to_owned()))?;
        let body = text(row, 1)?;
        if let Some(current) = current(&text(row, 0)?.into())
            && serde_json::to_string(&*current).is_ok_and(|own| own == body)
        {
            return Ok(current);
        }
        let question: Question = usable(row, 1, "a question")?;
        if !can_be_asked(&question) {
            return Err(ReadError::Unusable(format!(
                "question `{}` cannot be asked",
                question.id
            )));
        }
        Ok(Arc::new(question))
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

/// The reason why a session could not be replayed.
#[derive(Debug, thiserror::Error)]
enum ReadError {
    /// The session is damaged or was written by a newer program. The text gives the reason.
    #[error("the session cannot be used: {0}")]
    Unusable(String),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

/// Reads the key and the header of a session from a row.
fn header(row: &rusqlite::Row<'_>) -> Result<(i64, Header), ReadError> {
    let bank: String = row.get(2)?;
    let kind: String = row.get(3)?;
    let header = Header {
        id: SessionId(row.get(1)?),
        bank: BankId::new(bank),
        kind: kind
            .parse()
            .map_err(|_| ReadError::Unusable(format!("unknown kind of session: `{kind}`")))?,
        policy: usable(row, 4, "the policy")?,
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

/// Returns the text in a column without copying it.
fn text<'a>(row: &'a rusqlite::Row<'_>, column: usize) -> rusqlite::Result<&'a str> {
    let value = row.get_ref(column)?;
    value.as_str().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, value.data_type(), Box::new(error))
    })
}

/// Parses the JSON in a column. If the JSON is invalid, the error says that `what` cannot be read.
fn usable<T: DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
    what: &str,
) -> Result<T, ReadError> {
    serde_json::from_str(text(row, column)?)
        .map_err(|error| ReadError::Unusable(format!("{what} cannot be read: {error}")))
}

/// Returns the index of the question that an unreadable event refers to, if any.
fn place_of(event: &str) -> Option<usize> {
    #[derive(Deserialize)]
    struct Placed {
        place: usize,
    }
    let placed = serde_json::from_str::<Placed>(event).ok()?;
    Some(placed.place)
}

/// Returns whether some but not all options are correct and all option IDs are different.
fn can_be_asked(question: &Question) -> bool {
    let ids: BTreeSet<_> = question.choices.iter().map(|it| &it.id).collect();
    let (right, all) = (question.correct_count(), question.choices.len());
    right > 0 && right < all && ids.len() == all
}

/// Stores the body of `question` and returns its key. The body is stored only once, no matter how
/// often the question is asked.
fn keep_item(db: &Connection, bank: &BankId, question: &Question) -> Result<i64, AppendError> {
    let body = serde_json::to_string(question)?;
    let hash = Hex::of_item(bank.as_str(), &body).0;
    put_item(db, &hash, bank.as_str(), question.id.as_str(), &body)?;
    let key = db
        .prepare_cached("SELECT key FROM item WHERE hash = ?")?
        .query_row([hash], |row| row.get(0))?;
    Ok(key)
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
