//! Recovery from a history that turns out to be damaged while it is being read.

use std::rc::Rc;

use anyhow::Context as _;

use super::snapshot::passed;
use super::{App, HistorySnapshot};
use crate::quiz::Moment;
use crate::store::{AppendError, HistoryReset, PastSession, Store};

/// The maximum number of sessions listed in full-screen mode. The command line lists all sessions.
const RECENT: usize = 200;

impl App {
    /// Returns the overview of this bank, which is cached until the history changes. Before
    /// computing the overview, ends sessions whose deadline has passed, as of their deadline. If
    /// the history is damaged, sets it aside and starts a new one.
    pub fn overview(&mut self, now: &Moment) -> anyhow::Result<Rc<HistorySnapshot>> {
        if let Some(snapshot) = self.current_snapshot(now) {
            return Ok(snapshot);
        }
        let overview = Rc::new(self.overview_of(now, RECENT)?);
        // An expired session is reported only once, so do not cache this overview.
        if overview.ran_out.is_none() {
            let seen = self.store.seen().ok();
            self.snapshot = seen.map(|seen| (Rc::clone(&overview), seen));
        }
        Ok(overview)
    }

    /// Returns the cached overview if it is still valid: no process has written to the history, the
    /// day is the same, and no session has expired.
    fn current_snapshot(&self, now: &Moment) -> Option<Rc<HistorySnapshot>> {
        let (overview, seen) = self.snapshot.as_ref()?;
        let is_current = self.store.seen().ok().as_ref() == Some(seen)
            && (overview.calendar, overview.offset_s) == (self.calendar(now), now.offset_s)
            && !overview.open.iter().any(|sat| passed(sat, now).is_some());
        is_current.then(|| Rc::clone(overview))
    }

    /// Returns every ended session with at least one answer, newest first.
    pub fn past(&mut self, now: &Moment) -> anyhow::Result<Vec<PastSession>> {
        Ok(self.overview_of(now, usize::MAX)?.past)
    }

    fn overview_of(&mut self, now: &Moment, most: usize) -> anyhow::Result<HistorySnapshot> {
        let read = self.read_overview(now, most);
        let read = match read {
            Err(error) if self.starts_over(&error) => self.read_overview(now, most),
            read => read,
        };
        read.context("the history cannot be read; run `certdrill history check` for details")
    }

    /// Returns the reason why answers are not saved; `None` if they are saved.
    pub fn unsaved_because(&self) -> Option<String> {
        let missing = || {
            let is_missing = self.store.is_missing();
            is_missing.then(|| AppendError::Missing.to_string())
        };
        self.no_history.clone().or_else(missing)
    }

    /// Returns the notice to show if the history was just replaced with a new one.
    pub fn history_reset(&self) -> Option<&HistoryReset> {
        self.store.history_reset.as_ref()
    }

    /// Starts a new history if `error` was caused by damage to the current history. If no new
    /// history can be started, falls back to an in-memory history. Returns whether reading can be
    /// retried.
    fn starts_over(&mut self, error: &anyhow::Error) -> bool {
        let cause = error.downcast_ref::<rusqlite::Error>();
        if !cause.is_some_and(|it| self.store.is_damaged_by(it)) {
            return false;
        }
        let Ok(stand_in) = Store::in_memory() else {
            return false;
        };
        match std::mem::replace(&mut self.store, stand_in).recreate() {
            Ok(store) => self.store = store,
            Err(error) => self.no_history = Some(error.to_string()),
        }
        true
    }
}
