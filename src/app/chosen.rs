//! Counts how often each option has been chosen in the whole history.

use std::collections::BTreeMap;

use super::App;
use crate::learn::{Chosen, Resets, chosen};
use crate::model::QuestionId;
use crate::quiz::Moment;

impl App {
    /// Returns the options that were chosen for each question asked so far. Reads the whole log.
    pub fn chosen(&self, now: &Moment) -> anyhow::Result<BTreeMap<QuestionId, Chosen>> {
        let notes = self.notes(now)?;
        let resets = Resets::of(notes.iter().map(|noted| (noted.at_ms, &noted.note)));
        let sessions = self.sessions()?;
        let sessions = sessions.iter().map(|sat| &sat.session);
        Ok(chosen(self.bank(), sessions, &resets))
    }
}
