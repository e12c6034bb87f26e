//! How the cursor of a list and the tabs above it move, alike on every screen.

use super::keymap::Action;

/// Rows that a page up or down goes.
const PAGE: usize = 10;

/// Where the cursor of a list of `len` rows goes from `at`; `None` when
/// `action` does not move it.
pub fn moved(at: usize, len: usize, action: Action) -> Option<usize> {
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

/// Which of `count` tabs comes after `tab`; `None` when `action` turns none.
pub fn turned(tab: usize, count: usize, action: Action) -> Option<usize> {
    match action {
        Action::NextTab => Some((tab + 1) % count),
        Action::PreviousTab => Some((tab + count - 1) % count),
        Action::Tab(to) => Some(to.min(count - 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{moved, turned};
    use crate::tui::keymap::Action;

    #[test]
    fn the_cursor_stops_at_the_ends_and_tabs_go_round() {
        assert_eq!(moved(0, 3, Action::Up), Some(0));
        assert_eq!(moved(2, 3, Action::Down), Some(2));
        assert_eq!(moved(0, 0, Action::Last), Some(0));
        assert_eq!(moved(1, 30, Action::PageDown), Some(11));
        assert_eq!(moved(1, 30, Action::PageUp), Some(0));
        assert_eq!(moved(1, 3, Action::Go), None);
        assert_eq!(turned(2, 3, Action::NextTab), Some(0));
        assert_eq!(turned(0, 3, Action::PreviousTab), Some(2));
        assert_eq!(turned(0, 3, Action::Tab(9)), Some(2));
    }
}
