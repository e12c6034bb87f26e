//! Merges the log of another history into this one. The result is the union of both, regardless of
//! the order and number of merges.
//!
//! A session belongs to the machine on which it began. If the same session was continued in both
//! histories, the log with more events takes precedence. If both logs have the same number of
//! events, the one with the higher hash takes precedence. This rule does not depend on the order of
//! merges.

mod notes;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde_json::value::RawValue;
use xxhash_rust::xxh3::xxh3_128;

use super::Store;
use super::derived::delete_derived;
use super::log::{Event, Hex, Item, LOG_FORMAT, Line, Note, Session};
use super::sessions::{AppendError, put_item, put_session};
pub use notes::NoteChanges;
use read::{Log, read};

/// The result of a merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub sessions: usize,
    /// Notes and events that were added, including new events of existing sessions.
    pub events: usize,
    /// Sessions that were continued in both histories.
    pub forked: usize,
    /// Lines that this program cannot use or can use only partly. They are kept for exports.
    pub aside: usize,
    /// Personal notes that differ between the two histories.
    pub notes: NoteChanges,
}

/// The reason why nothing was merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("the history cannot be written to: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("line {line}: {why}; nothing was merged")]
    Line { line: usize, why: String },
    #[error("{0}; nothing was merged")]
    Log(String),
    #[error("{0}; nothing was merged")]
    Unwritable(#[from] AppendError),
}

impl Store {
    /// Merges the content of `log`, completely or not at all. A log can come from any source, so it
    /// is rejected if `is_clean` returns `false` for any of its texts. The whole log is read before
    /// the history is locked.
    pub fn merge_log(
        &mut self,
        log: &mut impl BufRead,
        is_clean: fn(&str) -> bool,
    ) -> Result<Merged, MergeError> {
        let log = read(log, is_clean)?;
        self.merge(log)
    }

    fn merge(&mut self, log: Log) -> Result<Merged, MergeError> {
        self.before_write(true)?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut merge = Merge {
            tx: &tx,
            merged: Merged::default(),
            banks: BTreeSet::new(),
        };
        for line in &log.aside {
            merge.set_aside(line)?;
        }
        for item in &log.items {
            merge.item(item)?;
        }
        for session in log.sessions {
            merge.session(session)?;
        }
        merge.events(log.events)?;
        let ours = notes::newest(&tx)?;
        let mut new = Vec::new();
        for note in log.notes {
            if merge.note(&note)? {
                new.push(note);
            }
        }
        merge.merged.notes = notes::changes(&ours, &notes::newest_of(&new));
        let (merged, banks) = (merge.merged, merge.banks);
        for bank in banks {
            // The merged events may be older than the folded ones.
            delete_derived(&tx, &bank)?;
        }
        tx.commit()?;
        Ok(merged)
    }
}

struct Merge<'a> {
    tx: &'a Transaction<'a>,
    merged: Merged,
    /// The banks whose history has changed.
    banks: BTreeSet<String>,
}

impl Merge<'_> {
    /// Stores a line that cannot be used or can be used only partly.
    fn set_aside(&mut self, line: &str) -> rusqlite::Result<()> {
        let hash = xxh3_128(line.as_bytes()).to_be_bytes();
        self.merged.aside += self
            .tx
            .prepare_cached("INSERT OR IGNORE INTO aside (hash, log, line) VALUES (?, ?, ?)")?
            .execute(params![hash, LOG_FORMAT, line])?;
        Ok(())
    }

    fn set_record_aside(&mut self, record: &Line) -> Result<(), MergeError> {
        let line =
            serde_json::to_string(record).map_err(|error| MergeError::Log(error.to_string()))?;
        Ok(self.set_aside(&line)?)
    }

    fn item(&self, item: &Item) -> rusqlite::Result<()> {
        let (hash, body) = (&item.hash.0, item.body.get());
        put_item(self.tx, hash, &item.bank, &item.question, body)
    }

    fn session(&mut self, session: Session) -> Result<(), MergeError> {
        if key_of(self.tx, session.id)?.is_some() {
            return Ok(());
        }
        let mut items = Vec::with_capacity(session.slots.len());
        for slot in &session.slots {
            let item: Option<i64> = self
                .tx
                .prepare_cached("SELECT key FROM item WHERE hash = ?")?
                .query_row([slot.item.0], |row| row.get(0))
                .optional()?;
            let Some(item) = item else {
                // If its questions are missing, the session can be neither shown nor graded.
                return self.set_record_aside(&Line::Session(Box::new(session)));
            };
            items.push(item);
        }
        put_session(self.tx, &session, &items)?;
        self.merged.sessions += 1;
        self.banks.insert(session.bank);
        Ok(())
    }

    /// Adds a note. Returns whether it is new to this history.
    fn note(&mut self, note: &Note) -> rusqlite::Result<bool> {
        let new = self
            .tx
            .prepare_cached(
                "INSERT OR IGNORE INTO note (id, bank, at_ms, offset_s, body, newest_session)
                 VALUES (?, ?, ?, ?, ?, (SELECT max(key) FROM session))",
            )?
            .execute(params![
                note.id.0,
                note.bank,
                note.at_ms,
                note.offset_s,
                note.body.get()
            ])?;
        if new > 0 {
            self.merged.events += 1;
            self.banks.insert(note.bank.clone());
        }
        Ok(new > 0)
    }

    /// Adds the events of each session in the log to the existing ones.
    fn events(&mut self, logs: BTreeMap<Hex, Vec<Event>>) -> Result<(), MergeError> {
        for (id, theirs) in logs {
            let Some((key, bank)) = key_of(self.tx, id)? else {
                for event in theirs {
                    self.set_record_aside(&Line::Event(event))?;
                }
                continue;
            };
            let ours = self.ours(key, id)?;
            let fork = ours.iter().zip(&theirs).position(|(a, b)| !same(a, b));
            let kept = match fork {
                None if theirs.len() <= ours.len() => continue,
                None => ours.len(),
                Some(at) => {
                    self.merged.forked += 1;
                    if !counts_more(&theirs, &ours) {
                        continue;
                    }
                    let step = ours[at].step;
                    self.tx.execute(
                        "DELETE FROM event WHERE session = ? AND step >= ?",
                        params![key, step],
                    )?;
                    at
                }
            };
            for event in &theirs[kept..] {
                self.tx
                    .prepare_cached(
                        "INSERT INTO event (session, step, at_ms, elapsed_ms, body)
                         VALUES (?, ?, ?, ?, ?)",
                    )?
                    .execute(params![
                        key,
                        event.step,
                        event.at_ms,
                        event.elapsed_ms,
                        event.body.get()
                    ])?;
                self.merged.events += 1;
            }
            self.banks.insert(bank);
        }
        Ok(())
    }

    fn ours(&self, key: i64, session: Hex) -> Result<Vec<Event>, MergeError> {
        let mut statement = self.tx.prepare_cached(
            "SELECT step, at_ms, elapsed_ms, body FROM event WHERE session = ? ORDER BY step",
        )?;
        let mut rows = statement.query([key])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(3)?;
            // A damaged event is read as null, which differs from all valid events.
            let body = RawValue::from_string(body).unwrap_or_default();
            events.push(Event {
                session,
                step: row.get(0)?,
                at_ms: row.get(1)?,
                elapsed_ms: row.get(2)?,
                body,
            });
        }
        Ok(events)
    }
}

/// Returns the key and the bank of an existing session.
fn key_of(db: &Connection, id: Hex) -> rusqlite::Result<Option<(i64, String)>> {
    db.prepare_cached("SELECT key, bank FROM session WHERE id = ?")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn same(a: &Event, b: &Event) -> bool {
    (a.step, a.at_ms, a.elapsed_ms, a.body.get()) == (b.step, b.at_ms, b.elapsed_ms, b.body.get())
}

/// Returns whether the session log `a` has priority over `b`.
fn counts_more(a: &[Event], b: &[Event]) -> bool {
    let weight = |log: &[Event]| {
        let text: Vec<_> = log
            .iter()
            .map(|it| format!("{} {} {} {}", it.step, it.at_ms, it.elapsed_ms, it.body))
            .collect();
        (log.len(), xxh3_128(text.join("\n").as_bytes()))
    };
    weight(a) > weight(b)
}
