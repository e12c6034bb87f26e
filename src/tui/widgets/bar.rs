//! A bar: a heavy line for the share, a light one for the rest.

use crate::quiz::Tally;
use crate::tui::paint::share;
use crate::tui::theme::Role;
use crate::tui::view::Row;

/// Adds a bar of `width` columns at `column`, for the share right of `tally`.
pub fn bar(row: Row, column: u16, width: u16, tally: Tally) -> Row {
    let heavy = share(tally.right, tally.of, usize::from(width)) as u16;
    row.at(column, "━".repeat(usize::from(heavy)), Role::Accent)
        .at(
            column + heavy,
            "─".repeat(usize::from(width - heavy)),
            Role::Faint,
        )
}
