//! What was chosen at each question, over the whole history.

use std::collections::BTreeMap;

use super::App;
use crate::learn::{Chosen, Resets, chosen};
use crate::model::QuestionId;

impl App {
    /// The answers to each question that was ever asked. This reads the whole log.
    pub fn chosen(&self) -> anyhow::Result<BTreeMap<QuestionId, Chosen>> {
        let notes = self.notes()?;
        let resets = Resets::of(notes.iter().map(|noted| (noted.at_ms, &noted.note)));
        let sessions = self.sessions()?;
        let sessions = sessions.iter().map(|sat| &sat.session);
        Ok(chosen(self.bank(), sessions, &resets))
    }
}
