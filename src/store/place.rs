//! The place of the open history: its path, its file, and the lock on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::lock::Lock;

/// Where the open history is. SQLite keeps writing to a file that was deleted or moved, and
/// nobody would find there what it wrote.
#[derive(Debug)]
pub struct Place {
    pub path: PathBuf,
    file: FileId,
    /// Never read: it is held as long as the history is open.
    _lock: Lock,
}

impl Place {
    /// The place of the history that is open at `path`.
    pub fn of(path: &Path, lock: Lock) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            file: file_id(path)?,
            _lock: lock,
        })
    }

    /// Whether the file that was opened is still at its path.
    pub fn is_intact(&self) -> bool {
        file_id(&self.path).is_ok_and(|found| found == self.file)
    }
}

/// A file whatever its path: its device and its number there.
#[cfg(unix)]
type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(path: &Path) -> io::Result<FileId> {
    use std::os::unix::fs::MetadataExt as _;
    let meta = fs::metadata(path)?;
    Ok((meta.dev(), meta.ino()))
}

/// Here an open file can be neither deleted nor moved.
#[cfg(not(unix))]
type FileId = ();

#[cfg(not(unix))]
fn file_id(path: &Path) -> io::Result<FileId> {
    fs::metadata(path).map(drop)
}
