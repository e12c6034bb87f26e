//! A scale that shows a result and the probable range of the next result.

use crate::quiz::Estimate;
use crate::tui::theme::Role;
use crate::tui::view::Row;

/// Returns a scale of `width` columns, starting at `column`: a heavy line between the low and high
/// estimates, a dot at the result, and a cross at `line`.
pub fn band(column: u16, width: u16, estimate: Estimate, line: Option<f64>) -> Row {
    let last = f64::from(width.saturating_sub(1));
    let at = |share: f64| (share.clamp(0.0, 1.0) * last).round() as u16;
    let (low, dot, high) = (at(estimate.low), at(estimate.share), at(estimate.high));
    let cross = line.map(at);
    let mut row = Row::new();
    for x in 0..width {
        let inside = (low..=high).contains(&x);
        let (symbol, role) = match (x == dot, cross == Some(x), inside) {
            (true, ..) => ("●", Role::Accent),
            (_, true, true) => ("┿", Role::Accent),
            (_, true, false) => ("┼", Role::Accent),
            (.., true) => ("━", Role::Accent),
            _ => ("─", Role::Faint),
        };
        row = row.at(column + x, symbol, role);
    }
    row
}
