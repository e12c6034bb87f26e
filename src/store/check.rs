//! Checks a whole history without modifying it. Checks that would write to the history use a copy
//! in memory.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::backup::{BackupContents, holds, read_only};
use super::quarantine::tells_of_damage;
use super::schema;
use super::{Checkpoint, Found, Store};
use crate::model::BankId;

/// A check, which reports faults as sentences without a final period.
type Check = fn(&Store) -> rusqlite::Result<Vec<String>>;

/// The checks to run on an intact file, with their names. Cached data depends on the bank and is
/// checked by [`crate::app`].
const LOOKS: &[(&str, Check)] = &[("references", references), ("steps", steps)];

/// The results of a check.
#[derive(Debug, Default)]
pub struct CheckReport {
    pub holds: BackupContents,
    /// `true` if the history has the current schema version, not an older one.
    pub current: bool,
    /// The faults as sentences. Empty if the history is intact.
    pub faults: Vec<String>,
    /// The records that this program cannot use, as sentences.
    pub aside: Vec<String>,
}

/// Checks the history at `path`, which may have any version.
pub fn check(path: &Path) -> rusqlite::Result<CheckReport> {
    match run_checks(path) {
        Err(error) if tells_of_damage(&error) => Ok(CheckReport {
            faults: vec![error.to_string()],
            ..CheckReport::default()
        }),
        checked => checked,
    }
}

fn run_checks(path: &Path) -> rusqlite::Result<CheckReport> {
    let file = read_only(path)?;
    let mut checked = CheckReport::default();
    let faults = &mut checked.faults;
    faults.extend(integrity(&file)?);
    if !faults.is_empty() {
        return Ok(checked);
    }
    let version = schema::version(&file)?;
    if version > schema::VERSION {
        faults.push("it was written by a newer version of certdrill; update certdrill".to_owned());
        return Ok(checked);
    }
    checked.current = version == schema::VERSION;
    let faults = &mut checked.faults;
    faults.extend(schema::differences(&file)?);
    if !faults.is_empty() || version == 0 {
        return Ok(checked);
    }
    match holds(&file) {
        Ok(holds) => checked.holds = holds,
        Err(error) => checked.faults.push(format!("answers: {error}")),
    }
    let store = Store::of(in_memory(&file)?);
    for (name, look) in LOOKS {
        match look(&store) {
            Ok(found) => checked.faults.extend(found),
            Err(error) => checked.faults.push(format!("{name}: {error}")),
        }
    }
    match unusable(&store) {
        Ok(found) => checked.aside = found,
        Err(error) => checked.faults.push(format!("sessions: {error}")),
    }
    Ok(checked)
}

/// Runs SQLite's built-in check of all pages, indexes, and constraints.
fn integrity(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare("PRAGMA integrity_check(20)")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    let mut found: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
    found.retain(|verdict| verdict != "ok");
    Ok(found)
}

/// Copies the database to memory and migrates the copy.
fn in_memory(file: &Connection) -> rusqlite::Result<Connection> {
    /// The number of pages to copy per step. A value of -1 copies all pages at once.
    const ALL: i32 = -1;
    let mut copy = Connection::open_in_memory()?;
    let backup = Backup::new(file, &mut copy)?;
    while backup.step(ALL)? == StepResult::More {}
    drop(backup);
    schema::migrate(&copy)?;
    Ok(copy)
}

fn references(store: &Store) -> rusqlite::Result<Vec<String>> {
    let mut statement = store.db.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        let (table, refers_to): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!(
            "a row of `{table}` refers to a missing row of `{refers_to}`"
        ))
    })?;
    rows.collect()
}

/// Checks that events and slots are numbered from 0 without gaps.
fn steps(store: &Store) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::new();
    for (table, number) in [("event", "step"), ("slot", "place")] {
        let query = format!(
            "SELECT session FROM {table} GROUP BY session
             HAVING min({number}) <> 0 OR max({number}) <> count(*) - 1"
        );
        let mut statement = store.db.prepare(&query)?;
        let rows = statement.query_map([], |row| {
            let session: i64 = row.get(0)?;
            Ok(format!("session {session} is missing a row of `{table}`"))
        })?;
        for fault in rows {
            found.push(fault?);
        }
    }
    Ok(found)
}

/// Lists the stored sessions, answers, notes, and log lines that cannot be used.
fn unusable(store: &Store) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::new();
    for bank in banks(store, "session")? {
        store.each_session(&bank, None, &|_| None, |session| match session {
            Found::Unusable { mark, why } => {
                found.push(format!(
                    "a session on `{bank}` from {}: {why}",
                    day_of(mark)
                ));
            }
            Found::Session(sat) => {
                let aside = sat.session.slots().iter().filter(|slot| slot.aside);
                found.extend(aside.map(|slot| {
                    let question = &slot.question.id;
                    format!("an answer to `{question}`: an event of an unknown kind")
                }));
            }
        })?;
    }
    for bank in banks(store, "note")? {
        let (_, unread) = store.notes(&bank, i64::MAX)?;
        if unread > 0 {
            found.push(format!("unreadable notes on `{bank}`: {unread}"));
        }
    }
    let count = "SELECT count(*) FROM aside";
    let lines: i64 = store.db.query_row(count, [], |row| row.get(0))?;
    if lines > 0 {
        found.push(format!(
            "lines from merged logs that this version cannot use: {lines}"
        ));
    }
    Ok(found)
}

fn day_of(mark: Checkpoint) -> String {
    let at = jiff::Timestamp::from_millisecond(mark.began_ms);
    at.map_or_else(|_| "–".to_owned(), |at| at.strftime("%Y-%m-%d").to_string())
}

fn banks(store: &Store, table: &str) -> rusqlite::Result<Vec<BankId>> {
    let query = format!("SELECT DISTINCT bank FROM {table} ORDER BY bank");
    let mut statement = store.db.prepare(&query)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|row| Ok(BankId::from(row?.as_str()))).collect()
}
