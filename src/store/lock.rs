//! Who has the history open. SQLite locks what it writes; this says that the
//! file itself has to stay where it is, because somebody uses it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a start waits for a restore to finish.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a restore waits for a program that is about to end.
const SHORT: Duration = Duration::from_millis(300);
const PAUSE: Duration = Duration::from_millis(10);

/// Held as long as the value lives. The system lets go of it for a killed program.
#[derive(Debug)]
pub struct Lock {
    /// Never read: the lock is bound to it.
    _file: File,
}

/// Why a lock was not had.
#[derive(Debug)]
pub enum Refusal {
    /// Another program has it.
    Held,
    /// It cannot be asked for.
    Failed(Error),
}

impl Lock {
    /// For using the history: any number of programs at a time.
    pub fn shared(history: &Path) -> Result<Self, Refusal> {
        Self::take(history, PATIENCE, File::try_lock_shared)
    }

    /// For putting another file in its place: nobody else uses it meanwhile.
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
                // A file system may have SQLite's locks and not these.
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

/// A file of its own: SQLite loses its locks on a file that is closed a second time.
fn place(history: &Path) -> PathBuf {
    history.with_extension("lock")
}

fn open(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
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
