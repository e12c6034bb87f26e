//! Loads sessions and replays them up to their last event.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::params;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{CurrentQuestions, Found, Header, SessionId, StoredSession, text};
use crate::model::{BankId, ChoiceId, Question};
use crate::quiz::{DrawnQuestion, Event, Moment, Reason, Session, TimestampedEvent};
use crate::store::{Checkpoint, Store};

impl Store {
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
}

/// The reason a session could not be replayed.
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
