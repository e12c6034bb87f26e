//! The suggestion to start a practice session, for pages that have no data to show yet.

use crate::app::Next;
use crate::app::words::about;
use crate::tui::keymap::{Action, Binding, go};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::Row;

/// Returns a row that starts a practice session in a bank with `questions` questions.
pub fn start(page: &Page, questions: usize) -> Row {
    let next = Next::practice(questions);
    let takes = match next {
        Next::Practice { questions } => about(questions),
        _ => String::new(),
    };
    Row::new()
        .at(page.columns.cursor, "▸", Role::Accent)
        .at(page.columns.text, next.offer(), Role::Strong)
        .until_if_free(page.end(), &takes, Role::Muted)
        .click(Action::Go)
}

/// Returns the key binding for the row that starts a practice session.
pub fn start_key() -> Binding {
    go("start", "start a practice session with mixed questions")
}
