//! A bar that shows a share: a heavy line, a thin line for the rest, and a cross at a given level.

use crate::quiz::Tally;
use crate::tui::paint::share;
use crate::tui::theme::Role;
use crate::tui::view::Row;

/// Adds a bar of `width` columns at `column` for the share of correct answers in `tally`. A cross
/// marks `line`, a level from 0 to 1. The cross is in the heavy part if and only if the share
/// reaches the level.
pub fn bar(row: Row, column: u16, width: u16, tally: Tally, line: Option<f64>) -> Row {
    let mut heavy = share(tally.right, tally.of, usize::from(width)) as u16;
    let cross = line.map(|line| ((f64::from(width) * line) as u16).min(width.saturating_sub(1)));
    if let (Some(cross), Some(line), Some(share)) = (cross, line, tally.share()) {
        // Rounding must not put the end of the bar on the wrong side of the cross.
        heavy = if share >= line {
            heavy.max(cross + 1)
        } else {
            heavy.min(cross)
        };
    }
    let mut row = row
        .at(column, "━".repeat(usize::from(heavy)), Role::Accent)
        .at(
            column + heavy,
            "─".repeat(usize::from(width - heavy)),
            Role::Faint,
        );
    if let Some(cross) = cross {
        let symbol = if cross < heavy { "┿" } else { "┼" };
        row = row.at(column + cross, symbol, Role::Accent);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::quiz::Tally;
    use crate::tui::view::Row;

    fn drawn(right: usize, of: usize, line: f64) -> String {
        let row = bar(Row::new(), 0, 10, Tally { right, of }, Some(line));
        let mut cells = vec!['?'; 10];
        for span in row.spans {
            for (at, symbol) in span.text.chars().enumerate() {
                cells[usize::from(span.at) + at] = symbol;
            }
        }
        cells.into_iter().collect()
    }

    #[test]
    fn the_cross_is_in_the_heavy_part_exactly_when_the_line_is_reached() {
        assert_eq!(drawn(66, 100, 2.0 / 3.0), "━━━━━━┼───");
        assert_eq!(drawn(67, 100, 2.0 / 3.0), "━━━━━━┿───");
        assert_eq!(drawn(100, 100, 2.0 / 3.0), "━━━━━━┿━━━");
        assert_eq!(drawn(0, 100, 2.0 / 3.0), "──────┼───");
    }
}
