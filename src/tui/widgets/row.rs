//! A table row with one line per column, which shows the answer to a question together with its
//! neighbors.

use unicode_width::UnicodeWidthStr as _;

use super::value;
use crate::model::{self, Bank, Cell, CellRef, Matrix, Question};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};

/// Returns the content of the second column: the table row that contains the first cell that an
/// option of `question` refers to. The sheet is empty if no option refers to a cell.
pub fn row_of(page: &Page, bank: &Bank, question: &Question) -> Sheet {
    let claims = question.choices.iter().flat_map(|choice| &choice.claims);
    let cells: Vec<_> = claims.map(|claim| &claim.cell).collect();
    row_of_cells(page.at_side(), bank, &cells)
}

/// Returns the table row that contains the first of `cells`, in `width` columns starting at column
/// `at`. All `cells` in this row are marked. The sheet is empty if `cells` is empty.
pub fn row_of_cells((at, width): (u16, usize), bank: &Bank, cells: &[&CellRef]) -> Sheet {
    let mut sheet = Sheet::default();
    let Some(first) = cells.first() else {
        return sheet;
    };
    let Some(matrix) = bank.matrix(&first.matrix) else {
        return sheet;
    };
    let Some(row) = matrix.row(&first.row) else {
        return sheet;
    };
    sheet.text((at, width), &row.title, Role::Strong);
    sheet.push(Row::new());
    let titles = row.cells.iter().flatten();
    let widest_value = titles
        .map(|cell| shown(matrix, row, cell).width())
        .max()
        .unwrap_or(0)
        .min(width / 2);
    let widest_name = matrix
        .columns
        .iter()
        .map(|it| it.title.width())
        .max()
        .unwrap_or(0);
    let value_at = (2 + widest_name + 2).min(width.saturating_sub(widest_value + 2)) as u16;
    for (column, cell) in matrix.columns.iter().zip(&row.cells) {
        let Some(cell) = cell else {
            continue;
        };
        let here = cells
            .iter()
            .any(|it| it.row == first.row && it.column == column.id);
        let of_value = matrix.value(row, cell).map_or(Role::Text, value::role);
        let role = if here { Role::Strong } else { Role::Text };
        let name = truncate(&column.title, usize::from(value_at).saturating_sub(4));
        let value = format!(
            " {:<widest_value$} ",
            truncate(shown(matrix, row, cell), widest_value)
        );
        sheet.push(
            Row::new()
                .at(at, if here { "›" } else { "" }, Role::Accent)
                .at(at + 2, name, role)
                .at(at + value_at, value, of_value),
        );
    }
    sheet
}

/// Returns the short text to show for the value of `cell`.
fn shown<'a>(matrix: &'a Matrix, row: &'a model::Row, cell: &'a Cell) -> &'a str {
    if cell.contested {
        "contested"
    } else {
        value::title(matrix, row, cell)
    }
}
