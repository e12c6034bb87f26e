//! Paints the title row with the rule below it, and the status row.

use unicode_width::UnicodeWidthStr as _;

use super::Painter;
use crate::tui::theme::Role;
use crate::tui::view::{Head, Line, Row, truncate, width};

impl Painter<'_> {
    pub(super) fn head(&mut self, head: &Head) {
        let page = self.page;
        let end = page.margin + page.full();
        // The page title is more important than the position within the page.
        let room = usize::from(page.full()).saturating_sub(head.place.width() + 2);
        let stands = truncate_line(&head.right, room);
        let right = width(&stands) as u16;
        let row = Row::new().line(end.saturating_sub(right), &stands);
        self.row(0, &row, end);
        let room = usize::from(page.full()).saturating_sub(usize::from(right) + 2);
        let place = truncate(&head.place, room);
        let room = room.saturating_sub(place.width());
        let mut row = Row::new().at(page.margin, place.clone(), Role::Strong);
        let fits = head.part.width() + 3 <= room;
        if !head.part.is_empty() && room > 6 && (fits || !page.narrow) {
            let part = truncate(&format!(" · {}", head.part), room);
            row = row.at(page.margin + place.width() as u16, part, Role::Text);
        }
        self.row(0, &row, end);
        self.rule(head);
    }

    fn rule(&mut self, head: &Head) {
        let full = usize::from(self.page.full());
        let heavy = head.done.map_or(0, |(done, of)| share(done, of, full));
        let cross = head
            .clock
            .map(|at| ((full as f64 * at.clamp(0.0, 1.0)) as usize).min(full.saturating_sub(1)));
        for at in 0..full {
            let done = at < heavy;
            let symbol = match (cross == Some(at), done) {
                (true, true) => "┿",
                (true, false) => "┼",
                (false, true) => "━",
                (false, false) => "─",
            };
            let role = if done || cross == Some(at) {
                Role::Accent
            } else {
                Role::Faint
            };
            self.put(
                self.page.margin + at as u16,
                1,
                symbol,
                self.style(role),
                u16::MAX,
            );
        }
    }

    pub(super) fn status(&mut self, status: &Line, more: &str) {
        let page = self.page;
        let y = page.area.height.saturating_sub(2);
        let end = page.margin + page.full();
        let row = Row::new().until(end, more, Role::Muted);
        self.row(y, &row, end);
        let room = usize::from(page.full()).saturating_sub(more.width() + 2);
        let fitted = truncate_line(status, room);
        self.row(y, &Row::new().line(page.margin, &fitted), end);
    }
}

/// Truncates `line` to `room` columns.
pub(super) fn truncate_line(line: &Line, mut room: usize) -> Line {
    let mut fitted = Line::new();
    for (text, role) in line {
        let text = truncate(text, room);
        room = room.saturating_sub(text.width());
        fitted.push((text, *role));
    }
    fitted
}

/// Returns how many of `width` columns represent `done` out of `of`: at least one column if
/// anything is done and all columns only if everything is done.
pub fn share(done: usize, of: usize, width: usize) -> usize {
    if of == 0 || done == 0 {
        return 0;
    }
    if done >= of {
        return width;
    }
    (width * done / of).clamp(1, width.saturating_sub(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        assert_eq!(share(0, 10, 74), 0);
        assert_eq!(share(1, 1000, 74), 1);
        assert_eq!(share(999, 1000, 74), 73);
        assert_eq!(share(10, 10, 74), 74);
        assert_eq!(share(3, 0, 74), 0);
    }
}
