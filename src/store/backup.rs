//! Backups: whole copies of the history, in a folder beside it.
//!
//! One a day, made when one leaves, of which the newest seven are kept; one before
//! each migration and one before each restore, which stay until somebody removes them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags};

use super::private::{first_free, make_file, make_folder, sync_folder};
use super::schema;

/// How many daily backups are kept.
const DAYS: usize = 7;
/// How long a copy waits for another program to finish a write.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("the history is damaged, so it was not backed up; see `certdrill history check` ({0})")]
    Damaged(String),
    #[error("the history cannot be copied: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the history cannot be copied: {0}")]
    Files(#[from] io::Error),
}

/// A copy of the history.
#[derive(Debug)]
pub struct Backup {
    pub path: PathBuf,
    /// What it holds, or why that cannot be told.
    pub holds: Result<Holds, String>,
}

/// What a history holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    pub sessions: u64,
    pub answers: u64,
    /// When the last thing happened in it: UTC, milliseconds since 1970.
    pub last_ms: Option<i64>,
}

/// Keeps a backup of the history at `path` for the day `today`, where there is
/// none yet and the history holds something. Says whether it made one.
pub fn back_up(path: &Path, today: Date) -> Result<bool, BackupError> {
    let to = folder(path).join(format!("{DAILY}{today}.db"));
    if to.exists() || !path.exists() || schema::is_empty(&read_only(path)?)? {
        return Ok(false);
    }
    copy(path, &to)?;
    // What is older goes only now that the new one is on the disk. Before that go those of
    // a clock that was ahead: by their names they would stay for years. Names sort by day.
    let mut daily = daily(path)?;
    let is_ahead = |file: &PathBuf| {
        let day = day_of(file).and_then(|day| day.parse::<Date>().ok());
        day.is_some_and(|day| day > today)
    };
    daily.sort_by_key(|file| (!is_ahead(file), file.clone()));
    let too_many = daily.len().saturating_sub(DAYS);
    for old in &daily[..too_many] {
        remove(old)?;
    }
    // A program that left just before midnight may still be writing.
    let yesterday = today.yesterday().unwrap_or(today);
    for part in unfinished(path)? {
        if !has_day(&part, today) && !has_day(&part, yesterday) {
            remove(&part)?;
        }
    }
    Ok(true)
}

/// Keeps a backup of the history as it is in `version`, before it is migrated.
pub(super) fn before_migration(path: &Path, version: usize) -> Result<(), BackupError> {
    let folder = folder(path);
    let to = first_free(|n| folder.join(format!("history-v{version}-{n}.db")));
    copy(path, &to)
}

/// All backups of the history at `path`, those with the newest answers first.
pub fn backups(path: &Path) -> io::Result<Vec<Backup>> {
    let mut found: Vec<_> = files(path)?
        .into_iter()
        .map(|path| {
            let holds = read_only(&path).and_then(|db| holds(&db));
            Backup {
                holds: holds.map_err(|error| error.to_string()),
                path,
            }
        })
        .collect();
    found.sort_by_key(|it| {
        let last = it.holds.as_ref().map_or(None, |it| it.last_ms);
        (std::cmp::Reverse(last), it.path.clone())
    });
    Ok(found)
}

/// Whether there is any backup of the history at `path`.
pub(super) fn any(path: &Path) -> bool {
    files(path).is_ok_and(|it| !it.is_empty())
}

/// The folder with the backups of the history at `path`.
pub fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// Copies a sound history to `to`, where nothing is yet: all of it or nothing.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    let db = read_only(from)?;
    let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(BackupError::Damaged(verdict));
    }
    let folder = to.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    // Of several programs that leave at once each writes a file of its own.
    let part = to.with_extension(format!("{}.part", std::process::id()));
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => make_file(&part)?,
    }
    let name = part.to_str().ok_or_else(|| {
        io::Error::other("the folder's name is not UTF-8, which SQLite cannot write to")
    })?;
    db.execute("VACUUM INTO ?", [name])?;
    fs::File::open(&part)?.sync_all()?;
    fs::rename(&part, to)?;
    Ok(sync_folder(folder)?)
}

/// What `db`, a history of any version, holds.
pub(super) fn holds(db: &Connection) -> rusqlite::Result<Holds> {
    db.query_row(
        // An exam has no event of its own for an answer: what was chosen last counts.
        "SELECT (SELECT count(*) FROM session),
            (SELECT count(*) FROM (
                SELECT DISTINCT event.session, event.body ->> 'place'
                FROM event JOIN session ON session.key = event.session
                WHERE event.body ->> 'kind' =
                    CASE session.policy ->> 'feedback' WHEN 'end' THEN 'chose' ELSE 'answered' END
            )),
            (SELECT max(at_ms) FROM event)",
        [],
        |row| {
            Ok(Holds {
                sessions: row.get::<_, i64>(0)?.unsigned_abs(),
                answers: row.get::<_, i64>(1)?.unsigned_abs(),
                last_ms: row.get(2)?,
            })
        },
    )
}

/// Opens a database for reading, without touching it.
pub(super) fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    schema::version(&db)?;
    Ok(db)
}

const DAILY: &str = "history-";

fn daily(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = files(path)?;
    files.retain(|file| day_of(file).is_some_and(|day| day.parse::<Date>().is_ok()));
    Ok(files)
}

/// What programs that were killed at it left of a daily backup, or are writing now.
fn unfinished(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = listed(path, "part")?;
    files.retain(|file| {
        let day = day_of(file).and_then(|it| it.split('.').next());
        day.is_some_and(|day| day.parse::<Date>().is_ok())
    });
    Ok(files)
}

/// Removes `file`, which another program that leaves may have done already.
fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What a daily backup's name has behind [`DAILY`], without its ending.
fn day_of(file: &Path) -> Option<&str> {
    file.file_stem()?.to_str()?.strip_prefix(DAILY)
}

fn has_day(file: &Path, day: Date) -> bool {
    day_of(file).is_some_and(|it| it.starts_with(&day.to_string()))
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    listed(path, "db")
}

/// The files with this `ending` among the backups.
fn listed(path: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == ending) {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;
    use rusqlite::Connection;

    use super::{back_up, folder};
    use crate::store::Store;

    #[test]
    fn what_a_killed_program_left_of_another_days_backup_goes() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("history.db");
        drop(Store::open(&path).expect("a new one"));
        let db = Connection::open(&path).expect("the same");
        db.execute(
            "INSERT INTO session (id, bank, kind, policy, seed, began_ms, offset_s, boot_ms)
             VALUES (randomblob(16), 'b', 'practice', '{}', 1, 0, 0, 0)",
            [],
        )
        .expect("a session");
        let folder = folder(&path);
        fs::create_dir(&folder).expect("a folder");
        let names = [
            "history-2026-01-01.77.part",
            "history-2026-01-02.77.part",
            "history-2026-01-03.78.part",
            "history-v1-1.79.part",
            "mine.part",
        ];
        for name in names {
            fs::write(folder.join(name), "").expect("written");
        }
        assert!(back_up(&path, date(2026, 1, 3)).expect("a backup"));
        let left = names.map(|name| folder.join(name).exists());
        assert_eq!(left, [false, true, true, true, true]);
    }
}
