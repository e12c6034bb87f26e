//! The list of all personal notes. Notes can be searched and edited, and the items that they belong
//! to can be opened.

use std::rc::Rc;

use super::item::ItemPage;
use super::own_words::{OwnWords, note_key};
use super::reader::Reader;
use super::search_field::SearchField;
use crate::app::words::{count, day};
use crate::app::{HistorySnapshot, NoteEntry, Query};
use crate::learn::Subject;
use crate::model::Component;
use crate::quiz::Moment;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, go, search, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::entry;

pub struct Notes {
    overview: Rc<HistorySnapshot>,
    entries: Vec<NoteEntry>,
    field: SearchField,
    at: usize,
}

impl Notes {
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        Self {
            overview,
            entries: cx.app.note_entries(&cx.now),
            field: SearchField::new("", false),
            at: 0,
        }
    }

    /// Returns the notes that match the search text. An empty text matches all notes.
    fn shown(&self) -> Vec<&NoteEntry> {
        let query = Query::new(self.field.text());
        let entries = self.entries.iter();
        entries.filter(|it| it.matches(&query)).collect()
    }

    fn here(&self) -> Option<&NoteEntry> {
        self.shown().get(self.at).copied()
    }

    /// Opens the item that the note under the cursor belongs to, if the bank still contains it.
    fn open(&self, cx: &Context) -> Flow {
        let bank = cx.app.bank();
        let page: Option<Box<dyn Screen>> = match self.here().map(|it| &it.subject) {
            Some(Subject::Question(id)) => bank.question(id).map(|it| {
                let reader = Reader::new(it, Rc::clone(&self.overview), false, cx);
                Box::new(reader) as Box<dyn Screen>
            }),
            Some(Subject::Fact(id)) => bank
                .fact(id)
                .map(|it| self.open_item(Component::Fact(it.id.clone()), cx)),
            Some(Subject::Cell(at)) => bank
                .cell(at)
                .map(|_| self.open_item(Component::Cell(at.clone()), cx)),
            Some(Subject::Term(id)) => bank
                .term(id)
                .map(|it| self.open_item(Component::Term(it.id.clone()), cx)),
            None => None,
        };
        page.map_or(Flow::Stay, Flow::Push)
    }

    fn open_item(&self, item: Component, cx: &Context) -> Box<dyn Screen> {
        Box::new(ItemPage::new(item, Rc::clone(&self.overview), false, cx))
    }

    /// Draws the full text of `note`, with the item that it belongs to.
    fn preview(&self, sheet: &mut Sheet, at: (u16, usize), note: &NoteEntry) {
        let calendar = self.overview.calendar;
        let written = day(calendar.day_of(note.at_ms, calendar.offset_s), calendar);
        sheet.text(at, &note.title_in_words(), Role::Strong);
        let about = format!("{}, {written}", note.subject.kind());
        sheet.text(at, &about, Role::Muted);
        sheet.gap();
        sheet.text(at, &note.text, Role::Text);
    }
}

impl Screen for Notes {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.here().is_some() {
            table.push(go("open", "open the item that the note belongs to"));
        }
        table.push(up_down("move").hint("move"));
        if !self.entries.is_empty() {
            table.push(search().hint("search"));
        }
        if self.here().is_some() {
            table.push(note_key().hint("edit"));
        }
        self.field.extend_bindings(&mut table);
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Some(changed) = self.field.act(action) {
            if changed {
                self.at = 0;
            }
            return Flow::Stay;
        }
        if let Some(at) = move_cursor(self.at, self.shown().len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go => return self.open(cx),
            Action::Row(at) if at == self.at => return self.open(cx),
            Action::Row(at) => self.at = at,
            Action::Note => {
                return OwnWords::write_note(self.here().map(|it| it.subject.clone()), cx);
            }
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn takes_text(&self) -> bool {
        self.field.is_typing()
    }

    fn paste(&mut self, text: &str) -> bool {
        let accepts = self.field.paste(text);
        if accepts {
            self.at = 0;
        }
        accepts
    }

    fn returned(&mut self, cx: &mut Context) {
        self.entries = cx.app.note_entries(&cx.now);
        self.at = self.at.min(self.shown().len().saturating_sub(1));
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let mut main = Sheet::default();
        if self.field.is_open() {
            main.push(self.field.row(page, ""));
            main.gap();
        }
        let shown = self.shown();
        for (at, note) in shown.iter().enumerate() {
            let kind = note.subject.kind();
            let room = page.width_from(columns.text).saturating_sub(kind.len() + 2);
            let row = Row::new()
                .at(columns.text, truncate(&note.text, room), Role::Text)
                .until(page.end(), kind, Role::Muted);
            entry(&mut main, page, row, at, at == self.at);
        }
        if shown.is_empty() {
            let none = if self.entries.is_empty() {
                "You have no notes. Press + on an answered question, a fact, a cell, or a term to write one."
            } else {
                "No notes match."
            };
            main.text(page.at(columns.text), none, Role::Muted);
        }
        let view = View::page("Notes", main).right(count(shown.len(), "note", "notes"));
        match self.here() {
            Some(note) => view.details(page, |sheet, at| self.preview(sheet, at, note)),
            None => view,
        }
    }
}
