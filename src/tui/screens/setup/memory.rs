//! The set-up remembers the last choice, across starts of the program.

use std::collections::{BTreeMap, BTreeSet};

use super::Setup;
use crate::learn::Note;
use crate::tui::screen::Context;

impl Setup {
    /// Chooses what was chosen the last time, as far as there still is such a thing.
    pub(super) fn recall(&mut self, cx: &Context<'_>) {
        // A history that cannot be read is told of elsewhere; here it says nothing.
        let notes = cx.app.notes(&cx.now).unwrap_or_default();
        let last = notes.into_iter().rev().find_map(|noted| match noted.note {
            Note::SetUp {
                session,
                topics,
                values,
            } if session == self.kind => Some((topics, values)),
            _ => None,
        });
        let Some((topics, values)) = last else {
            return;
        };
        let ticked: BTreeSet<usize> = (0..self.bank.topics.len())
            .filter(|at| topics.contains(&self.bank.topics[*at].id))
            .collect();
        if !ticked.is_empty() {
            self.ticked = ticked;
        }
        for field in &mut self.fields {
            let wanted = values.get(field.label);
            let found = field
                .values
                .iter()
                .position(|(name, _)| Some(name) == wanted);
            field.chosen = found.unwrap_or(field.chosen);
        }
        self.recalled = Some(self.chosen());
    }

    /// Keeps what is chosen now, where it differs from the last time.
    pub(super) fn remember(&mut self, cx: &mut Context<'_>) {
        let chosen = self.chosen();
        if self.recalled.as_ref() != Some(&chosen) {
            // Where it cannot be kept the next set-up begins as this one did.
            let _a_convenience = cx.app.note(chosen, &cx.now);
        }
    }

    /// What is chosen now. No topic named is all of them, those to come among them.
    fn chosen(&self) -> Note {
        let all = self.ticked.len() == self.bank.topics.len();
        let ticked = self.ticked.iter().filter(|_| !all);
        let fields = self.fields.iter();
        let values: BTreeMap<String, String> = fields
            .filter_map(|field| {
                let (name, _) = field.values.get(field.chosen)?;
                Some((field.label.to_owned(), name.clone()))
            })
            .collect();
        Note::SetUp {
            session: self.kind,
            topics: ticked.map(|at| self.bank.topics[*at].id.clone()).collect(),
            values,
        }
    }
}
