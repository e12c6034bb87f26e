//! Restores a backup. The current history is kept as a backup so that a restore can be undone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::backup::{BackupContents, BackupError, copy, folder, holds, read_only};
use super::lock::{Lock, Refusal};
use super::private::{
    find_symlink, first_free, make_file, make_folder, remove_if_exists, sibling_path,
};
use super::schema;
use crate::disk::sync_folder;

/// The result of a restore.
#[derive(Debug)]
pub struct Restored {
    pub holds: BackupContents,
    /// The path of the previous history; `None` if there was none.
    pub replaced: Option<PathBuf>,
}

/// The reason why nothing was restored. The history is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error("the history is open in another certdrill; quit it first")]
    Held,
    #[error("{0} was written by a newer version of certdrill; update certdrill first")]
    Newer(PathBuf),
    #[error("{0} is not a certdrill history")]
    Foreign(PathBuf),
    #[error("{path} cannot be used: {source}")]
    Unusable { path: PathBuf, source: BackupError },
    #[error("a part of the history is a symbolic link; replace it with the file itself ({0})")]
    Link(PathBuf),
    #[error("the history cannot be replaced: {0}")]
    Files(#[from] io::Error),
}

/// Replaces the history at `path` with a copy of `backup`.
pub fn restore(path: &Path, backup: &Path) -> Result<Restored, RestoreError> {
    let unusable = |source: BackupError| RestoreError::Unusable {
        path: backup.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    if let Some(link) = find_symlink(path) {
        return Err(RestoreError::Link(link));
    }
    let _alone = Lock::exclusive(path).map_err(|refusal| match refusal {
        Refusal::Held => RestoreError::Held,
        Refusal::Failed(error) => error.into(),
    })?;
    let looked = look(backup).map_err(|error| unusable(error.into()))?;
    let holds = match looked {
        Looked::Holds(holds) => holds,
        Looked::Newer => return Err(RestoreError::Newer(backup.to_owned())),
        Looked::Foreign => return Err(RestoreError::Foreign(backup.to_owned())),
    };
    let fresh = path.with_extension("restored");
    copy(backup, &fresh).map_err(unusable)?;
    let replaced = if path.exists() {
        Some(keep(path)?)
    } else {
        None
    };
    // SQLite would apply an old journal to the new file.
    for ending in ["-wal", "-shm"] {
        remove_if_exists(&sibling_path(path, ending))?;
    }
    fs::rename(&fresh, path)?;
    sync_folder(path.parent().unwrap_or(Path::new(".")))?;
    Ok(Restored { holds, replaced })
}

enum Looked {
    Holds(BackupContents),
    Newer,
    Foreign,
}

fn look(backup: &Path) -> rusqlite::Result<Looked> {
    let db = read_only(backup)?;
    Ok(match schema::version(&db)? {
        version if version > schema::VERSION => Looked::Newer,
        version if version == 0 || !schema::is_ours(&db)? => Looked::Foreign,
        _ => Looked::Holds(holds(&db)?),
    })
}

/// Copies the history at `path` to the backups, even if it is damaged.
fn keep(path: &Path) -> io::Result<PathBuf> {
    let folder = folder(path);
    make_folder(&folder)?;
    let to = first_free(|n| folder.join(format!("history-replaced-{n}.db")));
    checkpoint_journal(path);
    if copy(path, &to).is_ok() {
        return Ok(to);
    }
    // Copy the files as they are, including a journal that could not be checkpointed.
    for ending in ["", "-wal"] {
        let (from, to) = (sibling_path(path, ending), sibling_path(&to, ending));
        if from.exists() {
            make_file(&to)?;
            let mut copied = fs::OpenOptions::new().write(true).open(&to)?;
            io::copy(&mut fs::File::open(&from)?, &mut copied)?;
            copied.sync_all()?;
        }
    }
    sync_folder(&folder)?;
    Ok(to)
}

/// Lets SQLite checkpoint the journal into the file so that the file is complete without the
/// journal.
fn checkpoint_journal(path: &Path) {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if let Ok(db) = Connection::open_with_flags(path, flags) {
        // Reading the file makes SQLite open the journal, and closing it runs a checkpoint.
        let _unless_damaged = schema::version(&db);
    }
}

#[cfg(test)]
mod tests {
    use super::{RestoreError, restore};
    use crate::store::{Store, backups};

    #[test]
    fn a_restore_can_be_undone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let mark = |name: &str| {
            let store = Store::open(&path).expect("it opens");
            let made = format!("CREATE TABLE {name} (x)");
            store.db.execute_batch(&made).expect("made");
        };
        let has = |name: &str| {
            let store = Store::open(&path).expect("it opens");
            store.db.prepare(&format!("SELECT * FROM {name}")).is_ok()
        };
        mark("first");
        let backup = folder.path().join("kept.db");
        std::fs::copy(&path, &backup).expect("copied");
        mark("second");
        let restored = restore(&path, &backup).expect("restored");
        assert!(has("first") && !has("second"));
        let replaced = restored.replaced.expect("there was one");
        assert_eq!(backups(&path).expect("a list")[0].path, replaced);
        restore(&path, &replaced).expect("undone");
        assert!(has("second"));
    }

    #[test]
    fn what_somebody_has_open_or_what_is_no_history_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let open = Store::open(&path).expect("a new one");
        let backup = folder.path().join("backup.db");
        std::fs::write(&backup, "").expect("written");
        let refused = restore(&path, &backup);
        assert!(matches!(refused, Err(RestoreError::Held)));
        drop(open);
        let refused = restore(&path, &backup);
        assert!(matches!(refused, Err(RestoreError::Foreign(_))));
        std::fs::write(&backup, "no database at all").expect("written");
        let refused = restore(&path, &backup);
        assert!(matches!(refused, Err(RestoreError::Unusable { .. })));
        assert!(Store::open(&path).is_ok());
    }
}
