//! One duty of a matrix across its columns: where a question's answer stands
//! among its neighbours.

use unicode_width::UnicodeWidthStr as _;

use super::owner::word;
use crate::model::{Bank, CellRef, Question};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut};

/// The row of the first cell that `question` speaks of, for the second column;
/// empty where it speaks of none.
pub fn duty(page: &Page, bank: &Bank, question: &Question) -> Sheet {
    let claims = question.choices.iter().flat_map(|choice| &choice.claims);
    let cells: Vec<_> = claims.map(|claim| &claim.cell).collect();
    duty_of(page.side_at(), usize::from(page.side), bank, &cells)
}

/// The row of the first of `cells`, in `width` columns from column `at` on, with
/// those marked that stand in it; empty without any.
pub fn duty_of(at: u16, width: usize, bank: &Bank, cells: &[&CellRef]) -> Sheet {
    let mut sheet = Sheet::default();
    let Some(first) = cells.first() else {
        return sheet;
    };
    let Some(matrix) = bank.matrices.iter().find(|it| it.id == first.matrix) else {
        return sheet;
    };
    let Some(row) = matrix.rows.iter().find(|it| it.id == first.row) else {
        return sheet;
    };
    sheet.text(at, width, &row.title, Role::Strong);
    sheet.push(Row::new());
    let widest = matrix
        .columns
        .iter()
        .map(|it| it.title.width())
        .max()
        .unwrap_or(0);
    let owner_at = (2 + widest + 2).min(width.saturating_sub(9)) as u16;
    for (column, cell) in matrix.columns.iter().zip(&row.cells) {
        let Some(cell) = cell.as_ref().filter(|cell| cell.is != "none") else {
            continue;
        };
        let here = cells
            .iter()
            .any(|it| it.row == first.row && it.column == column.id);
        let role = if here { Role::Strong } else { Role::Muted };
        let name = cut(&column.title, usize::from(owner_at).saturating_sub(4));
        let owner = if cell.contested {
            "contested"
        } else {
            word(&cell.is)
        };
        sheet.push(
            Row::new()
                .at(at, if here { "›" } else { "" }, Role::Accent)
                .at(at + 2, name, role)
                .at(at + owner_at, owner, role),
        );
    }
    sheet
}
