//! A row of a list that a cursor moves through.

use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Adds `row` as number `at` of a list: a click on it is [`Action::Row`]. The one
/// that is `here`, under the cursor, is pointed at and kept in sight.
pub fn entry(sheet: &mut Sheet, page: &Page, row: Row, at: usize, here: bool) {
    let mut row = row.selected(here).click(Action::Row(at));
    if here {
        row = row.at(page.columns.cursor, "▸", Role::Accent);
        sheet.focus = Some(sheet.len()..sheet.len() + 1);
    }
    sheet.push(row);
}
