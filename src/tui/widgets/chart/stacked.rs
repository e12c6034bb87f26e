//! Stacked bars that show how many items are known and how well.

use super::Area;
use crate::learn::{Masteries, Mastery};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// The order of the parts, from the best-known items to the items that the learner was never asked
/// about.
const ORDER: [Mastery; 5] = [
    Mastery::Mastered,
    Mastery::Known,
    Mastery::Fading,
    Mastery::Learning,
    Mastery::New,
];

/// Returns the symbol and the role of a part. Every part has a different symbol so that the bar can
/// be read without colors.
fn look(mastery: Mastery) -> (&'static str, Role) {
    match mastery {
        Mastery::Mastered => ("█", Role::Correct),
        Mastery::Known => ("▓", Role::Correct),
        Mastery::Fading => ("▒", Role::Warning),
        Mastery::Learning => ("░", Role::Accent),
        Mastery::New => ("·", Role::Faint),
    }
}

/// Adds a bar of `width` columns at `column`. Every nonempty part is visible.
pub fn three_part_bar(row: Row, column: u16, width: u16, masteries: Masteries) -> Row {
    let mut row = row;
    let mut at = column;
    for (mastery, wide) in widths(masteries, width) {
        let (sign, role) = look(mastery);
        row = row.at(at, sign.repeat(usize::from(wide)), role);
        at += wide;
    }
    row
}

/// Divides `width` among the parts. Every nonempty part gets at least one column, and the rest is
/// divided by the largest remainder method.
fn widths(masteries: Masteries, width: u16) -> Vec<(Mastery, u16)> {
    let total = masteries.total();
    let parts = ORDER.into_iter().map(|it| (it, masteries.get(it)));
    let parts: Vec<_> = parts.filter(|(_, count)| *count > 0).collect();
    let exact = |count: usize| count as f64 * f64::from(width) / total.max(1) as f64;
    let mut widths: Vec<_> = parts
        .iter()
        .map(|(mastery, count)| (*mastery, (exact(*count) as u16).max(1)))
        .collect();
    loop {
        let used: u16 = widths.iter().map(|(_, wide)| wide).sum();
        let missing = |at: &usize| exact(parts[*at].1) - f64::from(widths[*at].1);
        let order = |a: &usize, b: &usize| missing(a).total_cmp(&missing(b));
        let places = 0..widths.len();
        let (at, by): (_, i32) = match used.cmp(&width) {
            std::cmp::Ordering::Less => (places.max_by(order), 1),
            std::cmp::Ordering::Greater => {
                (places.filter(|at| widths[*at].1 > 1).min_by(order), -1)
            }
            std::cmp::Ordering::Equal => return widths,
        };
        let Some(at) = at else {
            return widths;
        };
        widths[at].1 = widths[at].1.saturating_add_signed(by as i16);
    }
}

/// Adds a legend for the parts, with the numbers in `counts`, if given. Mastered items are also
/// known, so their number is shown as part of the number of known items.
pub fn legend(sheet: &mut Sheet, place: Area, counts: Option<Masteries>) {
    let mut row = Row::new();
    let mut at = place.at;
    let mut order = ORDER;
    if counts.is_some() {
        order.swap(0, 1);
    }
    for mastery in order {
        let (sign, role) = look(mastery);
        let name = match counts {
            Some(counts) => match mastery {
                Mastery::Known => format!("{} known", counts.all_known()),
                Mastery::Mastered => format!("{} of them mastered", counts.mastered),
                other => format!("{} {}", counts.get(other), other.name()),
            },
            None => mastery.name().to_owned(),
        };
        let end = at + 3 + name.chars().count() as u16;
        if end > place.end() && at > place.at {
            sheet.push(std::mem::take(&mut row));
            at = place.at;
        }
        row = row.at(at, sign.repeat(2), role);
        let end = at + 3 + name.chars().count() as u16;
        row = row.at(at + 3, name, Role::Muted);
        at = end + 2;
    }
    sheet.push(row);
}

#[cfg(test)]
mod tests {
    use super::widths;
    use crate::learn::{Masteries, Mastery};

    #[test]
    fn parts_fill_the_bar_and_none_vanishes() {
        let masteries = Masteries {
            new: 600,
            learning: 1,
            fading: 0,
            known: 300,
            mastered: 2,
        };
        let widths = widths(masteries, 30);
        assert_eq!(
            widths,
            [
                (Mastery::Mastered, 1),
                (Mastery::Known, 9),
                (Mastery::Learning, 1),
                (Mastery::New, 19)
            ]
        );
    }

    #[test]
    fn widths_always_add_up() {
        for known in 0..40 {
            for new in 0..40 {
                let masteries = Masteries {
                    known,
                    new,
                    fading: 3,
                    ..Masteries::default()
                };
                let sum: u16 = widths(masteries, 23).iter().map(|(_, wide)| wide).sum();
                assert_eq!(sum, 23, "{known} known, {new} new");
            }
        }
        assert_eq!(widths(Masteries::default(), 23), []);
    }
}
