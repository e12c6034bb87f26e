//! Backups: full copies of the history in a folder next to it.
//!
//! A backup is created once a day when the program exits, and the last seven daily backups are
//! kept. Another backup is created before each migration and each restore. These backups are never
//! deleted automatically.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags};

use super::private::{first_free, make_file, make_folder, remove_if_exists};
use super::schema;
use crate::disk::sync_folder;

/// The number of daily backups to keep.
const DAYS: usize = 7;
/// The maximum time to wait for another program to finish writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// The reason a backup failed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("the history is damaged, so it was not backed up; run `certdrill history check` ({0})")]
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
    /// A summary of the backup's content, or the reason why it cannot be read.
    pub contents: Result<BackupContents, String>,
}

/// A summary of a history's content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BackupContents {
    pub sessions: u64,
    pub answers: u64,
    /// The time of the last event, in UTC milliseconds since 1970.
    pub last_ms: Option<i64>,
}

/// Creates the daily backup for `today` of the history at `path` unless the backup already exists
/// or the history is empty. Returns whether a backup was created.
pub fn back_up(path: &Path, today: Date) -> Result<bool, BackupError> {
    let to = daily_of(path, today);
    if to.exists() || !path.exists() || schema::is_empty(&read_only(path)?)? {
        return Ok(false);
    }
    copy(path, &to)?;
    // Delete old backups only after the new one is on disk. Because names are sorted by date, first
    // delete the backups that a wrong clock dated in the future. Otherwise, they would be kept for
    // years.
    let mut daily = daily(path)?;
    let is_ahead = |file: &PathBuf| {
        let day = day_of(file).and_then(|day| day.parse::<Date>().ok());
        day.is_some_and(|day| day > today)
    };
    daily.sort_by_key(|file| (!is_ahead(file), file.clone()));
    let too_many = daily.len().saturating_sub(DAYS);
    for old in &daily[..too_many] {
        remove_if_exists(old)?;
    }
    // A program that was closed just before midnight may still be writing its backup.
    let yesterday = today.yesterday().unwrap_or(today);
    for part in unfinished(path)? {
        if !has_day(&part, today) && !has_day(&part, yesterday) {
            remove_if_exists(&part)?;
        }
    }
    Ok(true)
}

/// Creates a backup of the history in its current `version` before a migration.
pub(super) fn before_migration(path: &Path, version: usize) -> Result<(), BackupError> {
    let folder = folder(path);
    let to = first_free(|n| folder.join(format!("history-v{version}-{n}.db")));
    copy(path, &to)
}

/// Returns all backups of the history at `path`, starting with those that contain the most recent
/// answers.
pub fn backups(path: &Path) -> io::Result<Vec<Backup>> {
    let mut found: Vec<_> = files(path)?
        .into_iter()
        .map(|path| {
            let holds = read_only(&path).and_then(|db| holds(&db));
            Backup {
                contents: holds.map_err(|error| error.to_string()),
                path,
            }
        })
        .collect();
    found.sort_by_key(|it| {
        let last = it.contents.as_ref().map_or(None, |it| it.last_ms);
        (std::cmp::Reverse(last), it.path.clone())
    });
    Ok(found)
}

/// Returns whether there is a backup of the history at `path`.
pub(super) fn any(path: &Path) -> bool {
    files(path).is_ok_and(|it| !it.is_empty())
}

/// Returns the folder that contains the backups of the history at `path`.
pub fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// Copies the intact history `from` to the new file `to`, completely or not at all.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    let db = read_only(from)?;
    let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(BackupError::Damaged(verdict));
    }
    let folder = to.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let part = part_of(to);
    remove_if_exists(&part)?;
    make_file(&part)?;
    let name = part.to_str().ok_or_else(|| {
        io::Error::other("SQLite cannot write to a folder whose name is not UTF-8")
    })?;
    db.execute("VACUUM INTO ?", [name])?;
    fs::File::open(&part)?.sync_all()?;
    fs::rename(&part, to)?;
    Ok(sync_folder(folder)?)
}

/// Returns the path where a backup is written before it is renamed to `to`. Programs that exit
/// at the same time write to separate files.
fn part_of(to: &Path) -> PathBuf {
    to.with_extension(format!("{}.part", std::process::id()))
}

/// Removes the unfinished daily backup for `today` that this program has written.
pub fn abandon_backup(path: &Path, today: Date) -> io::Result<()> {
    remove_if_exists(&part_of(&daily_of(path, today)))
}

/// Returns the path of the daily backup for `day` of the history at `path`.
fn daily_of(path: &Path, day: Date) -> PathBuf {
    folder(path).join(format!("{DAILY}{day}.db"))
}

/// Returns a summary of `db`, which is a history of any version.
pub(super) fn holds(db: &Connection) -> rusqlite::Result<BackupContents> {
    db.query_row(
        // Exams do not record answers as events, so count the questions for which an option was
        // selected.
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
            Ok(BackupContents {
                sessions: row.get::<_, i64>(0)?.unsigned_abs(),
                answers: row.get::<_, i64>(1)?.unsigned_abs(),
                last_ms: row.get(2)?,
            })
        },
    )
}

/// Opens a database read-only.
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

/// Returns unfinished daily backups, which are being written now or were left behind by killed
/// programs.
fn unfinished(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = listed(path, "part")?;
    files.retain(|file| {
        let day = day_of(file).and_then(|it| it.split('.').next());
        day.is_some_and(|day| day.parse::<Date>().is_ok())
    });
    Ok(files)
}

/// Returns the part of a daily backup's name that follows [`DAILY`], without the extension.
fn day_of(file: &Path) -> Option<&str> {
    file.file_stem()?.to_str()?.strip_prefix(DAILY)
}

fn has_day(file: &Path, day: Date) -> bool {
    day_of(file).is_some_and(|it| it.starts_with(&day.to_string()))
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    listed(path, "db")
}

/// Returns the backups with the extension `ending`.
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
