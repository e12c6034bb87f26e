//! Paints a [`View`] into a buffer and records which areas are clickable.

mod footer;
mod popup;
mod scroll;

pub use footer::Footer;
pub use scroll::Scroll;
use scroll::Unseen;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr as _;

use super::keymap::Action;
use super::page::Page;
use super::theme::{Role, Theme, ascii};
use super::view::{Band, Head, Line, Row, Sheet, Span, View, truncate, width};

/// The appearance of text in a terminal.
#[derive(Clone, Debug)]
pub struct RenderOptions {
    pub theme: Theme,
    /// True if only ASCII symbols can be used.
    pub ascii: bool,
}

/// Clickable areas with their actions.
pub type Hits = Vec<(Rect, Action)>;

/// Returns the action for a click at `at`. If areas overlap, the one that was painted last applies.
pub fn hit(hits: &Hits, at: Position) -> Option<Action> {
    let found = hits.iter().rev().find(|(area, _)| area.contains(at));
    found.map(|(_, action)| *action)
}

/// Links, each with its area within a screen row and its address.
pub type Links = Vec<(Rect, String)>;

pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    page: Page,
    look: &'a RenderOptions,
    pub hits: Hits,
    pub links: Links,
    /// True if parts of the page are out of sight.
    scrolls: bool,
}

impl<'a> Painter<'a> {
    pub fn new(buffer: &'a mut Buffer, page: Page, look: &'a RenderOptions) -> Self {
        if look.theme.ground().bg.is_some() {
            buffer.set_style(page.area, look.theme.ground());
        }
        Self {
            buffer,
            page,
            look,
            hits: Vec::new(),
            links: Vec::new(),
            scrolls: false,
        }
    }

    /// Paints a page without its footer. If there is not enough space, removes optional rows from
    /// `view` first. If the page has no status row, returns the hint about rows that are out of
    /// sight so that the footer can show the hint.
    pub fn view(&mut self, view: &mut View, banner: Option<&str>, scroll: &mut Scroll) -> String {
        self.head(&view.head);
        if let (false, Some(banner)) = (self.page.short, banner) {
            let width = usize::from(self.page.full()).saturating_sub(2);
            let row = Row::new().at(self.page.margin, "!", Role::Warning).at(
                self.page.margin + 2,
                truncate(banner, width),
                Role::Text,
            );
            self.row(2, &row, self.page.margin + self.page.full());
        }
        if scroll.shows != view.shows {
            *scroll = Scroll {
                shows: view.shows.clone(),
                ..Scroll::default()
            };
        }
        let unseen = self.body(view, scroll);
        self.scrolls = unseen.above + unseen.below > 0;
        if self.page.short {
            return unseen.hint_text(false);
        }
        self.status(&view.status, &unseen.hint_text(true));
        String::new()
    }

    /// Paints the sheets and returns how many rows are out of sight.
    fn body(&mut self, view: &mut View, scroll: &mut Scroll) -> Unseen {
        const LEAST_UPPER: usize = 4;
        /// The minimum height of a scrolling list that can spare a row for a blank line.
        const ROOMY: usize = 15;
        let height = self.page.body_height();
        let top = self.page.body_top();
        let View {
            upper,
            keep,
            main,
            side,
            full,
            ..
        } = view;
        let room = height.saturating_sub(upper.len() + usize::from(!upper.is_empty()));
        main.fit(room);
        // Omit the blank row if everything fits without it, or if there are few rows.
        let stays = main.len() <= room || (main.len() > room + 1 && room >= ROOMY);
        let between = usize::from(!upper.is_empty() && stays);

        let upper_height = height
            .saturating_sub(main.len() + between)
            .max(LEAST_UPPER.max(*keep).min(upper.len()))
            .min(upper.len());
        upper.fit(upper_height);
        scroll.upper_most = upper.len() - upper_height.min(upper.len());
        scroll.upper = scroll.upper.min(scroll.upper_most);
        let end = if *full {
            self.page.margin + self.page.full()
        } else {
            self.page.end()
        };
        self.sheet(upper, top, upper_height, scroll.upper, end);

        let main_top = top + (upper_height + between) as u16;
        let main_height = height.saturating_sub(upper_height + between);
        scroll.main_most = main.len().saturating_sub(main_height);
        scroll.follows = main.focus.is_some();
        if let Some(focus) = &main.focus {
            if focus.len() > main_height {
                scroll.main = focus.start;
            } else if focus.end <= main_height {
                // Keep the content above a list visible as long as the selected row is visible,
                // too.
                scroll.main = 0;
            } else if focus.start < scroll.main {
                scroll.main = focus.start;
            } else if focus.end > scroll.main + main_height {
                scroll.main = focus.end - main_height;
            }
        }
        scroll.main = scroll.main.min(scroll.main_most);
        self.sheet(main, main_top, main_height, scroll.main, end);

        if self.page.side > 0 {
            side.fit(height);
            let edge = self.page.margin + self.page.full();
            let fits = side.len() <= height;
            let shown = height - usize::from(!fits).min(height);
            self.sheet(side, top, shown, 0, edge);
            if !fits {
                let unseen = Unseen {
                    above: 0,
                    below: side.len() - shown,
                    flowing: true,
                };
                let row = Row::new().at(self.page.side_at(), unseen.hint_text(true), Role::Muted);
                self.row(top + shown as u16, &row, edge);
            }
        }
        let below = (scroll.upper_most - scroll.upper) + (scroll.main_most - scroll.main);
        Unseen {
            above: scroll.upper + scroll.main,
            below,
            flowing: scroll.upper_most > 0 || main.focus.is_none(),
        }
    }

    fn sheet(&mut self, sheet: &Sheet, top: u16, height: usize, skip: usize, end: u16) {
        for (at, row) in sheet.rows.iter().skip(skip).take(height).enumerate() {
            self.row(top + at as u16, row, end);
        }
    }

    fn head(&mut self, head: &Head) {
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

    fn status(&mut self, status: &Line, more: &str) {
        let page = self.page;
        let y = page.area.height.saturating_sub(2);
        let end = page.margin + page.full();
        let row = Row::new().until(end, more, Role::Muted);
        self.row(y, &row, end);
        let room = usize::from(page.full()).saturating_sub(more.width() + 2);
        let fitted = truncate_line(status, room);
        self.row(y, &Row::new().line(page.margin, &fitted), end);
    }

    fn row(&mut self, y: u16, row: &Row, end: u16) {
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
    fn put(&mut self, x: u16, y: u16, text: &str, style: Style, end: u16) {
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

    fn style(&self, role: Role) -> Style {
        self.look.theme.style(role)
    }
}

/// Returns whether `symbol` occupies exactly one cell, even next to other such symbols: ASCII, the
/// middle dot, lines, and blocks. Most text consists of such symbols and need not be split into
/// grapheme clusters.
fn is_a_cell(symbol: char) -> bool {
    matches!(symbol, ' '..='~' | '·' | '─'..='▟')
}

/// Truncates `line` to `room` columns.
fn truncate_line(line: &Line, mut room: usize) -> Line {
    let mut fitted = Line::new();
    for (text, role) in line {
        let text = truncate(text, room);
        room = room.saturating_sub(text.width());
        fitted.push((text, *role));
    }
    fitted
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
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::{Painter, RenderOptions, is_a_cell, share};
    use crate::tui::page::Page;
    use crate::tui::theme::{Role, load};

    #[test]
    fn what_is_written_cell_by_cell_is_what_clusters_would_make_of_it() {
        let area = Rect::new(0, 0, 80, 24);
        let look = RenderOptions {
            theme: load("light").theme,
            ascii: false,
        };
        let cells: Vec<char> = ('\0'..='\u{2fff}').filter(|it| is_a_cell(*it)).collect();
        assert_eq!(cells.len(), 95 + 1 + 160);
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

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        assert_eq!(share(0, 10, 74), 0);
        assert_eq!(share(1, 1000, 74), 1);
        assert_eq!(share(999, 1000, 74), 73);
        assert_eq!(share(10, 10, 74), 74);
        assert_eq!(share(3, 0, 74), 0);
    }
}
