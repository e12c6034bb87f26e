//! Progress messages on standard error for work that takes longer than a second, shown only on a
//! terminal. Pressing Ctrl-C is safe at any time because nothing is written until the work is
//! complete.

use std::io::{self, IsTerminal as _, Write as _};

use crate::clock::Clock;

pub struct ProgressMessage {
    clock: Clock,
    began_ms: u64,
    said_ms: u64,
    asked: u32,
    is_watched: bool,
    has_said: bool,
}

impl ProgressMessage {
    pub fn new() -> Self {
        let clock = Clock::new();
        let now = clock.now().boot_ms;
        Self {
            clock,
            began_ms: now,
            said_ms: now,
            asked: 0,
            is_watched: io::stderr().is_terminal(),
            has_said: false,
        }
    }

    /// Reports progress like [`Self::at`], but checks the clock only on every 256th call. Suitable
    /// for frequent calls.
    pub fn often_at(&mut self, place: impl FnOnce() -> String) {
        self.asked = self.asked.wrapping_add(1);
        if self.asked.is_multiple_of(256) {
            self.at(place);
        }
    }

    /// Reports that the work has reached `place` if it is time for a report.
    pub fn at(&mut self, place: impl FnOnce() -> String) {
        if !self.is_watched {
            return;
        }
        let now = self.clock.now().boot_ms;
        if is_due(now - self.began_ms, now - self.said_ms) {
            (self.said_ms, self.has_said) = (now, true);
            // If standard error is closed, the progress cannot be shown.
            let _said = write!(io::stderr(), "\r{} ", place());
        }
    }

    pub fn over(&mut self) {
        if std::mem::take(&mut self.has_said) {
            let _said = writeln!(io::stderr());
        }
    }
}

/// Formats the progress of reading a bank as text of constant width.
pub fn share(done: usize, all: usize) -> String {
    format!("Reading the bank, {:>3}%", done * 100 / all.max(1))
}

/// Returns whether it is time for a report. No reports appear in the first second, and at most five
/// per second appear after that.
fn is_due(since_began_ms: u64, since_said_ms: u64) -> bool {
    since_began_ms >= 1000 && since_said_ms >= 200
}

#[cfg(test)]
mod tests {
    use super::{is_due, share};

    #[test]
    fn who_waits_less_than_a_second_is_told_nothing() {
        assert!(!is_due(999, 999));
        assert!(is_due(1000, 1000));
        assert!(!is_due(1100, 100));
    }

    #[test]
    fn nothing_to_read_is_no_share() {
        assert_eq!(share(0, 0), "Reading the bank,   0%");
        assert_eq!(share(2, 3), "Reading the bank,  66%");
    }
}
