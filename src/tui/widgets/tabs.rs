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

/// Tabs without counts from `column` on; where they are too long for `width`, those
/// around the one at `chosen`.
pub fn names(column: u16, width: u16, names: &[&str], chosen: usize) -> Row {
    const GAP: u16 = 3;
    let long = |names: &[&str]| -> u16 { names.iter().map(|it| it.width() as u16 + GAP).sum() };
    let mut first = 0;
    while first < chosen && long(&names[first..=chosen]) > width + GAP {
        first += 1;
    }
    let mut row = Row::new();
    let mut at = column;
    for (number, name) in names.iter().enumerate().skip(first) {
        let end = at + name.width() as u16;
        if end > column + width {
            break;
        }
        let role = if number == chosen {
            Role::Accent
        } else {
            Role::Muted
        };
        row = row
            .at(at, *name, role)
            .click_on(at..end, Action::Tab(number));
        at = end + GAP;
    }
    row
}
