//! Paints a [`View`] into a buffer and records which areas are clickable.

mod footer;
mod head;
mod popup;
mod row;
mod scroll;

pub use footer::Footer;
pub use head::share;
pub use scroll::Scroll;
use scroll::Unseen;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::keymap::Action;
use super::page::Page;
use super::theme::{Role, Theme};
use super::view::{Row, Sheet, View, truncate};

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
        let mut height = self.page.body_height();
        let mut top = self.page.body_top();
        if let Some(row) = &view.across {
            self.row(top, row, self.page.margin + self.page.full());
            let rows = 1 + usize::from(height > ROOMY);
            height = height.saturating_sub(rows);
            top += rows as u16;
        }
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

    fn style(&self, role: Role) -> Style {
        self.look.theme.style(role)
    }
}
