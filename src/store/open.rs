//! Opens the history file, or explains why it cannot be opened.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::backup::{BackupError, before_migration};
use super::lock::{Lock, Refusal};
use super::place::Place;
use super::private::{find_symlink, make_file, make_folder, restrict_permissions};
use super::quarantine::{HistoryReset, set_aside, tells_of_damage};
use super::schema;

/// The maximum time that a write waits for another program to finish writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// The maximum size of SQLite's page cache. A negative number is in KiB. Each session is read only
/// once, so a larger cache would only use memory.
const CACHE_KIB: i64 = -512;

/// An open history.
#[derive(Debug)]
pub struct Store {
    pub(super) db: Connection,
    pub(super) durable: bool,
    /// The path, file, and lock of the history; `None` for a history in memory.
    pub(super) place: Option<Place>,
    /// The reason the history is unexpectedly new, if it is.
    pub history_reset: Option<HistoryReset>,
}

/// The reason a history cannot be used. The file is not changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the history is not a file; move {0} elsewhere, or set XDG_STATE_HOME")]
    NotAFile(PathBuf),
    /// Another program could replace the target of a symbolic link.
    #[error("a part of the history is a symbolic link; replace it with the file itself ({0})")]
    Link(PathBuf),
    #[error(
        "the history is from a newer version of certdrill (format {found}; this one supports up to \
         {known}); update certdrill, or move {path} elsewhere"
    )]
    Newer {
        path: PathBuf,
        found: usize,
        known: usize,
    },
    /// Internal to this module, because [`Store::open`] sets such a file aside.
    #[error("the history is damaged, or was not written by certdrill ({0})")]
    Damaged(PathBuf),
    #[error("the history is damaged and in use; quit the other certdrill first")]
    DamagedAndHeld,
    #[error("another certdrill is restoring a backup; try again when it has finished")]
    Restoring,
    #[error(
        "the history's file system does not support locks; set XDG_STATE_HOME to another folder ({0})"
    )]
    NoLocks(std::io::Error),
    #[error("the history was not upgraded, because it could not be backed up first: {0}")]
    Backup(#[from] BackupError),
    #[error("{} ({path})", folder_in_words(source))]
    Folder {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("the history cannot be opened: {source} ({path})")]
    Sqlite {
        path: PathBuf,
        source: rusqlite::Error,
    },
}

impl Store {
    /// Opens the history at `path`. If the file and its folder are missing, creates them so that
    /// only the owner can access them. Sets the file aside and starts a new history if the file is
    /// damaged or belongs to another program.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        match Self::open_sound(path) {
            Err(OpenError::Damaged(_)) => Self::open_recreated(path),
            opened => opened,
        }
    }

    /// Sets the file at `path` aside if it is damaged, and then opens a history at `path`.
    fn open_recreated(path: &Path) -> Result<Self, OpenError> {
        let aside = set_aside(path).map_err(|refusal| match refusal {
            Refusal::Held => OpenError::DamagedAndHeld,
            Refusal::Failed(source) => folder_error(path, source),
        })?;
        let mut store = Self::open_sound(path)?;
        if let Some(damaged) = aside {
            store.history_reset = Some(HistoryReset::of_damaged(path, damaged));
        }
        Ok(store)
    }

    /// Returns whether `error`, which occurred while reading, shows damage that [`Self::open`] did
    /// not detect.
    pub fn is_damaged_by(&self, error: &rusqlite::Error) -> bool {
        self.place.is_some() && tells_of_damage(error)
    }

    /// Closes a damaged history, sets it aside, and starts a new one.
    pub fn recreate(self) -> Result<Self, OpenError> {
        let Some(place) = &self.place else {
            return Ok(self);
        };
        let path = place.path.clone();
        drop(self);
        Self::open_recreated(&path)
    }

    fn open_sound(path: &Path) -> Result<Self, OpenError> {
        if let Some(folder) = path.parent() {
            make_folder(folder).map_err(|source| folder_error(folder, source))?;
        }
        if let Some(link) = find_symlink(path) {
            return Err(OpenError::Link(link));
        }
        restrict_permissions(path).map_err(|source| folder_error(path, source))?;
        match fs::metadata(path) {
            Ok(meta) if !meta.is_file() => return Err(OpenError::NotAFile(path.to_owned())),
            Ok(_) => {}
            Err(_) => make_file(path).map_err(|source| folder_error(path, source))?,
        }
        let lock = Lock::shared(path).map_err(|refusal| match refusal {
            Refusal::Held => OpenError::Restoring,
            Refusal::Failed(source) if is_about_locks(&source) => OpenError::NoLocks(source),
            Refusal::Failed(source) => folder_error(path, source),
        })?;
        let explain = |source: rusqlite::Error| {
            if tells_of_damage(&source) {
                OpenError::Damaged(path.to_owned())
            } else {
                OpenError::Sqlite {
                    path: path.to_owned(),
                    source,
                }
            }
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags).map_err(explain)?;
        db.busy_timeout(PATIENCE).map_err(explain)?;
        // If the version is current, only read so that startup never waits for another program to
        // finish writing. Otherwise, migrate in a single transaction: if several programs create a
        // history at the same time, one of them migrates it, and the others find it up to date.
        let behavior = match schema::version(&db).map_err(explain)? {
            schema::VERSION => TransactionBehavior::Deferred,
            _ => TransactionBehavior::Immediate,
        };
        let tx = db.transaction_with_behavior(behavior).map_err(explain)?;
        if !schema::is_ours(&tx).map_err(explain)? {
            return Err(OpenError::Damaged(path.to_owned()));
        }
        let found = schema::version(&tx).map_err(explain)?;
        if found > schema::VERSION {
            return Err(OpenError::Newer {
                path: path.to_owned(),
                found,
                known: schema::VERSION,
            });
        }
        if (1..schema::VERSION).contains(&found) {
            before_migration(path, found).map_err(|error| match error {
                BackupError::Damaged(_) => OpenError::Damaged(path.to_owned()),
                BackupError::Sqlite(source) if tells_of_damage(&source) => {
                    OpenError::Damaged(path.to_owned())
                }
                error => error.into(),
            })?;
        }
        schema::migrate(&tx).map_err(explain)?;
        let history_reset = if schema::is_empty(&tx).map_err(explain)? {
            HistoryReset::of_empty(path)
        } else {
            None
        };
        tx.commit().map_err(explain)?;
        prepare(&db).map_err(explain)?;
        let place = Place::of(path, lock).map_err(|source| folder_error(path, source))?;
        Ok(Self {
            db,
            durable: true,
            place: Some(place),
            history_reset,
        })
    }

    /// Returns whether the history file was deleted, moved, or replaced.
    pub fn is_missing(&self) -> bool {
        let place = self.place.as_ref();
        place.is_some_and(|place| !place.is_intact())
    }

    /// Sets the maximum time that a write waits for another program to finish writing.
    pub fn set_patience(&self, patience: Duration) -> rusqlite::Result<()> {
        self.db.busy_timeout(patience)
    }

    /// Creates a history in memory, which is lost when the program ends.
    pub fn in_memory() -> rusqlite::Result<Self> {
        let db = Connection::open_in_memory()?;
        schema::migrate(&db)?;
        prepare(&db)?;
        Ok(Self::of(db))
    }

    /// Creates a history without a path from `db`, which must already be migrated.
    pub(super) fn of(db: Connection) -> Self {
        Self {
            db,
            durable: true,
            place: None,
            history_reset: None,
        }
    }
}

fn folder_error(path: &Path, source: std::io::Error) -> OpenError {
    OpenError::Folder {
        path: path.to_owned(),
        source,
    }
}

fn folder_in_words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::ReadOnlyFilesystem => "the history's folder is read-only".to_owned(),
        ErrorKind::PermissionDenied => {
            "you do not have permission to write to the history's folder".to_owned()
        }
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => format!("the history's folder cannot be used: {error}"),
    }
}

/// Returns whether a lock failed because the file system does not support locks, which is the case
/// for some network file systems.
#[cfg(unix)]
fn is_about_locks(error: &std::io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error())
}

#[cfg(not(unix))]
fn is_about_locks(_: &std::io::Error) -> bool {
    false
}

fn prepare(db: &Connection) -> rusqlite::Result<()> {
    /// The maximum number of attempts. The mode cannot be changed while another program writes, and
    /// SQLite does not wait in this case.
    const TRIES: u32 = 100;
    const PAUSE: Duration = Duration::from_millis(10);
    // Plan each statement only once, independently of its parameters.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // With a write-ahead log, saving an answer is a single small write. If WAL is not available,
    // the mode does not change. The default mode is slower but equally safe.
    for _ in 0..TRIES {
        let mode = db.query_row("PRAGMA journal_mode = WAL", [], |row| {
            row.get::<_, String>(0)
        });
        match mode {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(PAUSE);
            }
            Err(error) => return Err(error),
            Ok(_) => break,
        }
    }
    db.pragma_update(None, "cache_size", CACHE_KIB)?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)
}

#[cfg(test)]
mod tests {
    use super::{HistoryReset, OpenError, Store};

    #[test]
    fn the_bundled_sqlite_has_no_wal_reset_bug() {
        assert!(rusqlite::version_number() >= 3_051_003);
    }

    #[test]
    fn what_is_no_history_is_set_aside_and_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let list = "my shopping list, long enough to be looked at";
        for n in 1..3 {
            std::fs::write(&path, list).expect("written");
            let store = Store::open(&path).expect("recreated");
            let aside = folder.path().join(format!("history.db.damaged-{n}"));
            let history_reset = HistoryReset {
                damaged: Some(aside.clone()),
                restorable: false,
            };
            assert_eq!(store.history_reset, Some(history_reset));
            assert_eq!(std::fs::read_to_string(aside).expect("kept"), list);
        }
        assert!(matches!(
            Store::open(folder.path()),
            Err(OpenError::NotAFile(_))
        ));
    }

    #[test]
    fn what_another_program_has_open_stays_where_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let _open = Store::open(&path).expect("a new one");
        std::fs::write(&path, "overwritten by somebody").expect("written");
        assert!(matches!(Store::open(&path), Err(OpenError::DamagedAndHeld)));
        assert!(path.exists());
    }

    #[test]
    fn a_newer_history_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let store = Store::open(&path).expect("a new one");
        store
            .db
            .pragma_update(None, "user_version", 99)
            .expect("set");
        drop(store);
        assert!(matches!(
            Store::open(&path),
            Err(OpenError::Newer { found: 99, .. })
        ));
    }
}
