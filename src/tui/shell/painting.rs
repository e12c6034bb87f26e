//! Paints the stack: the topmost page and the popups over it, or a message if the window is too
//! small.

use ratatui::buffer::Buffer;

use super::{Layer, Shell};
use crate::tui::page::{MADE_FOR, Page, least};
use crate::tui::paint::{Footer, Links, Painter};
use crate::tui::theme::Role;
use crate::tui::view::{Sheet, line};

impl Shell {
    /// Paints the topmost page and the popups over it. Returns the links in the frame.
    pub fn paint(&mut self, buffer: &mut Buffer) -> Links {
        #[cfg(debug_assertions)]
        if self.last_heard.is_some() {
            crate::tui::test_panics::panic_in("draw");
            crate::tui::test_panics::run_out_of_memory();
        }
        let area = *buffer.area();
        if self.looks_like != self.context.app.settings {
            self.looks_like = self.context.app.settings.clone();
            self.look = self.environment.look(&self.looks_like);
        }
        self.page = Page::new(area);
        self.context.rows = area.height;
        self.hits.clear();
        let base = self.base();
        let (columns, rows) = least(area);
        self.too_small = area.width < columns || area.height < rows;
        if self.too_small {
            self.too_small(buffer);
            return Links::new();
        }
        let now = &self.context.now;
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
        let mut foot = Footer::default();
        // The footer of a popup contains only keys.
        if self.page.short && base + 1 == self.layers.len() {
            foot.more = more;
            foot.said = banner.map_or(view.status, |it| line(it, Role::Warning));
            let (made_columns, made_rows) = MADE_FOR;
            foot.note = format!(
                "{}×{}, designed for {made_columns}×{made_rows}",
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

    /// Returns the index of the topmost page, which popups may cover.
    fn base(&self) -> usize {
        let pages = |layer: &Layer| layer.screen.popup(&self.page).is_none();
        self.layers.iter().rposition(pages).unwrap_or(0)
    }

    fn banner(&self) -> Option<String> {
        let trouble = self
            .layers
            .iter()
            .rev()
            .find_map(|layer| layer.screen.banner());
        trouble.or_else(|| {
            let why = self.context.app.unsaved_because()?;
            Some(format!("Answers are not saved: {why}."))
        })
    }

    fn too_small(&self, buffer: &mut Buffer) {
        let area = *buffer.area();
        buffer.set_style(area, self.look.theme.ground());
        let (least_columns, least_rows) = least(area);
        let width = usize::from(area.width.saturating_sub(2));
        let mut rows = Sheet::default();
        let made_for =
            format!("certdrill needs a window of at least {least_columns} × {least_rows}.");
        rows.text((1, width), &made_for, Role::Strong);
        let is = format!("This window is {} × {}.", area.width, area.height);
        rows.text((1, width), &is, Role::Text);
        rows.gap();
        let nothing_is_lost = "Nothing is lost. Enlarge the window, or press q or Ctrl-C to quit.";
        rows.text((1, width), nothing_is_lost, Role::Muted);
        rows.fit(usize::from(area.height));
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
