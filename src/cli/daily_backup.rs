//! The day's backup: a small history is copied when the program is left, and a large one
//! beside the session, because nobody waits for seconds on the way out.

use std::path::Path;
use std::thread::{self, JoinHandle};

use jiff::civil::Date;

use crate::clock::Clock;
use crate::paths;
use crate::store::{self, BackupError};

/// From how many bytes on a history is large.
const LARGE: u64 = 8 * 1024 * 1024;

/// The backup of one run of the program.
pub struct DailyBackup {
    clock: Clock,
    /// The copy that is made beside the session, and its day.
    beside: Option<(Date, JoinHandle<Result<bool, BackupError>>)>,
}

impl DailyBackup {
    /// Begins to copy the history if it is large.
    pub fn begin(clock: &Clock) -> Self {
        let today = clock.today();
        let large = paths::history().ok().filter(|path| is_large(path));
        let beside = large.and_then(|path| {
            let copy = move || store::back_up(&path, today);
            // Without room for a thread, it is copied in the end.
            let thread = thread::Builder::new().name("backup".into()).spawn(copy);
            Some((today, thread.ok()?))
        });
        Self {
            clock: clock.clone(),
            beside,
        }
    }

    /// Copies the history if there is no backup of today. A copy that is still being made is
    /// abandoned, and made by the next run.
    pub fn finish(self) -> anyhow::Result<()> {
        let Ok(path) = paths::history() else {
            return Ok(());
        };
        match self.beside {
            None => store::back_up(&path, self.clock.today()).map(drop)?,
            Some((_, thread)) if thread.is_finished() => {
                // A panic was reported where it happened.
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
