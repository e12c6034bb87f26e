//! The daily backup. A small history is copied on exit. A large one is copied in the background
//! while the program runs so that exiting is fast.

use std::path::Path;
use std::thread::{self, JoinHandle};

use jiff::civil::Date;

use crate::clock::Clock;
use crate::paths;
use crate::store::{self, BackupError};

/// The minimum size of a large history, in bytes.
const LARGE: u64 = 8 * 1024 * 1024;

/// The backup that one run of the program makes.
pub struct DailyBackup {
    clock: Clock,
    /// The date and the thread of a background copy.
    beside: Option<(Date, JoinHandle<Result<bool, BackupError>>)>,
}

impl DailyBackup {
    /// Starts copying the history in the background if it is large.
    pub fn begin(clock: &Clock) -> Self {
        let today = clock.today();
        let large = paths::history().ok().filter(|path| is_large(path));
        let beside = large.and_then(|path| {
            let copy = move || store::back_up(&path, today);
            // If no thread can be started, the history is copied on exit.
            let thread = thread::Builder::new().name("backup".into()).spawn(copy);
            Some((today, thread.ok()?))
        });
        Self {
            clock: clock.clone(),
            beside,
        }
    }

    /// Copies the history if there is no backup for today. Abandons an incomplete background copy,
    /// so the next run makes the backup.
    pub fn finish(self) -> anyhow::Result<()> {
        let Ok(path) = paths::history() else {
            return Ok(());
        };
        match self.beside {
            None => store::back_up(&path, self.clock.today()).map(drop)?,
            Some((_, thread)) if thread.is_finished() => {
                // The panic hook has already reported any panic in the thread.
                thread.join().unwrap_or(Ok(false))?;
            }
            Some((day, _)) => store::abandon_backup(&path, day)?,
        }
        Ok(())
    }
}

fn is_large(history: &Path) -> bool {
    std::fs::metadata(history).is_ok_and(|meta| meta.len() >= LARGE)
}
