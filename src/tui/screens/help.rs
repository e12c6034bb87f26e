//! The help page, which describes the key bindings of the current screen.

use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, Key, scroll};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use ratatui::crossterm::event::KeyCode;

/// The help page for the key bindings of the screen below it.
pub struct Help {
    of: Vec<Binding>,
}

impl Help {
    pub fn new(mut of: Vec<Binding>) -> Self {
        // If a screen and the general bindings use the same key, the binding of the screen takes
        // precedence.
        let mut seen: Vec<Key> = Vec::new();
        of.retain(|binding| {
            let keys = binding.keys.iter().map(|(key, _)| *key);
            let new: Vec<_> = keys.filter(|key| !seen.contains(key)).collect();
            seen.extend(&new);
            !new.is_empty()
        });
        Self { of }
    }
}

/// Pages wider than this show long lists in two columns.
const TWO_COLUMNS: u16 = 100;
/// The width of the column for key names.
const KEYS: usize = 11;

impl Help {
    /// Returns the title and the keys of a group. Keys that do the same share a row. The list is
    /// empty if the screen has no such keys.
    fn group(&self, group: Group) -> Vec<(String, &'static str)> {
        let mut alike: Vec<(Vec<&str>, &'static str)> = Vec::new();
        for binding in self.of.iter().filter(|it| it.group == group) {
            match alike
                .iter_mut()
                .find(|(_, does)| *does == binding.description)
            {
                Some((keys, _)) => keys.push(&binding.shown),
                None => alike.push((vec![&binding.shown], binding.description)),
            }
        }
        let rows = alike.into_iter().map(|(keys, does)| (joined(&keys), does));
        let mut rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            rows.insert(0, (group.title().to_owned(), ""));
        }
        rows
    }
}

/// Joins the names of keys that do the same, or shortens them to a range if they do not fit in their
/// column.
fn joined(keys: &[&str]) -> String {
    let all = keys.join(" ");
    match keys {
        [first, .., last] if all.len() >= KEYS => format!("{first}-{last}"),
        _ => all,
    }
}

/// Adds the rows of `right` to those of `left`, shifted by `by` columns.
fn beside(left: &mut Sheet, right: Sheet, by: u16) {
    for (at, mut row) in right.rows.into_iter().enumerate() {
        for span in &mut row.spans {
            span.at += by;
        }
        match left.rows.get_mut(at) {
            Some(into) => into.spans.extend(row.spans),
            None => left.push(row),
        }
    }
}

/// A hint about functions that have no key.
const COMMANDS: &str = "Press : to find every command by name, such as theme, timer, sprint, study, \
                        banks, or report.";
/// A hint about the mouse functions of the terminal.
const MOUSE: &str = "Hold Shift (Option on macOS) while you drag to select text with the mouse.";

impl Screen for Help {
    fn bindings(&self) -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('?'), Action::Escape),
            (Key::of(KeyCode::F(1)), Action::Escape),
            (Key::char('q'), Action::Escape),
        ];
        let close = Binding::new("Esc", close, Group::Everywhere, "close help");
        vec![scroll(), close.hint("close")]
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        match action {
            Action::Escape | Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let groups = Group::ALL.map(|group| self.group(group));
        let rows: usize = groups.iter().map(|group| group.len() + 1).sum();
        let two = page.full() > TWO_COLUMNS && rows > page.body_height();
        let half = usize::from(page.full()) / 2;
        let (mut main, mut right) = (Sheet::default(), Sheet::default());
        for group in groups.into_iter().filter(|group| !group.is_empty()) {
            // Start the second column when the first one contains half of the rows.
            let column = if two && main.len() * 2 >= rows {
                &mut right
            } else {
                &mut main
            };
            if !column.is_empty() {
                column.push(Row::new());
            }
            let at = page.margin + 1;
            let width = if two { half } else { page.width_from(at) };
            for (keys, does) in group {
                let role = if does.is_empty() {
                    Role::Strong
                } else {
                    Role::Text
                };
                let does = truncate(does, width.saturating_sub(KEYS + 2));
                column.push(
                    Row::new()
                        .at(at, keys, role)
                        .at(at + KEYS as u16, does, Role::Muted),
                );
            }
        }
        beside(&mut main, right, half as u16);
        main.push(Row::new());
        let at = page.margin + 1;
        for hint in [COMMANDS, MOUSE] {
            main.text(page.at(at), hint, Role::Muted);
        }
        View::page("Help", main)
    }

    fn borrows_head(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn many_keys_are_a_range() {
        assert_eq!(joined(&["1", "2", "3", "4"]), "1 2 3 4");
        assert_eq!(joined(&["q Esc"]), "q Esc");
        assert_eq!(joined(&["a", "b", "c", "d", "e", "f"]), "a-f");
    }
}
