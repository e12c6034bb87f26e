//! Key bindings for active text fields.

use ratatui::crossterm::event::KeyCode;

use super::{Action, Binding, Edit, Group, Key};

/// The keys that edit a text field, which are the same as on a command line.
fn editing() -> [Binding; 3] {
    let edit = |key, edit| (key, Action::Edit(edit));
    let delete = [
        edit(Key::of(KeyCode::Backspace), Edit::DeletePrevChar),
        edit(Key::ctrl('h'), Edit::DeletePrevChar),
        edit(Key::of(KeyCode::Delete), Edit::DeleteNextChar),
    ];
    let delete_more = [
        edit(Key::ctrl('w'), Edit::DeletePrevWord),
        edit(Key::ctrl('u'), Edit::DeleteFromStart),
        edit(Key::ctrl('k'), Edit::DeleteTillEnd),
    ];
    let go = [
        edit(Key::of(KeyCode::Left), Edit::GoToPrevChar),
        edit(Key::of(KeyCode::Right), Edit::GoToNextChar),
        edit(Key::ctrl_of(KeyCode::Left), Edit::GoToPrevWord),
        edit(Key::ctrl_of(KeyCode::Right), Edit::GoToNextWord),
        edit(Key::of(KeyCode::Home), Edit::GoToStart),
        edit(Key::ctrl('a'), Edit::GoToStart),
        edit(Key::of(KeyCode::End), Edit::GoToEnd),
        edit(Key::ctrl('e'), Edit::GoToEnd),
    ];
    let does = "delete a word, to the start, or to the end";
    [
        Binding::new("Backspace", delete, Group::Answer, "delete a character"),
        Binding::new("Ctrl-WUK", delete_more, Group::Answer, does),
        Binding::new("← →", go, Group::Move, "move the cursor in the text"),
    ]
}

/// Returns the bindings that work while letters are typed as text: those of `table` without letters
/// and editing keys, followed by the editing keys.
pub fn in_text(table: Vec<Binding>) -> Vec<Binding> {
    let editing = editing();
    let is_free = |key: Key| {
        let edits = editing.iter().any(|it| it.action_of(key).is_some());
        key.typed().is_none() && !edits
    };
    let mut left = Vec::new();
    for mut binding in table {
        binding.keys.retain(|(key, _)| is_free(*key));
        if binding.keys.is_empty() {
            continue;
        }
        // A binding that was shown with its letters is now shown with its other keys.
        let other = match binding.shown.as_str() {
            "j/k" => Some("↑↓"),
            "? F1" => Some("F1"),
            "q Esc" => Some("Esc"),
            _ => None,
        };
        if let Some(other) = other {
            binding.shown = other.into();
        }
        left.push(binding);
    }
    left.extend(editing);
    left
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyCode;

    use super::in_text;
    use crate::tui::keymap::{Action, Binding, Edit, Key, everywhere, paging, up_down};

    fn action(table: &[Binding], key: Key) -> Option<Action> {
        table.iter().find_map(|it| it.action_of(key))
    }

    #[test]
    fn in_text_letters_are_text_and_other_keys_still_act() {
        let mut table = vec![up_down("move")];
        table.extend(paging());
        table.extend(everywhere());
        let table = in_text(table);
        for letter in ['j', 'k', 'q', '?', ' '] {
            assert_eq!(action(&table, Key::char(letter)), None);
            assert_eq!(Key::char(letter).typed(), Some(letter));
        }
        assert_eq!(Key::ctrl('c').typed(), None);
        let keys = [
            (Key::of(KeyCode::Down), Action::Down),
            (Key::of(KeyCode::PageDown), Action::PageDown),
            (Key::of(KeyCode::F(1)), Action::Help),
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::ctrl('c'), Action::Quit),
            (Key::ctrl('u'), Action::Edit(Edit::DeleteFromStart)),
            (Key::of(KeyCode::End), Action::Edit(Edit::GoToEnd)),
        ];
        for (key, does) in keys {
            assert_eq!(action(&table, key), Some(does), "{key:?}");
        }
        let shown: Vec<_> = table.iter().map(|it| it.shown.as_str()).collect();
        assert!(shown.starts_with(&["↑↓", "PgDn PgUp", "F1"]), "{shown:?}");
    }
}
