//! Recovery from a history that turns out to be damaged while it is being read.

use super::App;
use crate::store::{AppendError, HistoryReset, Store};

impl App {
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
    pub(super) fn starts_over(&mut self, error: &anyhow::Error) -> bool {
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
