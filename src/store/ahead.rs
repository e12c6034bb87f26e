//! Finds sessions that a wrong clock dated in the future.

use std::path::Path;

use rusqlite::{Connection, params};

use super::Store;
use super::backup::read_only;
use crate::learn::FutureSessions;

impl Store {
    /// Returns the sessions that began or have events at `from_ms` (UTC milliseconds) or later.
    /// Returns `None` if there are no such sessions.
    pub fn ahead(&self, from_ms: i64) -> rusqlite::Result<Option<FutureSessions>> {
        ahead(&self.db, from_ms)
    }
}

/// Returns the same result as [`Store::ahead`] for the history at `path`, which is not modified.
pub fn ahead_in(path: &Path, from_ms: i64) -> rusqlite::Result<Option<FutureSessions>> {
    ahead(&read_only(path)?, from_ms)
}

fn ahead(db: &Connection, from_ms: i64) -> rusqlite::Result<Option<FutureSessions>> {
    db.query_row(
        "SELECT count(DISTINCT session), min(at_ms) FROM (
             SELECT key AS session, began_ms AS at_ms FROM session WHERE began_ms >= ?1
             UNION ALL
             SELECT session, at_ms FROM event WHERE at_ms >= ?1
         )",
        params![from_ms],
        |row| {
            let (sessions, from_ms): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            Ok(from_ms.map(|from_ms| FutureSessions {
                sessions: sessions.unsigned_abs() as usize,
                from_ms,
            }))
        },
    )
}
