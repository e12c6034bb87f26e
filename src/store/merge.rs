//! Merges the log of another history into this one: the union of both, whatever
//! the order in which logs come and however often.
//!
//! A session belongs to the machine it was begun on. Where both histories have
//! gone on with the same one, the log with more events is the one that counts,
//! of two as long the one that hashes higher: a rule that no order changes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

use rusqlite::{
    Connection, ErrorCode, OptionalExtension as _, Transaction, TransactionBehavior, params,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use xxhash_rust::xxh3::xxh3_128;

use super::Store;
use super::folded::forget;
use super::log::{Event, Hex, Item, LOG_FORMAT, Line, Note, Session};
use crate::model::{ChoiceId, Question};
use crate::quiz::{self, Kind, Policy};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 4 * 1024 * 1024;

/// What a merge brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub sessions: usize,
    /// Events of sessions that were here already or came new, and notes.
    pub events: usize,
    /// Sessions that both histories had gone on with.
    pub forked: usize,
}

/// Why nothing was merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("the history cannot be written: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("line {line}: {why}; nothing was merged")]
    Line { line: usize, why: String },
}

impl Store {
    /// Merges what `log` holds, all of it or nothing. A log may come from anywhere:
    /// one with a text that `is_clean` does not pass is refused.
    pub fn merge_log(
        &mut self,
        log: &mut impl BufRead,
        is_clean: fn(&str) -> bool,
    ) -> Result<Merged, MergeError> {
        self.sync(true)?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut merge = Merge {
            tx: &tx,
            merged: Merged::default(),
            logs: BTreeMap::new(),
            banks: BTreeSet::new(),
        };
        let mut line = 0;
        while let Some(text) = next_line(log, line + 1)? {
            line += 1;
            if text.trim().is_empty() {
                continue;
            }
            let value = serde_json::from_str(&text)
                .map_err(|error| at(line, format!("not JSON: {error}")))?;
            if !all_texts(&value, is_clean) {
                return Err(at(line, "a text holds characters that steer a terminal"));
            }
            merge.take(&text, line)?;
        }
        if line == 0 {
            return Err(at(1, "the file is empty"));
        }
        merge.events()?;
        let (merged, banks) = (merge.merged, merge.banks);
        for bank in banks {
            // What came may lie before what was folded.
            forget(&tx, &bank)?;
        }
        tx.commit()?;
        Ok(merged)
    }
}

struct Merge<'a> {
    tx: &'a Transaction<'a>,
    merged: Merged,
    /// The events of each session in the log, with the line that it stands on.
    logs: BTreeMap<Hex, Vec<(usize, Event)>>,
    /// Banks of which the history has changed.
    banks: BTreeSet<String>,
}

impl Merge<'_> {
    fn take(&mut self, text: &str, line: usize) -> Result<(), MergeError> {
        let parsed: Line = serde_json::from_str(text)
            .map_err(|error| at(line, format!("not a line of a history: {error}")))?;
        match parsed {
            Line::Certdrill(head) if head.log > LOG_FORMAT => {
                Err(at(line, "the log is of a newer certdrill; update this one"))
            }
            Line::Certdrill(_) => Ok(()),
            _ if line == 1 => Err(at(line, "a log begins with {\"certdrill\":{\"log\":1}}")),
            Line::Item(item) => self.item(&item, line),
            Line::Session(session) => self.session(&session, line),
            Line::Event(event) => {
                sound::<quiz::Event>(&event.body, "an event", line)?;
                if event.step < 0 {
                    return Err(at(line, "a step is negative"));
                }
                self.logs
                    .entry(event.session)
                    .or_default()
                    .push((line, event));
                Ok(())
            }
            Line::Note(note) => self.note(note, line),
        }
    }

    fn item(&self, item: &Item, line: usize) -> Result<(), MergeError> {
        let question: Question = sound(&item.body, "a question", line)?;
        if !can_be_asked(&question) {
            return Err(at(line, "a question that cannot be asked"));
        }
        let hash = xxh3_128(format!("{}\n{}", item.bank, item.body).as_bytes()).to_be_bytes();
        if hash != item.hash.0 {
            return Err(at(line, "the question is not the one that its hash names"));
        }
        self.tx
            .prepare_cached(
                "INSERT OR IGNORE INTO item (hash, bank, item, body) VALUES (?, ?, ?, ?)",
            )?
            .execute(params![hash, item.bank, item.question, item.body.get()])?;
        Ok(())
    }

    fn session(&mut self, session: &Session, line: usize) -> Result<(), MergeError> {
        sound::<Policy>(&session.policy, "a policy", line)?;
        if Kind::parse(&session.kind).is_none() {
            return Err(at(
                line,
                "a session of a kind that this certdrill does not know",
            ));
        }
        if key_of(self.tx, session.id)?.is_some() {
            return Ok(());
        }
        self.tx
            .prepare_cached(
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
        let key = self.tx.last_insert_rowid();
        for (place, slot) in session.slots.iter().enumerate() {
            let mut options: Vec<ChoiceId> = sound(&slot.options, "a list of options", line)?;
            let item: Option<(i64, String)> = self
                .tx
                .prepare_cached("SELECT key, body FROM item WHERE hash = ?")?
                .query_row([slot.item.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let (item, body) =
                item.ok_or_else(|| at(line, "a session shows a question that is missing"))?;
            let mut choices = choices(&body, line)?;
            choices.sort_unstable();
            options.sort_unstable();
            if options != choices {
                return Err(at(
                    line,
                    "a session shows other options than its question has",
                ));
            }
            self.tx
                .prepare_cached(
                    "INSERT INTO slot (session, place, item, options, scored, why)
                     VALUES (?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    key,
                    place as i64,
                    item,
                    slot.options.get(),
                    slot.scored,
                    slot.why
                ])?;
        }
        self.merged.sessions += 1;
        self.banks.insert(session.bank.clone());
        Ok(())
    }

    fn note(&mut self, note: Note, line: usize) -> Result<(), MergeError> {
        sound::<crate::learn::Note>(&note.body, "a note", line)?;
        let new = self
            .tx
            .prepare_cached(
                "INSERT OR IGNORE INTO note (id, bank, at_ms, offset_s, body) VALUES (?, ?, ?, ?, ?)",
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
            self.banks.insert(note.bank);
        }
        Ok(())
    }

    /// Brings the events of each session in the log to those that are here.
    fn events(&mut self) -> Result<(), MergeError> {
        for (id, theirs) in std::mem::take(&mut self.logs) {
            let line = theirs.first().map_or(0, |(line, _)| *line);
            let Some((key, bank)) = key_of(self.tx, id)? else {
                return Err(at(line, "an event of a session that is missing"));
            };
            let mut theirs: Vec<_> = theirs.into_iter().map(|(_, event)| event).collect();
            theirs.sort_by_key(|event| event.step);
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
                    ])
                    .map_err(|error| match error.sqlite_error_code() {
                        Some(ErrorCode::ConstraintViolation) => {
                            at(line, "a session has two events at one step")
                        }
                        _ => error.into(),
                    })?;
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
            events.push(Event {
                session,
                step: row.get(0)?,
                at_ms: row.get(1)?,
                elapsed_ms: row.get(2)?,
                body: RawValue::from_string(body)
                    .map_err(|error| at(0, format!("an event here is damaged: {error}")))?,
            });
        }
        Ok(events)
    }
}

/// The key and the bank of a session that is here.
fn key_of(db: &Connection, id: Hex) -> rusqlite::Result<Option<(i64, String)>> {
    db.prepare_cached("SELECT key, bank FROM session WHERE id = ?")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn same(a: &Event, b: &Event) -> bool {
    (a.step, a.at_ms, a.elapsed_ms, a.body.get()) == (b.step, b.at_ms, b.elapsed_ms, b.body.get())
}

/// Whether log `a` of a session is the one to count rather than `b`.
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

/// Whether some of its options are right and some wrong, each under an id of its own.
fn can_be_asked(question: &Question) -> bool {
    let ids: BTreeSet<_> = question.choices.iter().map(|it| &it.id).collect();
    let (right, all) = (question.right_count(), question.choices.len());
    right > 0 && right < all && ids.len() == all
}

/// The ids of the options of a question that is kept as `body`.
fn choices(body: &str, line: usize) -> Result<Vec<ChoiceId>, MergeError> {
    let question: Question = serde_json::from_str(body)
        .map_err(|error| at(line, format!("a question here is damaged: {error}")))?;
    Ok(question.choices.into_iter().map(|it| it.id).collect())
}

fn sound<T: DeserializeOwned>(body: &RawValue, what: &str, line: usize) -> Result<T, MergeError> {
    serde_json::from_str(body.get())
        .map_err(|error| at(line, format!("not {what} that can be read: {error}")))
}

/// The next line without its end; `None` after the last.
fn next_line(log: &mut impl BufRead, line: usize) -> Result<Option<String>, MergeError> {
    let mut text = String::new();
    let read = io::Read::take(&mut *log, LONGEST).read_line(&mut text);
    match read {
        Ok(0) => Ok(None),
        Ok(read) if read as u64 == LONGEST && !text.ends_with('\n') => {
            Err(at(line, "the line is longer than 4 MiB"))
        }
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(at(line, "not UTF-8")),
        Err(error) => Err(error.into()),
    }
}

fn all_texts(value: &Value, are: fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => are(text),
        Value::Array(list) => list.iter().all(|it| all_texts(it, are)),
        Value::Object(map) => map.iter().all(|(key, it)| are(key) && all_texts(it, are)),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn at(line: usize, why: impl Into<String>) -> MergeError {
    MergeError::Line {
        line,
        why: why.into(),
    }
}
