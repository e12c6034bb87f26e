//! Writes a log file on request. The log records what the program does, but never what the learner
//! answers or writes.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use log::{LevelFilter, Log, Metadata, Record};

use crate::clock::Clock;
use crate::disk::owner_only;
use crate::text::one_line;

struct Logbook {
    file: Mutex<File>,
    clock: Clock,
}

/// Starts appending log entries to the file at `path`. A new file is readable only by its owner.
pub fn start(path: &Path) -> io::Result<()> {
    // Opening a FIFO would block until a reader opens it.
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return Err(io::Error::other("not a regular file; specify another file"));
    }
    let mut options = owner_only();
    options.append(true).create(true);
    let logbook = Logbook {
        file: Mutex::new(options.open(path)?),
        clock: Clock::new(),
    };
    log::set_boxed_logger(Box::new(logbook)).map_err(io::Error::other)?;
    log::set_max_level(LevelFilter::Info);
    Ok(())
}

impl Log for Logbook {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Log only messages from this program, because those from libraries might contain answers.
        metadata.target().starts_with("certdrill")
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let at = jiff::Timestamp::from_millisecond(self.clock.now().utc_ms).unwrap_or_default();
        let said = one_line(&record.args().to_string());
        let line = format!("{at:.3} {:5} {said}\n", record.level());
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // Failing to write the log must not interrupt the program.
        let _unwritten = file.write_all(line.as_bytes());
    }

    fn flush(&self) {}
}
