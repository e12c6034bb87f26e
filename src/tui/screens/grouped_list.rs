//! A list with a cursor, grouped by the domains and tasks of the exam; used for tables and for
//! groups of terms.

use std::rc::Rc;
use std::sync::Arc;

use super::question::Question;
use crate::app::{Overview, Sections, Sitting};
use crate::model::Bank;
use crate::tui::cursor::moved;
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut};
use crate::tui::widgets::entry;

pub struct GroupedList<T> {
    pub bank: Arc<Bank>,
    pub overview: Rc<Overview>,
    pub sections: Sections<T>,
    pub at: usize,
    read: fn(&Overview, &Context<'_>) -> Sections<T>,
}

impl<T> GroupedList<T> {
    /// Opens the list that `read` returns, with the cursor at the top.
    pub fn new(
        overview: Rc<Overview>,
        cx: &Context<'_>,
        read: fn(&Overview, &Context<'_>) -> Sections<T>,
    ) -> Self {
        Self {
            bank: Arc::clone(cx.app.bank()),
            sections: read(&overview, cx),
            overview,
            at: 0,
            read,
        }
    }

    /// Returns the entry under the cursor.
    pub fn here(&self) -> Option<&T> {
        self.sections.entries().nth(self.at)
    }

    /// Moves the cursor, or leaves the list. Any other action is returned for the caller to handle.
    /// A click on the entry under the cursor opens it.
    pub fn act(&mut self, action: Action) -> Result<Flow, Action> {
        if let Some(at) = moved(self.at, self.sections.entries().count(), action) {
            self.at = at;
            return Ok(Flow::Stay);
        }
        match action {
            Action::Row(at) if at == self.at => Err(Action::Go),
            Action::Row(at) => {
                self.at = at;
                Ok(Flow::Stay)
            }
            Action::Leave => Ok(Flow::Pop),
            _ => Err(action),
        }
    }

    /// Reads the list again, because a session may have changed it.
    pub fn read_again(&mut self, cx: &mut Context<'_>) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.sections = (self.read)(&overview, cx);
            self.overview = overview;
        }
    }

    /// Draws the sections with their headings; `row` draws an entry.
    pub fn draw(&self, main: &mut Sheet, page: &Page, row: impl Fn(&T) -> Row) {
        let mark = page.columns.mark;
        let mut at = 0;
        for section in &self.sections {
            if !section.title.is_empty() {
                let title = cut(&section.title, page.width_from(mark));
                main.push(Row::new().at(mark, title, Role::Muted));
            }
            for it in &section.entries {
                entry(main, page, row(it), at, at == self.at);
                at += 1;
            }
            main.gap();
        }
    }
}

/// Opens the page of a session that was started.
pub fn sit(begun: Option<Sitting>, cx: &mut Context<'_>) -> Flow {
    match begun {
        Some(sitting) => Flow::Push(Box::new(Question::open(sitting, cx))),
        None => Flow::Stay,
    }
}
