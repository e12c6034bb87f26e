//! Reads a log and sorts its lines before anything is written.
//!
//! A log can come from any source. A file that is not a log or that was tampered with is rejected
//! with an error that states the line number. A line that this program does not understand is set
//! aside, because a newer program may have written it.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::MergeError;
use crate::store::log::{Event, Head, Hex, Item, LOG_FORMAT, Note, Session};

/// The maximum length of a line, in bytes.
const LONGEST: u64 = 4 * 1024 * 1024;

/// The lines of a log, grouped by type.
#[derive(Debug, Default)]
pub struct Log {
    pub items: Vec<Item>,
    pub sessions: Vec<Session>,
    /// The events of each session, in step order and without gaps.
    pub events: BTreeMap<Hex, Vec<Event>>,
    pub notes: Vec<Note>,
    /// Lines that this program does not fully understand, unchanged.
    pub aside: Vec<String>,
}

/// Reads a log. Rejects it if `is_clean` returns `false` for any of its texts.
pub fn read(input: &mut impl BufRead, is_clean: fn(&str) -> bool) -> Result<Log, MergeError> {
    let mut log = Log::default();
    let mut number = 0;
    let mut ending = Ending::default();
    while let Some(line) = next_line(input, number + 1)? {
        number += 1;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(line)
            .map_err(|error| at(number, format!("invalid JSON: {error}")))?;
        if !all_texts(&value, is_clean) {
            return Err(at(number, "a string contains terminal control characters"));
        }
        ending.line(&value);
        if number == 1 {
            check_head(&value)?;
        } else {
            log.take(line, &value, number)?;
        }
    }
    if number == 0 {
        return Err(at(1, "the file is empty"));
    }
    if ending.is_missing() {
        let why = "the log is incomplete: lines are missing at the end".to_owned();
        return Err(MergeError::Log(why));
    }
    log.order_events()?;
    Ok(log)
}

/// Checks whether every log that announces an end line contains one. Logs may be concatenated.
#[derive(Default)]
struct Ending {
    /// True if an earlier log in the same file is incomplete.
    missed: bool,
    announced: bool,
    /// The number of lines since the last head, including the head.
    lines: usize,
    reached: bool,
}

impl Ending {
    fn line(&mut self, value: &Value) {
        let part = |name| value.get(name);
        if let Some(head) = part("certdrill") {
            self.missed = self.is_missing();
            self.announced = head.get("closed").and_then(Value::as_bool) == Some(true);
            self.lines = 0;
            self.reached = false;
        }
        // A program that transfers logs may have added its own lines.
        if let Some(lines) = part("end").and_then(|end| end.get("lines")?.as_u64()) {
            self.reached |= lines <= self.lines as u64;
        }
        self.lines += 1;
    }

    fn is_missing(&self) -> bool {
        self.missed || self.announced && !self.reached
    }
}

/// Checks the first line, which identifies the file format and its version.
fn check_head(value: &Value) -> Result<(), MergeError> {
    let head: Option<Head> = value
        .get("certdrill")
        .and_then(|head| serde_json::from_value(head.clone()).ok());
    match head {
        None => Err(at(
            1,
            "the first line of a log must be {\"certdrill\":{\"log\":2}}",
        )),
        Some(head) if head.log > LOG_FORMAT => Err(at(
            1,
            "the log was written by a newer version of certdrill; update certdrill",
        )),
        Some(_) => Ok(()),
    }
}

/// Checks that the question in line `number` matches its hash and its ID.
fn check_item(item: &Item, number: usize) -> Result<(), MergeError> {
    if Hex::of_item(&item.bank, item.body.get()) != item.hash {
        let why = "the question does not match its hash";
        return Err(at(number, why));
    }
    let body: Value = serde_json::from_str(item.body.get()).unwrap_or_default();
    match body.get("id").and_then(Value::as_str) {
        Some(id) if id != item.question => Err(at(number, "the question does not match its ID")),
        _ => Ok(()),
    }
}

impl Log {
    fn take(&mut self, line: &str, value: &Value, number: usize) -> Result<(), MergeError> {
        let known = value.as_object().filter(|it| it.len() == 1);
        let known = known.and_then(|it| it.iter().next());
        let understood = match known {
            Some((kind, _)) if kind == "certdrill" || kind == "end" => true,
            Some((kind, body)) if kind == "item" => {
                let item = understood::<Item>(line, body);
                if let Some((item, _)) = &item {
                    check_item(item, number)?;
                }
                keep(item, &mut self.items)
            }
            Some((kind, body)) if kind == "session" => {
                let session = understood::<Session>(line, body);
                keep(session, &mut self.sessions)
            }
            Some((kind, body)) if kind == "event" => {
                let event = understood::<Event>(line, body);
                let id = event.as_ref().map(|(event, _)| event.session);
                match id {
                    Some(id) => keep(event, self.events.entry(id).or_default()),
                    None => false,
                }
            }
            Some((kind, body)) if kind == "note" => {
                keep(understood::<Note>(line, body), &mut self.notes)
            }
            _ => false,
        };
        if !understood {
            self.aside.push(line.to_owned());
        }
        Ok(())
    }

    /// Sorts the events of each session by step. Sets aside the events after a gap, because the
    /// events before them are unknown.
    fn order_events(&mut self) -> Result<(), MergeError> {
        for events in self.events.values_mut() {
            events.sort_by_key(|event| event.step);
            events.dedup_by(|a, b| super::same(a, b));
            if events.windows(2).any(|pair| pair[0].step == pair[1].step) {
                let why = "a session has two events for the same step".to_owned();
                return Err(MergeError::Log(why));
            }
            let steps = events.iter().zip(0..);
            let sound = steps
                .take_while(|(event, step)| event.step == *step)
                .count();
            for event in events.drain(sound..) {
                let line = serde_json::json!({ "event": event });
                self.aside.push(line.to_string());
            }
        }
        self.events.retain(|_, events| !events.is_empty());
        Ok(())
    }
}

/// Parses the record in `line`, whose JSON is `body`. Returns the record and a flag that is `true`
/// if this program knows all of its fields. Returns `None` if the record cannot be read.
fn understood<T: DeserializeOwned + Serialize>(line: &str, body: &Value) -> Option<(T, bool)> {
    let mut record: BTreeMap<String, T> = serde_json::from_str(line).ok()?;
    let record = record.pop_first()?.1;
    let known = serde_json::to_value(&record).ok()?;
    Some((record, has_all_fields(&known, body)))
}

/// Adds a readable record to `kept`. Returns whether the record preserves everything in its line.
fn keep<T>(record: Option<(T, bool)>, kept: &mut Vec<T>) -> bool {
    let Some((record, is_complete)) = record else {
        return false;
    };
    kept.push(record);
    is_complete
}

/// Returns whether `known` has all the fields that `written` has, at any depth.
fn has_all_fields(known: &Value, written: &Value) -> bool {
    match (known, written) {
        (Value::Object(known), Value::Object(written)) => written.iter().all(|(name, value)| {
            let known = known.get(name);
            known.map_or(value.is_null(), |known| has_all_fields(known, value))
        }),
        (Value::Array(known), Value::Array(written)) => {
            let pairs = known.iter().zip(written);
            pairs
                .into_iter()
                .all(|(known, written)| has_all_fields(known, written))
        }
        _ => true,
    }
}

/// Reads the next line. Returns `None` after the last one.
fn next_line(log: &mut impl BufRead, line: usize) -> Result<Option<String>, MergeError> {
    let mut text = String::new();
    let read = io::Read::take(&mut *log, LONGEST).read_line(&mut text);
    match read {
        Ok(0) => Ok(None),
        Ok(read) if read as u64 == LONGEST && !text.ends_with('\n') => {
            Err(at(line, "the line is longer than 4 MiB"))
        }
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(at(line, "the line is not UTF-8"))
        }
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
