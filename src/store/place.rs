//! The location of the open history: its path, the identity of its file, and the lock on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::lock::Lock;

/// The location of the open history. The location is checked because SQLite continues to write to a
/// file that was deleted or moved, where nobody would find the answers.
#[derive(Debug)]
pub struct Place {
    pub path: PathBuf,
    file: FileId,
    /// The lock, which is never read. It stays acquired while the history is open.
    _lock: Lock,
}

impl Place {
    /// Returns the location of the history that is open at `path`.
    pub fn of(path: &Path, lock: Lock) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            file: file_id(path)?,
            _lock: lock,
        })
    }

    /// Returns whether the opened file is still at its path.
    pub fn is_intact(&self) -> bool {
        file_id(&self.path).is_ok_and(|found| found == self.file)
    }
}

/// The identity of a file, which consists of its device and inode numbers.
#[cfg(unix)]
type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(path: &Path) -> io::Result<FileId> {
    use std::os::unix::fs::MetadataExt as _;
    let meta = fs::metadata(path)?;
    Ok((meta.dev(), meta.ino()))
}

/// On other systems, an open file can be neither deleted nor moved.
#[cfg(not(unix))]
type FileId = ();

#[cfg(not(unix))]
fn file_id(path: &Path) -> io::Result<FileId> {
    fs::metadata(path).map(drop)
}
