//! Locks the history while it is in use. SQLite locks the file only during writes. This lock
//! prevents the file from being replaced while a program uses it.

use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::disk::owner_only;

/// The maximum time that a starting program waits for a restore to finish.
const PATIENCE: Duration = Duration::from_secs(5);
/// The maximum time that a restore waits for a program that is about to exit.
const SHORT: Duration = Duration::from_millis(300);
const PAUSE: Duration = Duration::from_millis(10);

/// A lock that is released when the value is dropped. The operating system releases the lock of a
/// program that is killed.
#[derive(Debug)]
pub struct Lock {
    /// The open file, which is never read. Closing it releases the lock.
    _file: File,
}

/// The reason a lock was not acquired.
#[derive(Debug)]
pub enum Refusal {
    /// Another program is holding the lock.
    Held,
    /// The lock cannot be requested.
    Failed(Error),
}

impl Lock {
    /// Acquires a shared lock to use the history. Any number of programs can hold it at the same
    /// time.
    pub fn shared(history: &Path) -> Result<Self, Refusal> {
        Self::take(history, PATIENCE, File::try_lock_shared)
    }

    /// Acquires the lock for replacing the file. No other program can use the history while the
    /// file is locked.
    pub fn exclusive(history: &Path) -> Result<Self, Refusal> {
        Self::take(history, SHORT, File::try_lock)
    }

    fn take(
        history: &Path,
        patience: Duration,
        lock: fn(&File) -> Result<(), TryLockError>,
    ) -> Result<Self, Refusal> {
        let file = open(&place(history)).map_err(Refusal::Failed)?;
        let mut left = patience.as_millis() / PAUSE.as_millis();
        loop {
            match lock(&file) {
                Ok(()) => return Ok(Self { _file: file }),
                // Some file systems support SQLite's locks but not this kind of lock.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(Refusal::Failed(error)),
                Err(TryLockError::WouldBlock) if left == 0 => return Err(Refusal::Held),
                Err(TryLockError::WouldBlock) => {
                    left -= 1;
                    std::thread::sleep(PAUSE);
                }
            }
        }
    }
}

/// Returns the path of the lock. The lock is a separate file, because SQLite loses its locks on a
/// database file when the same process opens and closes that file again.
fn place(history: &Path) -> PathBuf {
    history.with_extension("lock")
}

fn open(path: &Path) -> Result<File, Error> {
    let mut options = owner_only();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::{Lock, Refusal};

    #[test]
    fn users_share_and_whoever_replaces_the_file_is_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let history = folder.path().join("history.db");
        let first = Lock::shared(&history).expect("free");
        let second = Lock::shared(&history).expect("shared");
        assert!(matches!(Lock::exclusive(&history), Err(Refusal::Held)));
        drop((first, second));
        let alone = Lock::exclusive(&history).expect("nobody uses it");
        assert!(matches!(Lock::exclusive(&history), Err(Refusal::Held)));
        drop(alone);
        Lock::shared(&history).expect("free again");
    }
}
