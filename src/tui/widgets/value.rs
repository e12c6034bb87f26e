//! Table values with their symbols, titles, and roles, so values are never distinguished by color
//! alone.

use crate::model::{Cell, Matrix, Row, Value};
use crate::tui::theme::Role;

/// Returns the role of `value`.
pub fn role(value: &Value) -> Role {
    if value.applies {
        Role::of_tone(value.tone)
    } else {
        Role::Muted
    }
}

/// Returns the title of the value in `cell`, or the value's ID if the row does not define the
/// value.
pub fn title<'a>(matrix: &'a Matrix, row: &'a Row, cell: &'a Cell) -> &'a str {
    matrix
        .value(row, cell)
        .map_or(cell.value.as_str(), |value| &value.title)
}
