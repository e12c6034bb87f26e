//! Paints the stack: the topmost page, the popups over it, and what is said
//! where the window is too small for either.

use ratatui::buffer::Buffer;

use super::Shell;
use crate::quiz::Moment;
use crate::tui::page::{MADE_FOR, Page};
use crate::tui::paint::{Foot, Painter};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, line};

impl Shell {
    /// Paints the topmost page with the popups over it.
    pub fn paint(&mut self, buffer: &mut Buffer, now: &Moment) {
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
        let base = self
            .layers
            .iter()
            .rposition(|layer| layer.screen.popup().is_none())
            .unwrap_or(0);
        let least = self.layers[base].screen.least();
        self.too_small = area.width < least.0 || area.height < least.1;
        if self.too_small {
            return self.too_small(buffer, least);
        }
        let mut view = self.layers[base].screen.view(&self.page, now);
        let page_below = self.layers[..base]
            .iter()
            .rfind(|layer| layer.screen.popup().is_none());
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
        let more = painter.view(&view, banner.as_deref(), scroll);
        for layer in &self.layers[base + 1..] {
            if let Some((title, rows, width)) = layer.screen.popup() {
                painter.popup(&title, &rows, width);
            }
        }
        let mut foot = Foot {
            more,
            ..Foot::default()
        };
        if self.page.short {
            foot.said = banner.map_or(view.status, |it| line(it, Role::Warning));
            let (made_columns, made_rows) = MADE_FOR;
            foot.note = format!(
                "{}×{}, made for {made_columns}×{made_rows}",
                area.width, area.height
            );
        }
        painter.footer(&bindings, &foot);
        self.hits = painter.hits;
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
        rows.push(Row::new().at(1, "or leave with q or Ctrl-C.", Role::Muted));
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
