//! A line of tabs or filters. If there is not enough space, only the tabs around the selected one
//! are shown, and a symbol marks each side on which tabs are hidden.

use unicode_width::UnicodeWidthStr as _;

use crate::app::words::thousands;
use crate::tui::keymap::Action;
use crate::tui::theme::Role;
use crate::tui::view::Row;

/// The width of the symbol for hidden tabs, including a space.
const MORE: u16 = 2;

/// Returns the tabs in `width` columns, starting at `column`. `names` contains the name of each tab
/// and its number of rows. The tab at `chosen` is highlighted.
pub fn tabs(column: u16, width: u16, names: &[(&str, usize)], chosen: usize) -> Row {
    let labels = names
        .iter()
        .map(|(name, count)| format!("{name} {}", thousands(*count)));
    line(column, width, &labels.collect::<Vec<_>>(), chosen)
}

/// Returns tabs without counts.
pub fn names(column: u16, width: u16, names: &[&str], chosen: usize) -> Row {
    line(column, width, names, chosen)
}

fn line<T: AsRef<str>>(column: u16, width: u16, labels: &[T], chosen: usize) -> Row {
    let widths: Vec<u16> = labels.iter().map(|it| it.as_ref().width() as u16).collect();
    let long = |widths: &[u16], gap: u16| {
        widths
            .iter()
            .map(|it| it + gap)
            .sum::<u16>()
            .saturating_sub(gap)
    };
    let gap = if long(&widths, 3) <= width { 3 } else { 2 };
    let mut shown = 0..labels.len();
    if long(&widths, gap) > width {
        let room = width.saturating_sub(2 * MORE);
        while shown.start < chosen && long(&widths[shown.start..=chosen], gap) > room {
            shown.start += 1;
        }
        while shown.end > chosen + 1 && long(&widths[shown.clone()], gap) > room {
            shown.end -= 1;
        }
    }
    let mut row = Row::new();
    let mut at = column;
    if shown.start > 0 {
        row = row
            .at(at, "‹", Role::Muted)
            .click_on(at..at + 1, Action::PreviousTab);
        at += MORE;
    }
    for number in shown.clone() {
        let end = at + widths[number];
        let role = if number == chosen {
            Role::Accent
        } else {
            Role::Muted
        };
        row = row
            .at(at, labels[number].as_ref(), role)
            .click_on(at..end, Action::Tab(number));
        at = end + gap;
    }
    if shown.end < labels.len() {
        let at = at - gap + 1;
        row = row
            .at(at, "›", Role::Muted)
            .click_on(at..at + 1, Action::NextTab);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::names;

    const PAGES: [&str; 5] = ["Overview", "Sessions", "Exams", "Topics", "Days"];

    fn shown(width: u16, chosen: usize) -> Vec<String> {
        let row = names(3, width, &PAGES, chosen);
        let ends = row
            .spans
            .iter()
            .map(|it| it.at + it.text.chars().count() as u16);
        assert!(ends.max() <= Some(3 + width), "{row:?}");
        row.spans.into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn all_are_there_where_they_fit_and_a_sign_says_where_not() {
        assert_eq!(shown(43, 0), PAGES);
        assert_eq!(shown(39, 0), PAGES, "closer together");
        assert_eq!(
            shown(38, 0),
            ["Overview", "Sessions", "Exams", "Topics", "›"]
        );
        assert_eq!(shown(38, 4), ["‹", "Sessions", "Exams", "Topics", "Days"]);
        assert_eq!(shown(18, 2), ["‹", "Exams", "Topics", "›"]);
    }
}
