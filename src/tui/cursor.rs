//! Moves the cursor in a list and switches between the tabs above it, in the same way on every
//! screen.

use super::keymap::Action;

/// The number of rows that Page Up and Page Down move the cursor.
const PAGE: usize = 10;

/// Returns the position in a list of `len` rows after a move from `at`; `None` if `action` does not
/// move the cursor.
pub fn move_cursor(at: usize, len: usize, action: Action) -> Option<usize> {
    let last = len.saturating_sub(1);
    match action {
        Action::Up => Some(at.saturating_sub(1)),
        Action::Down => Some((at + 1).min(last)),
        Action::First => Some(0),
        Action::Last => Some(last),
        Action::PageUp => Some(at.saturating_sub(PAGE)),
        Action::PageDown => Some((at + PAGE).min(last)),
        _ => None,
    }
}

/// Returns which of `count` tabs `action` switches to; `None` if it does not switch tabs.
pub fn switch_tab(tab: usize, count: usize, action: Action) -> Option<usize> {
    match action {
        Action::NextTab => Some((tab + 1) % count),
        Action::PreviousTab => Some((tab + count - 1) % count),
        Action::Tab(to) => Some(to.min(count - 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{move_cursor, switch_tab};
    use crate::tui::keymap::Action;

    #[test]
    fn the_cursor_stops_at_the_ends_and_tabs_go_round() {
        assert_eq!(move_cursor(0, 3, Action::Up), Some(0));
        assert_eq!(move_cursor(2, 3, Action::Down), Some(2));
        assert_eq!(move_cursor(0, 0, Action::Last), Some(0));
        assert_eq!(move_cursor(1, 30, Action::PageDown), Some(11));
        assert_eq!(move_cursor(1, 30, Action::PageUp), Some(0));
        assert_eq!(move_cursor(1, 3, Action::Go), None);
        assert_eq!(switch_tab(2, 3, Action::NextTab), Some(0));
        assert_eq!(switch_tab(0, 3, Action::PreviousTab), Some(2));
        assert_eq!(switch_tab(0, 3, Action::Tab(9)), Some(2));
    }
}
