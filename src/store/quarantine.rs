//! Sets an unreadable history aside. The file is kept unchanged under another name, and a new
//! history replaces it.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::backup::{self, read_only};
use super::lock::{Lock, Refusal};
use super::private::{first_free, remove_if_exists, sibling_path};
use super::schema;
use crate::disk::sync_folder;

/// The reason the history is empty although the learner is not new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryReset {
    /// The new path of the damaged history; `None` if the history was missing or empty.
    pub damaged: Option<PathBuf>,
    /// `true` if a backup can be restored.
    pub restorable: bool,
}

impl HistoryReset {
    /// Returns what to do if a backup can be restored.
    pub fn advice(&self) -> Option<&'static str> {
        self.restorable
            .then_some("run `certdrill history restore` to list backups")
    }
}

impl fmt::Display for HistoryReset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.damaged {
            Some(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                write!(f, "damaged history saved as {name}; new history started")
            }
            None => f.write_str("the history is empty, but there are backups"),
        }
    }
}

/// Returns whether `error` means that the file is not an intact database or that its tables differ
/// from those that this program's statements expect.
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

/// Renames the damaged history at `path` and its journal. Returns the new path, or `None` if
/// another program has already done so.
pub fn set_aside(path: &Path) -> Result<Option<PathBuf>, Refusal> {
    let _alone = Lock::exclusive(path)?;
    if !is_damaged(path) {
        return Ok(None);
    }
    let to = first_free(|n| path.with_file_name(format!("{}.damaged-{n}", name(path))));
    move_all(path, &to).map_err(Refusal::Failed)?;
    Ok(Some(to))
}

/// Returns whether the file is unreadable or belongs to another program.
fn is_damaged(path: &Path) -> bool {
    let look = || -> rusqlite::Result<bool> {
        let db = read_only(path)?;
        let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" || !schema::is_ours(&db)? {
            return Ok(true);
        }
        // This program cannot judge the tables of a newer version.
        Ok(schema::version(&db)? <= schema::VERSION && !schema::differences(&db)?.is_empty())
    };
    look().unwrap_or_else(|error| match error {
        // SQLite does not report these errors as damage, but they show that a value is not text or
        // not of the expected type.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => true,
        error => tells_of_damage(&error),
    })
}

/// Renames the history. The journal is renamed first, because a journal without its file is
/// harmless, but SQLite would apply an old journal to a new file.
fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    let journal = sibling_path(from, "-wal");
    match fs::metadata(&journal) {
        Ok(meta) if meta.len() == 0 => fs::remove_file(journal)?,
        Ok(_) => fs::rename(journal, sibling_path(to, "-wal"))?,
        Err(_) => {}
    }
    // SQLite rebuilds the file from the journal.
    remove_if_exists(&sibling_path(from, "-shm"))?;
    fs::rename(from, to)?;
    sync_folder(from.parent().unwrap_or(Path::new(".")))
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

impl HistoryReset {
    /// Returns a notice about an empty history at `path` if it has backups.
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
