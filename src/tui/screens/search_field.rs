//! The search field above a list: `/` opens it, Esc leaves it, and Esc again clears it.

use ratatui::crossterm::event::KeyCode;

use crate::tui::keymap::{Action, Binding, Group, Key, back, leave};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, truncate};
use crate::tui::widgets::Field;

/// The maximum length of the search text, in characters.
const MOST: usize = 100;

pub struct SearchField {
    field: Field,
    /// True while the field has the focus.
    typing: bool,
}

impl SearchField {
    pub fn new(text: &str, typing: bool) -> Self {
        Self {
            field: Field::new(text, MOST),
            typing,
        }
    }

    pub fn text(&self) -> &str {
        self.field.text()
    }

    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Returns whether the field has the focus or contains text.
    pub fn is_open(&self) -> bool {
        self.typing || !self.text().is_empty()
    }

    /// Adds the keys that leave the field, clear it, and leave the page.
    pub fn extend_bindings(&self, table: &mut Vec<Binding>) {
        let escape = [(Key::of(KeyCode::Esc), Action::Escape)];
        if self.typing {
            let does = "leave the field and keep the results";
            table.push(Binding::new("Esc", escape, Group::Everywhere, does).hint("done"));
        } else if self.is_open() {
            let does = "clear the search";
            table.push(Binding::new("Esc", escape, Group::Everywhere, does).hint("clear"));
            table.push(leave("back", "go back"));
        } else {
            table.push(back("back", "go back"));
        }
    }

    /// Handles `action` and returns whether the text may have changed. Returns `None` if the action
    /// is not for the field.
    pub fn act(&mut self, action: Action) -> Option<bool> {
        if self.typing && self.field.act(action) {
            return Some(true);
        }
        match action {
            Action::Search => self.typing = true,
            Action::Escape if self.typing => self.typing = false,
            Action::Escape => {
                self.field = Field::new("", MOST);
                return Some(true);
            }
            _ => return None,
        }
        Some(false)
    }

    /// Inserts pasted text. Returns whether the field has the focus and accepts it.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.typing {
            self.field.insert(text);
        }
        self.typing
    }

    /// Draws the field. While it is not open, it shows `hint`.
    pub fn row(&self, page: &Page, hint: &str) -> Row {
        let label = page.columns.mark;
        let at = label + 6;
        let width = page.width_from(at);
        let find = Row::new()
            .at(label, "Find", Role::Muted)
            .click(Action::Search);
        if self.typing {
            find.line(at, &self.field.line(width))
        } else if self.is_open() {
            find.at(at, truncate(self.text(), width), Role::Text)
        } else {
            find.at(at, hint, Role::Faint)
        }
    }
}
