//! A row of a list with a cursor.

use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Adds `row` as entry `at` of a list. If the cursor is `here`, the entry has a pointer and stays
/// visible.
pub fn entry(sheet: &mut Sheet, page: &Page, row: Row, at: usize, here: bool) {
    entry_in(sheet, page.columns.cursor, row, at, here);
}

/// Adds an entry like [`entry`], with its pointer in `column`.
pub fn entry_in(sheet: &mut Sheet, column: u16, row: Row, at: usize, here: bool) {
    if here {
        sheet.focus = Some(sheet.len()..sheet.len() + 1);
    }
    sheet.push(pointed(row, column, at, here));
}

/// Returns `row` as entry `at` of a list. A click on it performs [`Action::Row`]. If the cursor is
/// `here`, the entry has a pointer in `column`.
pub fn pointed(row: Row, column: u16, at: usize, here: bool) -> Row {
    let row = row.selected(here).click(Action::Row(at));
    if here {
        row.at(column, "▸", Role::Accent)
    } else {
        row
    }
}
