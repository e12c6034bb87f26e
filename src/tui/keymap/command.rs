//! Palette commands, which are actions that can be selected by name.

use super::synonyms::synonyms;
use super::{Action, Binding, Key};
use crate::app::words::capitalized;

/// An action with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    /// The word for the action in the footer, which the palette also searches.
    pub hint: String,
    /// Other words that the palette searches.
    pub also: &'static str,
    /// The heading of the group that the command belongs to, such as `Go to`.
    pub section: &'static str,
    /// The key that runs the command without the palette.
    pub key: String,
    pub action: Action,
}

impl Command {
    /// Returns a command without a key.
    pub fn new(name: impl Into<String>, section: &'static str, action: Action) -> Self {
        Self {
            name: name.into(),
            hint: String::new(),
            also: synonyms(action),
            section,
            key: String::new(),
            action,
        }
    }

    /// Returns the commands in a table of bindings, one per action. Moving, typing, unavailable
    /// actions, and opening the palette are not commands.
    pub fn all_in(table: &[Binding]) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for binding in table.iter().filter(|it| !it.unavailable) {
            let mut actions: Vec<(Key, Action)> = Vec::new();
            for (key, action) in &binding.keys {
                if !actions.iter().any(|(_, it)| it == action) {
                    actions.push((*key, *action));
                }
            }
            let several = actions.len() > 1;
            for (key, action) in actions {
                if is_motion(action)
                    || is_of_option(action)
                    || found.iter().any(|it| it.action == action)
                {
                    continue;
                }
                let (name, key) = match key.typed().filter(|_| several) {
                    Some(letter) => (
                        format!("{}: {letter}", binding.description),
                        letter.to_string(),
                    ),
                    None => (binding.description.to_owned(), binding.shown.clone()),
                };
                found.push(Self {
                    hint: binding.hint.clone().unwrap_or_default(),
                    key,
                    ..Self::new(capitalized(&name), binding.group.title(), action)
                });
            }
        }
        found
    }
}

/// Returns whether `action` affects a single option. Such actions would fill the list, and each of
/// them has its own key.
fn is_of_option(action: Action) -> bool {
    matches!(action, Action::Option(_) | Action::Strike(_))
}

fn is_motion(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::First
            | Action::Last
            | Action::PageUp
            | Action::PageDown
            | Action::NextTab
            | Action::PreviousTab
            // The rows of the home screen are listed by name among the places that it offers.
            | Action::Row(_)
            | Action::Edit(_)
            | Action::Typed(_)
            | Action::Commands
            | Action::Escape
    )
}

#[cfg(test)]
mod tests {
    use super::Command;
    use crate::tui::keymap::{Action, Binding, Group, Key, everywhere, letter, paging, up_down};

    #[test]
    fn a_table_becomes_commands_with_their_keys() {
        let options = [
            (Key::char('a'), Action::Option(0)),
            (Key::char('b'), Action::Option(1)),
            (Key::char('1'), Action::Option(0)),
        ];
        let mut table = vec![
            Binding::new("a-b", options, Group::Answer, "choose"),
            letter('f', Action::Flag, Group::Answer, "flag or unflag"),
            up_down("move"),
        ];
        table.extend(paging());
        table.extend(everywhere());
        let found = Command::all_in(&table);
        let shown: Vec<_> = found
            .iter()
            .map(|it| (it.name.as_str(), it.key.as_str()))
            .collect();
        assert_eq!(
            shown[..2],
            [
                ("Flag or unflag", "f"),
                ("Show the keys for this screen", "? F1"),
            ]
        );
        assert!(shown.contains(&("Quit the program; an open session is saved", "Ctrl-C")));
        assert!(!found.iter().any(|it| it.action == Action::Down));
    }
}
