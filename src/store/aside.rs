//! A history that cannot be read is set aside: kept under another name as it is,
//! and a new one is begun in its place.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::backup::{self, read_only};
use super::lock::{Lock, Refusal};
use super::private::{beside, first_free, sync_folder};
use super::schema;

/// Why the history in use is a new one though the learner is not new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anew {
    /// Where the damaged one is now; `None` where it was gone or empty.
    pub damaged: Option<PathBuf>,
    /// Whether there is a backup to go back to.
    pub restorable: bool,
}

impl fmt::Display for Anew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.damaged {
            Some(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                write!(f, "the history was damaged; kept as {name}, begun anew")
            }
            None => f.write_str("the history is empty, and there are backups of one"),
        }
    }
}

/// Whether `error` says that a file is no sound database, or that its tables are
/// not those that our statements name.
pub fn tells_of_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{SqlInputError, SqliteFailure};
    let (SqliteFailure(error, _) | SqlInputError { error, .. }) = error else {
        return false;
    };
    matches!(
        error.code,
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt
    ) || error.extended_code == rusqlite::ffi::SQLITE_ERROR
}

/// Gives the damaged history at `path` another name, its journal too. Says which,
/// or `None` where another program did so first.
pub fn set_aside(path: &Path) -> Result<Option<PathBuf>, Refusal> {
    let _alone = Lock::exclusive(path)?;
    if !is_damaged(path) {
        return Ok(None);
    }
    let to = first_free(|n| path.with_file_name(format!("{}.damaged-{n}", name(path))));
    move_all(path, &to).map_err(Refusal::Failed)?;
    Ok(Some(to))
}

/// Whether the file cannot be read from end to end, or is another program's.
fn is_damaged(path: &Path) -> bool {
    let look = || -> rusqlite::Result<bool> {
        let db = read_only(path)?;
        let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" || !schema::is_ours(&db)? {
            return Ok(true);
        }
        // What a newer certdrill made of its tables is not for this one to judge.
        Ok(schema::version(&db)? <= schema::VERSION && !schema::differences(&db)?.is_empty())
    };
    look().unwrap_or_else(|error| match error {
        // No error of SQLite's, and yet not text, or not the number that belongs there.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => true,
        error => tells_of_damage(&error),
    })
}

/// The journal goes first: a journal without its file is found by nobody, and a
/// new file would take an old journal for its own.
fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    let journal = beside(from, "-wal");
    match fs::metadata(&journal) {
        Ok(meta) if meta.len() == 0 => fs::remove_file(journal)?,
        Ok(_) => fs::rename(journal, beside(to, "-wal"))?,
        Err(_) => {}
    }
    match fs::remove_file(beside(from, "-shm")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        // It is made anew from the journal.
        _ => {}
    }
    fs::rename(from, to)?;
    sync_folder(from.parent().unwrap_or(Path::new(".")))
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

impl Anew {
    /// What there is to say of a history at `path` that has nothing in it.
    pub(super) fn of_empty(path: &Path) -> Option<Self> {
        backup::any(path).then_some(Self {
            damaged: None,
            restorable: true,
        })
    }

    pub(super) fn of_damaged(path: &Path, damaged: PathBuf) -> Self {
        Self {
            damaged: Some(damaged),
            restorable: backup::any(path),
        }
    }
}
