//! The history as lines of JSON, with one line per event, so that any file synchronizer can
//! transfer it and any two copies can be merged.
//!
//! Questions are written exactly as they were shown. Each question comes before the sessions that
//! show it, and each session comes before its events. IDs are random or derived from the content.
//! Lines that this program could not use during a merge come first, unchanged.

use std::io::{self, Write};

use rusqlite::types::ValueRef;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use xxhash_rust::xxh3::xxh3_128;

use super::Store;

/// The newest log format that this program reads.
pub const LOG_FORMAT: u32 = 2;

/// A line in the log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    Certdrill(Head),
    Item(Item),
    Session(Box<Session>),
    Event(Event),
    Note(Note),
    End(End),
}

/// The first line, which identifies the file format.
#[derive(Debug, Serialize, Deserialize)]
pub struct Head {
    pub log: u32,
    /// `true` if an [`End`] follows. Logs of earlier versions do not have one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

/// The last line, which distinguishes a complete log from a truncated one.
#[derive(Debug, Serialize, Deserialize)]
pub struct End {
    /// The number of lines before this one, including the first line.
    pub lines: usize,
}

/// A question as it was shown.
#[derive(Debug, Serialize, Deserialize)]
pub struct Item {
    pub hash: Hex,
    pub bank: String,
    pub question: String,
    pub body: Box<RawValue>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Session {
    pub id: Hex,
    pub bank: String,
    pub kind: String,
    pub policy: Box<RawValue>,
    pub seed: i64,
    /// The start time, in milliseconds since 1970 (UTC).
    pub began_ms: i64,
    /// The offset of local time from UTC, in seconds.
    pub offset_s: i32,
    /// An identifier of the boot during which the session began and the monotonic clock at that
    /// time, in milliseconds.
    pub boot: Option<String>,
    pub boot_ms: i64,
    pub slots: Vec<Slot>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Slot {
    pub item: Hex,
    pub options: Box<RawValue>,
    pub scored: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    pub session: Hex,
    pub step: i64,
    /// The time, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The time on the session's own clock, in milliseconds.
    pub elapsed_ms: i64,
    pub body: Box<RawValue>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Note {
    pub id: Hex,
    pub bank: String,
    pub at_ms: i64,
    pub offset_s: i32,
    pub body: Box<RawValue>,
}

/// Sixteen bytes, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hex(pub [u8; 16]);

impl From<Hex> for String {
    fn from(hex: Hex) -> Self {
        format!("{:032x}", u128::from_be_bytes(hex.0))
    }
}

impl Hex {
    /// Returns the hash of a question in `bank` that is stored as `body`.
    pub fn of_item(bank: &str, body: &str) -> Self {
        Self(xxh3_128(format!("{bank}\n{body}").as_bytes()).to_be_bytes())
    }
}

impl TryFrom<String> for Hex {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.len() == 32 && text.bytes().all(|it| it.is_ascii_hexdigit());
        let number = u128::from_str_radix(&text, 16).ok().filter(|_| digits);
        number
            .map(|number| Self(number.to_be_bytes()))
            .ok_or_else(|| "an ID must have 32 hexadecimal digits".to_owned())
    }
}

/// The reason a log could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("the history cannot be read: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("a line cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Store {
    /// Writes the whole history of all banks. Returns the number of events.
    pub fn write_log(&self, out: &mut impl Write) -> Result<usize, WriteError> {
        // Read a consistent snapshot, even if another program writes in the meantime.
        let tx = self.db.unchecked_transaction()?;
        let head = Line::Certdrill(Head {
            log: LOG_FORMAT,
            closed: true,
        });
        write_line(out, &head)?;
        let mut lines = 1;
        let mut aside = tx.prepare("SELECT line FROM aside ORDER BY hash")?;
        let mut rows = aside.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            writeln!(out, "{line}")?;
            lines += 1;
        }
        let mut write = |line: &Line| {
            lines += 1;
            write_line(out, line)
        };
        let mut items = tx.prepare("SELECT hash, bank, item, body FROM item ORDER BY hash")?;
        let mut rows = items.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, bank): (_, String) = (Hex(row.get(0)?), row.get(1)?);
            let body = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
            // Skip damaged questions. They no longer match their hashes, so the whole log would be
            // rejected.
            if Hex::of_item(&bank, body) == hash {
                write(&Line::Item(Item {
                    hash,
                    bank,
                    question: row.get(2)?,
                    body: RawValue::from_string(body.to_owned())?,
                }))?;
            }
        }
        let mut slots = tx.prepare(
            "SELECT item.hash, slot.options, slot.scored, slot.why
             FROM slot JOIN item ON item.key = slot.item WHERE session = ? ORDER BY place",
        )?;
        let mut events = tx.prepare(
            "SELECT step, at_ms, elapsed_ms, body FROM event WHERE session = ? ORDER BY step",
        )?;
        let mut sessions = tx.prepare(
            "SELECT key, id, bank, kind, policy, seed, began_ms, offset_s, boot, boot_ms
             FROM session ORDER BY began_ms, id",
        )?;
        let mut count = 0;
        let mut rows = sessions.query([])?;
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let id = Hex(row.get(1)?);
            let mut shown = Vec::new();
            let mut slot_rows = slots.query([key])?;
            while let Some(slot) = slot_rows.next()? {
                shown.push(Slot {
                    item: Hex(slot.get(0)?),
                    options: raw(slot.get_ref(1)?)?,
                    scored: slot.get(2)?,
                    why: slot.get(3)?,
                });
            }
            write(&Line::Session(Box::new(Session {
                id,
                bank: row.get(2)?,
                kind: row.get(3)?,
                policy: raw(row.get_ref(4)?)?,
                seed: row.get(5)?,
                began_ms: row.get(6)?,
                offset_s: row.get(7)?,
                boot: row.get(8)?,
                boot_ms: row.get(9)?,
                slots: shown,
            })))?;
            let mut event_rows = events.query([key])?;
            while let Some(event) = event_rows.next()? {
                count += 1;
                write(&Line::Event(Event {
                    session: id,
                    step: event.get(0)?,
                    at_ms: event.get(1)?,
                    elapsed_ms: event.get(2)?,
                    body: raw(event.get_ref(3)?)?,
                }))?;
            }
        }
        let mut notes =
            tx.prepare("SELECT id, bank, at_ms, offset_s, body FROM note ORDER BY at_ms, id")?;
        let mut rows = notes.query([])?;
        while let Some(row) = rows.next()? {
            count += 1;
            write(&Line::Note(Note {
                id: Hex(row.get(0)?),
                bank: row.get(1)?,
                at_ms: row.get(2)?,
                offset_s: row.get(3)?,
                body: raw(row.get_ref(4)?)?,
            }))?;
        }
        write_line(out, &Line::End(End { lines }))?;
        Ok(count)
    }
}

fn write_line(out: &mut impl Write, line: &Line) -> Result<(), WriteError> {
    serde_json::to_writer(&mut *out, line)?;
    Ok(out.write_all(b"\n")?)
}

/// Returns the JSON in a column. Damaged text that is no longer JSON is wrapped in an object that
/// no program knows so that it does not prevent a merge.
fn raw(value: ValueRef<'_>) -> Result<Box<RawValue>, WriteError> {
    let text = value.as_str().map_err(rusqlite::Error::from)?;
    let damaged = || serde_json::value::to_raw_value(&serde_json::json!({ "damaged": text }));
    Ok(RawValue::from_string(text.to_owned()).or_else(|_| damaged())?)
}
