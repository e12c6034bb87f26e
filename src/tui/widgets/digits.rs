//! Numbers in large digits, three rows high.

use crate::tui::theme::Role;
use crate::tui::view::Row;

/// The height of a number in large digits.
pub const HEIGHT: usize = 3;
/// The width of a large digit, including the gap after it.
const STEP: u16 = 4;

/// Adds row `row` of `text` in large digits, starting at `column`. Only digits and `%` have a large
/// form; other characters are left blank.
pub fn digits(line: Row, column: u16, row: usize, text: &str, role: Role) -> Row {
    let places = text.chars().enumerate();
    places.fold(line, |line, (at, c)| {
        line.at(column + STEP * at as u16, form(c)[row], role)
    })
}

/// Returns the width of `text` in large digits.
pub fn width(text: &str) -> u16 {
    (STEP * text.chars().count() as u16).saturating_sub(1)
}

fn form(c: char) -> [&'static str; HEIGHT] {
    match c {
        '0' => ["█▀█", "█ █", "▀▀▀"],
        '1' => ["▀█ ", " █ ", "▀▀▀"],
        '2' => ["▀▀█", "█▀▀", "▀▀▀"],
        '3' => ["▀▀█", " ▀█", "▀▀▀"],
        '4' => ["█ █", "▀▀█", "  ▀"],
        '5' => ["█▀▀", "▀▀█", "▀▀▀"],
        '6' => ["█▀▀", "█▀█", "▀▀▀"],
        '7' => ["▀▀█", "  █", "  ▀"],
        '8' => ["█▀█", "█▀█", "▀▀▀"],
        '9' => ["█▀█", "▀▀█", "▀▀▀"],
        '%' => ["▀ ▄", "▄▀ ", "  ▀"],
        _ => ["   "; HEIGHT],
    }
}

#[cfg(test)]
mod tests {
    use super::{HEIGHT, form, width};

    #[test]
    fn every_digit_has_a_form_of_its_own_three_columns_wide() {
        let mut seen = std::collections::HashSet::new();
        for c in "0123456789%".chars() {
            let form = form(c);
            assert!(form.iter().all(|row| row.chars().count() == 3), "{c}");
            assert!(seen.insert(form), "{c} looks like another digit");
        }
        assert_eq!(form('x'), ["   "; HEIGHT]);
        assert_eq!(width("784"), 11);
    }
}
