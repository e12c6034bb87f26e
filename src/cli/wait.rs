//! Long work says how far it is, once it takes longer than a second and somebody
//! watches. It stops at Ctrl-C: nothing is written before all of it is done.

use std::io::{self, IsTerminal as _, Write as _};

use crate::clock::Clock;

pub struct Wait {
    clock: Clock,
    began_ms: u64,
    said_ms: u64,
    asked: u32,
    is_watched: bool,
    has_said: bool,
}

impl Wait {
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

    /// As [`Wait::at`], where it is asked so often that the clock is looked at now
    /// and then only.
    pub fn often_at(&mut self, place: impl FnOnce() -> String) {
        self.asked = self.asked.wrapping_add(1);
        if self.asked.is_multiple_of(256) {
            self.at(place);
        }
    }

    /// Says that the work is at `place`, where it is time to say so.
    pub fn at(&mut self, place: impl FnOnce() -> String) {
        if !self.is_watched {
            return;
        }
        let now = self.clock.now().boot_ms;
        if is_due(now - self.began_ms, now - self.said_ms) {
            (self.said_ms, self.has_said) = (now, true);
            // Where it cannot be said, it is not.
            let _said = write!(io::stderr(), "\r{} ", place());
        }
    }

    pub fn over(&mut self) {
        if std::mem::take(&mut self.has_said) {
            let _said = writeln!(io::stderr());
        }
    }
}

/// How much of a bank was read, as wide in the end as in the beginning.
pub fn share(done: usize, all: usize) -> String {
    format!("Reading the bank, {:>3}%", done * 100 / all.max(1))
}

/// Nothing in the first second, then five times a second.
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
