//! Paints a row: its band, the cursor highlight, and its text.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr as _;

use super::Painter;
use crate::tui::theme::{Role, ascii};
use crate::tui::view::{Band, Row, Span};

impl Painter<'_> {
    pub(super) fn row(&mut self, y: u16, row: &Row, end: u16) {
        #[cfg(test)]
        if self.page.area.width >= crate::tui::page::MADE_FOR.0 {
            assert_eq!(row.overlap(), None, "in {:?}", self.page.area);
        }
        let selected = Some(self.look.theme.selected()).filter(|_| row.selected);
        let ground = selected.filter(|_| self.look.theme.fills_selected());
        let until = row.until.unwrap_or(end).min(end);
        if let Some(ground) = ground {
            let from = self.page.margin.min(until);
            let blank = " ".repeat(usize::from(until.min(self.page.area.width) - from));
            self.put(from, y, &blank, ground, until);
        }
        let band = row.band.and_then(|band| self.band(y, row, band, end));
        for span in &row.spans {
            let under = span.at < until;
            for (at, text, style) in self.pieces(span) {
                let mut style = style;
                // Marks and values that have a background keep it.
                let is_free = style.bg.is_none();
                if let Some(ground) = ground.filter(|_| under && span.at >= self.page.margin) {
                    if is_free {
                        style = style.patch(ground).remove_modifier(Modifier::DIM);
                    }
                } else if let Some(selected) = selected.filter(|_| under && is_plain(span.role)) {
                    style = style.patch(selected).remove_modifier(Modifier::DIM);
                } else if let Some(band) = band.filter(|_| is_free) {
                    style = style.patch(band);
                }
                self.put(at, y, text, style, end);
            }
        }
        let line =
            |from: u16, to: u16| Rect::new(self.page.left + from, y, to.saturating_sub(from), 1);
        if let Some(action) = row.click {
            let from = row.spans.iter().map(|span| span.at).min().unwrap_or(0);
            let area = line(from, end);
            self.hits.push((area, action));
        }
        for (columns, address) in &row.links {
            let area = line(columns.start, columns.end.min(end));
            self.links
                .push((area.intersection(self.page.area), address.clone()));
        }
        for (columns, action) in &row.clicks {
            let area = line(columns.start, columns.end);
            self.hits.push((area, *action));
        }
    }

    /// Draws a band. If the theme writes words on bands, returns the style to add to these words.
    /// Otherwise, a band that is a bar continues as a line after the words.
    fn band(&mut self, y: u16, row: &Row, band: Band, end: u16) -> Option<Style> {
        let style = self.style(band.role);
        let from = self.page.columns.cursor;
        let fill = |painter: &mut Self, from: u16, to: u16| {
            let blank = " ".repeat(usize::from(to.saturating_sub(from)));
            painter.put(from, y, &blank, style, end);
        };
        if self.look.theme.carries_words(band.role) {
            fill(self, from, end);
            let mut over = style;
            over.fg = None;
            return Some(over);
        }
        let ends = row.spans.iter().map(|it| it.at + it.text.width() as u16);
        match (band.whole, ends.max()) {
            (true, Some(words)) => {
                fill(self, from, self.page.margin.max(from + 1));
                let rule = "━".repeat(usize::from(end.saturating_sub(words + 1)));
                let style = self.look.theme.lines(band.role);
                self.put(words + 1, y, &rule, style, end);
            }
            _ => fill(self, from, from + 1),
        }
        None
    }

    /// Returns the pieces of a span, with their columns and styles. If the theme gives marks a
    /// background, marks and the words next to them have different styles.
    fn pieces<'s>(&self, span: &'s Span) -> Vec<(u16, &'s str, Style)> {
        let theme = &self.look.theme;
        let style = theme.style(span.role);
        let text = span.text.as_str();
        if style.bg.is_none() || !(span.role.is_mark() || is_drawn(text)) {
            return vec![(span.at, text, style)];
        }
        if is_drawn(text) {
            return vec![(span.at, text, theme.lines(span.role))];
        }
        let words = text.find(char::is_alphanumeric).unwrap_or(text.len());
        let mark = text[..words].trim();
        let from = text.find(mark).unwrap_or(0);
        let column = |bytes: usize| span.at + text[..bytes].width() as u16;
        vec![
            (span.at, text, theme.words(span.role)),
            (column(from), mark, style),
        ]
    }

    /// Writes `text`, starting at column `x` of the page and ending before column `end`. Nothing is
    /// written outside the screen.
    pub(super) fn put(&mut self, x: u16, y: u16, text: &str, style: Style, end: u16) {
        let area = self.page.area;
        let x = self.page.left.saturating_add(x);
        let end = self.page.left.saturating_add(end).min(area.right());
        if x >= end || y >= area.bottom() {
            return;
        }
        let room = usize::from(end - x);
        let text = if self.look.ascii {
            Cow::Owned(text.chars().map(ascii).collect())
        } else {
            Cow::Borrowed(text)
        };
        if text.chars().all(is_a_cell) {
            for (symbol, x) in text.chars().zip(x..end) {
                self.buffer[(x, y)].set_char(symbol).set_style(style);
            }
        } else {
            self.buffer.set_stringn(x, y, text, room, style);
        }
    }
}

/// Returns whether `symbol` occupies exactly one cell, even next to other such symbols: ASCII, the
/// middle dot, dashes, quotation marks, the ellipsis, arrows, lines, blocks, and shapes. Most text
/// consists of such symbols and need not be split into grapheme clusters.
fn is_a_cell(symbol: char) -> bool {
    matches!(
        symbol,
        ' '..='~' | '·' | '‐'..='‧' | '←'..='↓' | '─'..='▟' | '■'..='◯' | '⚑' | '✓' | '✗'
    )
}

/// Returns whether `text` is a drawing, such as a bar, that consists of line and block characters.
fn is_drawn(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '─'..='▟'))
}

/// Returns whether the color of this role has no meaning and can therefore be replaced by the style
/// of the selected row.
fn is_plain(role: Role) -> bool {
    matches!(role, Role::Text | Role::Muted | Role::Strong)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::is_a_cell;
    use crate::tui::page::Page;
    use crate::tui::paint::{Painter, RenderOptions};
    use crate::tui::theme::{Role, load};

    #[test]
    fn what_is_written_cell_by_cell_is_what_clusters_would_make_of_it() {
        let area = Rect::new(0, 0, 80, 24);
        let look = RenderOptions {
            theme: load("light").theme,
            ascii: false,
        };
        let cells: Vec<char> = ('\0'..='\u{2fff}').filter(|it| is_a_cell(*it)).collect();
        assert_eq!(cells.len(), 95 + 1 + 24 + 4 + 160 + 80 + 3);
        let (mut written, mut expected) = (Buffer::empty(area), Buffer::empty(area));
        let mut painter = Painter::new(&mut written, Page::new(area), &look);
        expected.set_style(area, look.theme.ground());
        let (left, style) = (painter.page.left, painter.style(Role::Correct));
        for pair in cells
            .iter()
            .flat_map(|a| cells.iter().map(move |b| [*a, *b]))
        {
            let text = String::from_iter([pair, pair].concat());
            // There is no space for the fourth character.
            painter.put(5, 0, &text, style, 8);
            expected.set_stringn(left + 5, 0, &text, 3, style);
            let row = ..usize::from(area.width);
            assert_eq!(painter.buffer.content[row], expected.content[row], "{text}");
        }
    }
}
