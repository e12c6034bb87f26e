//! Opens the history file, or says why not.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::schema;

/// How long a write waits for another program to finish its own.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open history.
#[derive(Debug)]
pub struct Store {
    pub(super) db: Connection,
    pub(super) durable: bool,
}

/// Why a history cannot be used. The file is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the history is not a file; move {0} away, or set XDG_STATE_HOME")]
    NotAFile(PathBuf),
    #[error(
        "the history is of a newer certdrill (version {found}, this one knows {known}); update \
         certdrill, or move {path} away"
    )]
    Newer {
        path: PathBuf,
        found: usize,
        known: usize,
    },
    #[error("the history is damaged or not certdrill's; move {0} away to begin a new one")]
    Foreign(PathBuf),
    #[error("the history's folder cannot be used: {source} ({path})")]
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
    /// Opens the history at `path`, making it and its folder where they are
    /// missing, for their owner alone.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        if let Some(folder) = path.parent() {
            make_private_folder(folder).map_err(|source| OpenError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        }
        match fs::metadata(path) {
            Ok(meta) if !meta.is_file() => return Err(OpenError::NotAFile(path.to_owned())),
            Ok(_) => {}
            Err(_) => make_private_file(path).map_err(|source| OpenError::Folder {
                path: path.to_owned(),
                source,
            })?,
        }
        let explain = |source: rusqlite::Error| match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                OpenError::Foreign(path.to_owned())
            }
            _ => OpenError::Sqlite {
                path: path.to_owned(),
                source,
            },
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags).map_err(explain)?;
        db.busy_timeout(PATIENCE).map_err(explain)?;
        // Looked at and brought up to date in one go: of several programs that
        // begin a history at once, one does it and the others find it done.
        let tx = db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(explain)?;
        if !schema::is_ours(&tx).map_err(explain)? {
            return Err(OpenError::Foreign(path.to_owned()));
        }
        let found = schema::version(&tx).map_err(explain)?;
        if found > schema::VERSION {
            return Err(OpenError::Newer {
                path: path.to_owned(),
                found,
                known: schema::VERSION,
            });
        }
        schema::migrate(&tx).map_err(explain)?;
        tx.commit().map_err(explain)?;
        prepare(&db).map_err(explain)?;
        Ok(Self { db, durable: true })
    }

    /// A history that is forgotten when the program ends.
    pub fn in_memory() -> rusqlite::Result<Self> {
        let db = Connection::open_in_memory()?;
        schema::migrate(&db)?;
        prepare(&db)?;
        Ok(Self { db, durable: true })
    }
}

fn prepare(db: &Connection) -> rusqlite::Result<()> {
    /// The mode cannot be changed while another program writes, and SQLite does not wait for that.
    const TRIES: u32 = 100;
    const PAUSE: Duration = Duration::from_millis(10);
    // A write-ahead log makes an answer one small write. Where it cannot be had
    // the mode stays what it was, which is slower and just as safe.
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
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

/// The journals take their permissions from the file.
fn make_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::{OpenError, Store};

    #[test]
    fn the_bundled_sqlite_has_no_wal_reset_bug() {
        assert!(rusqlite::version_number() >= 3_051_003);
    }

    #[test]
    fn what_is_no_history_is_refused_and_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        std::fs::write(&path, "my shopping list, long enough to be looked at").expect("written");
        assert!(matches!(Store::open(&path), Err(OpenError::Foreign(_))));
        let kept = std::fs::read_to_string(&path).expect("still there");
        assert!(kept.starts_with("my shopping list"));
        assert!(matches!(
            Store::open(folder.path()),
            Err(OpenError::NotAFile(_))
        ));
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
