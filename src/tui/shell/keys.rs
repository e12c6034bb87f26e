//! The keys that are currently available and the commands that the palette lists.

use super::Shell;
use crate::tui::keymap::{self, Binding, Command, everywhere, in_text};

impl Shell {
    pub(super) fn bindings(&self) -> Vec<Binding> {
        let mut bindings = self.top().bindings();
        bindings.extend(self.global_bindings());
        self.as_typed(bindings)
    }

    /// Returns the bindings that do not depend on the screen.
    fn global_bindings(&self) -> Vec<Binding> {
        let mut bindings = Vec::new();
        // A popup must be closed before other screens can be opened.
        if self.top().popup(&self.page).is_none() {
            bindings.extend(keymap::paging());
            if !self.in_exam() {
                bindings.push(keymap::search());
            }
            bindings.push(keymap::commands());
        }
        bindings.extend(everywhere());
        bindings
    }

    /// Returns the bindings in `table` that currently work. While a text field is active, letters
    /// are typed instead.
    fn as_typed(&self, table: Vec<Binding>) -> Vec<Binding> {
        if self.top().takes_text() {
            in_text(table)
        } else {
            table
        }
    }

    /// Returns the commands in the palette: those of the screen, the places on the home screen, and
    /// the general commands. Places are not listed during a mock exam, because only its own
    /// commands can leave it.
    pub(super) fn commands(&mut self) -> Vec<Command> {
        // Update the home screen first, because a mock exam may have ended since that screen was
        // last shown.
        if self.layers.len() > 1 && !self.in_exam() {
            self.layers[0].screen.returned(&mut self.context);
        }
        let mut listed = Command::all_in(&self.as_typed(self.top().bindings()));
        if !self.in_exam() {
            let places = self.layers[0].screen.places(&self.context).into_iter();
            let new: Vec<_> = places
                .filter(|it| listed.iter().all(|known| known.name != it.name))
                .collect();
            listed.extend(new);
        }
        for command in Command::all_in(&self.as_typed(self.global_bindings())) {
            if !listed.iter().any(|it| it.action == command.action) {
                listed.push(command);
            }
        }
        listed
    }
}
