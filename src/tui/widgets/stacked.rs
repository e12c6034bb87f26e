//! A bar with three parts: known, learning, and new items.

use crate::tui::theme::Role;
use crate::tui::view::Row;

/// Draws `parts` as lines of different weights in `width` columns, starting at `column`. Every
/// nonempty part has at least one column.
pub fn mastery_bar(column: u16, width: u16, parts: [usize; 3]) -> Row {
    const LOOKS: [(&str, Role); 3] = [("━", Role::Accent), ("╍", Role::Text), ("─", Role::Faint)];
    let all: usize = parts.iter().sum();
    let (mut reached, mut at) = (0, 0);
    let mut row = Row::new();
    for (number, ((symbol, role), part)) in LOOKS.into_iter().zip(parts).enumerate() {
        reached += part;
        let later = parts[number + 1..].iter().filter(|it| **it > 0).count() as u16;
        let ends = (reached * usize::from(width)).div_ceil(all.max(1)) as u16;
        let least = at + u16::from(part > 0);
        let ends = ends.min(width.saturating_sub(later)).max(least);
        let ends = if part == 0 { at } else { ends };
        row = row.at(column + at, symbol.repeat(usize::from(ends - at)), role);
        at = ends;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::mastery_bar;

    #[test]
    fn every_part_is_seen_and_all_columns_are_used() {
        let drawn = |parts| {
            let row = mastery_bar(0, 10, parts);
            row.spans.into_iter().map(|it| it.text).collect::<String>()
        };
        assert_eq!(drawn([5, 3, 2]), "━━━━━╍╍╍──");
        assert_eq!(drawn([0, 0, 7]), "──────────");
        assert_eq!(drawn([1, 1, 1000]), "━╍────────");
        assert_eq!(drawn([1000, 1, 1]), "━━━━━━━━╍─");
        assert_eq!(drawn([3, 0, 0]), "━━━━━━━━━━");
    }
}
