//! Paints the stack: the topmost page, the popups over it, and what is said
//! where the window is too small for either.

use ratatui::buffer::Buffer;

use super::{Layer, Shell};
use crate::quiz::Moment;
use crate::tui::page::{MADE_FOR, Page};
use crate::tui::paint::{Foot, Links, Painter};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, line};

impl Shell {
    /// Paints the topmost page with the popups over it. Returns where it has links.
    pub fn paint(&mut self, buffer: &mut Buffer, now: &Moment) -> Links {
        #[cfg(debug_assertions)]
        if self.last_heard.is_some() {
            crate::tui::trigger::panic_in("draw");
        }
        let area = *buffer.area();
        if self.looks_like != self.desk.app.settings {
            self.looks_like = self.desk.app.settings.clone();
            self.look = self.environment.look(&self.looks_like);
        }
        self.page = Page::new(area);
        self.hits.clear();
        let base = self.base();
        let least = self.layers[base].screen.least();
        self.too_small = !self.fits(base);
        if self.too_small {
            self.too_small(buffer, least);
            return Links::new();
        }
        let mut view = self.layers[base].screen.view(&self.page, now);
        let page_below = self.layers[..base]
            .iter()
            .rfind(|layer| layer.screen.popup(&self.page).is_none());
        if let Some(page_below) = page_below.filter(|_| self.layers[base].screen.borrows_head()) {
            let below = page_below.screen.view(&self.page, now).head;
            view.head.part = below.place.to_lowercase();
            view.head.right = below.right;
            view.head.done = below.done;
            view.head.clock = below.clock;
        }
        if let Some(toast) = &self.toast {
            view.status = line(toast.clone(), Role::Muted);
        }
        let banner = self.banner();
        let bindings = self.bindings();
        let mut painter = Painter::new(buffer, self.page, &self.look);
        let scroll = &mut self.layers[base].scroll;
        let more = painter.view(&mut view, banner.as_deref(), scroll);
        for layer in &self.layers[base + 1..] {
            if let Some(popup) = layer.screen.popup(&self.page) {
                painter.popup(popup);
            }
        }
        let mut foot = Foot::default();
        // Of a popup the keys alone are shown.
        if self.page.short && base + 1 == self.layers.len() {
            foot.more = more;
            foot.said = banner.map_or(view.status, |it| line(it, Role::Warning));
            let (made_columns, made_rows) = MADE_FOR;
            foot.note = format!(
                "{}×{}, made for {made_columns}×{made_rows}",
                area.width, area.height
            );
        }
        painter.footer(&bindings, &foot);
        self.hits = painter.hits;
        let links = painter.links;
        for layer in &mut self.layers {
            layer.seen = true;
        }
        links
    }

    /// The topmost page, which popups may lie on.
    fn base(&self) -> usize {
        let pages = |layer: &Layer| layer.screen.popup(&self.page).is_none();
        self.layers.iter().rposition(pages).unwrap_or(0)
    }

    fn fits(&self, layer: usize) -> bool {
        let (columns, rows) = self.layers[layer].screen.least();
        let area = self.page.area;
        area.width >= columns && area.height >= rows
    }

    /// Whether the window is large enough for a page that lies below.
    pub(super) fn fits_below(&self) -> bool {
        (0..self.base()).any(|layer| self.fits(layer))
    }

    fn banner(&self) -> Option<String> {
        let trouble = self
            .layers
            .iter()
            .rev()
            .find_map(|layer| layer.screen.banner());
        trouble.or_else(|| {
            let why = self.desk.app.no_history.as_ref()?;
            Some(format!("Answers are not kept: {why}."))
        })
    }

    fn too_small(&self, buffer: &mut Buffer, least: (u16, u16)) {
        let area = *buffer.area();
        buffer.set_style(area, self.look.theme.ground());
        let mut rows = Sheet::default();
        rows.push(Row::new().at(
            1,
            format!("certdrill is made for {} × {}.", least.0, least.1),
            Role::Strong,
        ));
        rows.push(Row::new().at(
            1,
            format!("This window is {} × {}.", area.width, area.height),
            Role::Text,
        ));
        rows.push(Row::new());
        rows.push(Row::new().at(1, "Nothing is lost. Make it larger,", Role::Muted));
        let out = if self.fits_below() {
            "or go back with Esc."
        } else {
            "or leave with q or Ctrl-C."
        };
        rows.push(Row::new().at(1, out, Role::Muted));
        for (y, row) in rows.rows.iter().enumerate().take(usize::from(area.height)) {
            for span in &row.spans {
                let room = usize::from(area.width.saturating_sub(span.at));
                if room > 0 {
                    let style = self.look.theme.style(span.role);
                    buffer.set_stringn(
                        area.x + span.at,
                        area.y + y as u16,
                        &span.text,
                        room,
                        style,
                    );
                }
            }
        }
    }
}
