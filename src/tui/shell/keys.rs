//! Which keys work now, and what the palette lists of them.

use super::Shell;
use crate::quiz::Moment;
use crate::tui::keymap::{self, Binding, Command, everywhere, in_text};

impl Shell {
    pub(super) fn bindings(&self) -> Vec<Binding> {
        let mut bindings = self.top().bindings();
        bindings.extend(self.general());
        self.as_typed(bindings)
    }

    /// What is bound whatever the screen does.
    fn general(&self) -> Vec<Binding> {
        let mut bindings = Vec::new();
        // What a popup asks for comes first.
        if self.top().popup(&self.page).is_none() {
            if !self.in_exam() {
                bindings.push(keymap::search());
            }
            bindings.push(keymap::commands());
        }
        bindings.extend(everywhere());
        bindings
    }

    /// What is left of a table while letters are text.
    fn as_typed(&self, table: Vec<Binding>) -> Vec<Binding> {
        if self.top().takes_text() {
            in_text(table)
        } else {
            table
        }
    }

    /// What the palette lists: what the screen does, the places of home, and what
    /// is bound everywhere. An exam is left by its own way out alone.
    pub(super) fn commands(&mut self, now: &Moment) -> Vec<Command> {
        // Home has not looked since it was left: an exam may have ended above it.
        if self.layers.len() > 1 && !self.in_exam() {
            let mut cx = self.desk.context(now);
            self.layers[0].screen.returned(&mut cx);
        }
        let mut listed = Command::all_in(&self.as_typed(self.top().bindings()));
        if !self.in_exam() {
            let places = self.layers[0].screen.places().into_iter();
            let new: Vec<_> = places
                .filter(|it| listed.iter().all(|known| known.name != it.name))
                .collect();
            listed.extend(new);
        }
        for command in Command::all_in(&self.as_typed(self.general())) {
            if !listed.iter().any(|it| it.action == command.action) {
                listed.push(command);
            }
        }
        listed
    }
}
