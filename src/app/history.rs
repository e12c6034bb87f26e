//! Writes and reads records in the history that are not answers, such as study plans and resets,
//! and exports the history.

use super::App;
use super::random::random_id;
use crate::learn::Note;
use crate::quiz::Moment;
use crate::store::TimedNote;

impl App {
    /// Writes the whole history as JSON lines. Returns the number of events.
    pub fn write_log(&self, out: &mut impl std::io::Write) -> anyhow::Result<usize> {
        Ok(self.store.write_log(out)?)
    }

    /// Saves `note` to disk before returning.
    pub fn note(&mut self, note: Note, now: &Moment) -> anyhow::Result<()> {
        let noted = TimedNote {
            id: random_id(),
            at_ms: now.utc_ms,
            offset_s: now.offset_s,
            note,
        };
        let bank = self.stats().id.clone();
        self.snapshot = None;
        Ok(self.store.note(&bank, &noted)?)
    }

    /// Returns the readable notes on this bank, oldest first.
    pub fn notes(&self, now: &Moment) -> anyhow::Result<Vec<TimedNote>> {
        Ok(self.store.notes(&self.stats().id, now.utc_ms)?.0)
    }
}
