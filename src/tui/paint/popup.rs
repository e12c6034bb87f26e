//! Paints framed popups over the dimmed body of a page.

use ratatui::style::Style;

use super::Painter;
use crate::tui::page::Page;
use crate::tui::screen::Popup;
use crate::tui::theme::Role;
use crate::tui::view::truncate;

impl Painter<'_> {
    /// Dims the body and paints a frame with the popup's rows in its center.
    pub fn popup(&mut self, popup: Popup) {
        let Popup {
            title,
            mut rows,
            width,
        } = popup;
        let page = self.page;
        let (top, bottom) = (page.body_top(), page.body_end());
        let under = self.look.theme.ground();
        let dimmed = Style::reset().patch(under).patch(self.style(Role::Faint));
        for y in top..bottom {
            for x in 0..page.area.width {
                let cell = &mut self.buffer[(x, y)];
                if cell.symbol() == "▸" {
                    cell.set_char(' ');
                }
                cell.set_style(dimmed);
            }
        }
        self.hits
            .retain(|(area, _)| !(top..bottom).contains(&area.y));
        self.links
            .retain(|(area, _)| !(top..bottom).contains(&area.y));
        rows.fit(usize::from(bottom.saturating_sub(top + 2)));
        let height = (rows.len() as u16 + 2)
            .min(bottom.saturating_sub(top))
            .max(2);
        let x = page.area.width.saturating_sub(width) / 2;
        let y = top + (bottom - top).saturating_sub(height) / 2;
        let blank = " ".repeat(usize::from(width + 4));
        let faint = self.style(Role::Faint);
        // Popup columns are relative to the edge of the screen instead of the edge of the page.
        let page_left = std::mem::take(&mut self.page.left);
        // The background of the selected row does not extend beyond the frame.
        self.page.margin = x + 1;
        self.page.columns.cursor = x + 1;
        for row in 0..height {
            self.put(
                x.saturating_sub(2),
                y + row,
                &blank,
                Style::reset().patch(under),
                u16::MAX,
            );
            let edge = match row {
                0 => Some(("╭", "╮")),
                row if row + 1 == height => Some(("╰", "╯")),
                _ => None,
            };
            let (left, right) = edge.unwrap_or(("│", "│"));
            if edge.is_some() {
                self.put(
                    x + 1,
                    y + row,
                    &"─".repeat(usize::from(width) - 2),
                    faint,
                    u16::MAX,
                );
            }
            self.put(x, y + row, left, faint, u16::MAX);
            self.put(x + width - 1, y + row, right, faint, u16::MAX);
        }
        let title = format!(" {} ", truncate(&title, usize::from(width) - 6));
        self.put(x + 2, y, &title, self.style(Role::Strong), u16::MAX);
        let inside = usize::from(height) - 2;
        let focus = rows.focus.as_ref().map_or(0, |focus| focus.end);
        let shown = rows.rows.iter().skip(focus.saturating_sub(inside));
        for (at, row) in shown.take(inside).enumerate() {
            let mut row = row.clone();
            for span in &mut row.spans {
                span.at += x + 1;
            }
            for (columns, _) in &mut row.clicks {
                *columns = columns.start + x + 1..columns.end + x + 1;
            }
            for (columns, _) in &mut row.links {
                *columns = columns.start + x + 1..columns.end + x + 1;
            }
            self.row(y + 1 + at as u16, &row, x + width - 1);
        }
        self.page = Page {
            left: page_left,
            ..page
        };
    }
}
