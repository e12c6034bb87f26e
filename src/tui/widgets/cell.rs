//! A table cell on a page: its subject, its value with the reason, and its source.

use super::answer::{labeled, notes};
use super::sources::sources;
use super::value;
use crate::model::{Bank, CellRef};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Draws the cell at `at` with the learner's note; `None` if `bank` has no such cell.
pub fn cell(page: &Page, bank: &Bank, at: &CellRef, personal: Option<&str>) -> Option<Sheet> {
    let matrix = bank.matrix(&at.matrix)?;
    let (row, column) = matrix.place(at)?;
    let cell = matrix.cell(&at.row, &at.column)?;
    let mut sheet = Sheet::default();
    let start = page.columns.stem;
    let width = page.width_from(start);
    sheet.rich((start, width), &row.question(column), Role::Strong);
    sheet.gap();
    let role = matrix.value(row, cell).map_or(Role::Text, value::role);
    sheet.text((start, width), value::title(matrix, row, cell), role);
    sheet.rich((start, width), &cell.reason, Role::Text);
    sheet.push(Row::new());
    notes(&mut sheet, page, personal.as_slice());
    if cell.contested {
        let note = "Official pages leave this open, so it is never tested.";
        labeled(&mut sheet, page, "Note", note, Role::Warning);
    }
    labeled(&mut sheet, page, "Table", &matrix.title, Role::Muted);
    if let Some(topic) = matrix.topic.as_ref().and_then(|id| bank.topic(id)) {
        labeled(&mut sheet, page, "Topic", &topic.title, Role::Muted);
    }
    sources(&mut sheet, page, bank, &cell.source);
    sheet.trim();
    Some(sheet)
}
