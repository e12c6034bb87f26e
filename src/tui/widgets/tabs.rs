//! A line of tabs or filters, each with how many rows it has.

use unicode_width::UnicodeWidthStr as _;

use crate::tui::keymap::Action;
use crate::tui::theme::Role;
use crate::tui::view::Row;

/// The tabs from `column` on; the one at `chosen` stands out.
pub fn tabs(column: u16, names: &[(&str, usize)], chosen: usize) -> Row {
    let mut row = Row::new();
    let mut at = column;
    for (number, (name, count)) in names.iter().enumerate() {
        let text = format!("{name} {count}");
        let end = at + text.width() as u16;
        let role = if number == chosen {
            Role::Accent
        } else {
            Role::Muted
        };
        row = row
            .at(at, text, role)
            .click_on(at..end, Action::Tab(number));
        at = end + 3;
    }
    row
}
