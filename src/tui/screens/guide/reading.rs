//! A page for reading the facts, tables, and terms in a section.

use std::rc::Rc;
use std::sync::Arc;

use crate::app::words::count;
use crate::app::{HistorySnapshot, age};
use crate::learn::Mastery;
use crate::model::{Bank, Component, SourceId, TopicId};
use crate::quiz::Moment;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, back, go, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::screens::map::Map;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::entry;

/// An item to read, by its index in the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Fact(usize),
    Table(usize),
    Term(usize),
}

pub struct Reading {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    title: String,
    items: Vec<Item>,
    at: usize,
}

impl Reading {
    pub fn new(
        bank: Arc<Bank>,
        overview: Rc<HistorySnapshot>,
        title: &str,
        topics: &[TopicId],
    ) -> Self {
        let facts = bank.facts.iter().enumerate();
        let facts = facts.filter(|(_, it)| topics.contains(&it.topic));
        let facts = facts.map(|(at, _)| Item::Fact(at));
        let tables = bank.matrices.iter().enumerate();
        let is_in = |topic: &TopicId| topics.contains(topic);
        let tables = tables.filter(|(_, it)| it.topic.as_ref().is_some_and(is_in));
        let tables = tables.map(|(at, _)| Item::Table(at));
        let terms = bank.terms.iter().enumerate();
        let terms = terms.filter(|(_, it)| topics.contains(&it.topic));
        let terms = terms.map(|(at, _)| Item::Term(at));
        Self {
            items: facts.chain(tables).chain(terms).collect(),
            title: title.to_owned(),
            bank,
            overview,
            at: 0,
        }
    }

    /// Returns the row for an item, which consists of the item's title and a mark for the learner's
    /// knowledge.
    fn row(&self, page: &Page, item: Item) -> Row {
        let columns = page.columns;
        let bank = &self.bank;
        let (title, kind, beyond) = match item {
            Item::Fact(at) => (&bank.facts[at].title, "", bank.facts[at].beyond),
            Item::Table(at) => (&bank.matrices[at].title, "table", false),
            Item::Term(at) => (&bank.terms[at].name, "term", bank.terms[at].beyond),
        };
        let note = match (kind, beyond) {
            (kind, false) => kind.to_owned(),
            ("", true) => "beyond the exam".to_owned(),
            (kind, true) => format!("{kind}, beyond the exam"),
        };
        let (mark, role) = knowledge_mark(self.mastery(item));
        let room = page.width_from(columns.key).saturating_sub(note.len() + 2);
        Row::new()
            .at(columns.mark, mark, role)
            .at(columns.key, truncate(title, room), Role::Text)
            .until(page.end(), note, Role::Muted)
    }

    fn mastery(&self, item: Item) -> Option<Mastery> {
        let Item::Fact(at) = item else {
            return None;
        };
        let fact = Component::Fact(self.bank.facts[at].id.clone());
        let known = self.overview.record.knowledge.get(&fact);
        known.map(|known| known.mastery(self.overview.today))
    }

    /// Draws the full content of the item under the cursor.
    fn details(&self, sheet: &mut Sheet, at: (u16, usize)) {
        let bank = &self.bank;
        match self.items.get(self.at) {
            Some(Item::Fact(fact)) => {
                let fact = &bank.facts[*fact];
                sheet.text(at, &fact.statement, Role::Text);
                note(sheet, at, fact.note.as_deref());
                self.sources(sheet, at, &fact.sources);
            }
            Some(Item::Table(table)) => {
                let table = &bank.matrices[*table];
                let (rows, columns) = (table.rows.len(), table.columns.len());
                let rows = count(rows, "row", "rows");
                let size = format!("{rows}, {}.", count(columns, "column", "columns"));
                sheet.text(at, &size, Role::Text);
                let columns: Vec<_> = table.columns.iter().map(|it| &*it.title).collect();
                sheet.text(at, &columns.join(", "), Role::Muted);
            }
            Some(Item::Term(term)) => {
                let term = &bank.terms[*term];
                sheet.text(at, &term.definition, Role::Text);
                if !term.aliases.is_empty() {
                    let also = format!("Also called {}", term.aliases.join(", "));
                    sheet.text(at, &also, Role::Muted);
                }
                note(sheet, at, term.closed.as_deref());
                note(sheet, at, term.note.as_deref());
                self.sources(sheet, at, &term.sources);
            }
            None => {}
        }
    }

    /// Draws the official pages, with the time since each page was last checked.
    fn sources(&self, sheet: &mut Sheet, at: (u16, usize), sources: &[SourceId]) {
        sheet.gap();
        for source in sources.iter().filter_map(|id| self.bank.source(id)) {
            let day = source.checked.parse();
            let read = day.map_or(String::new(), |day| {
                format!(", last checked {}", age(day, self.overview.today))
            });
            sheet.text(at, &format!("{}{read}", source.title), Role::Muted);
        }
    }
}

fn note(sheet: &mut Sheet, at: (u16, usize), note: Option<&str>) {
    if let Some(note) = note {
        sheet.gap();
        sheet.text(at, &format!("Note: {note}"), Role::Muted);
    }
}

impl Screen for Reading {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if let Some(Item::Table(_)) = self.items.get(self.at) {
            table.push(go("open", "open the table"));
        }
        table.push(up_down("go to the next or previous item").hint("next, previous"));
        table.push(back("back", "go back to the exam guide"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Some(at) = move_cursor(self.at, self.items.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go => {
                if let Some(Item::Table(at)) = self.items.get(self.at) {
                    let map = Map::of_table(Rc::clone(&self.overview), *at, cx);
                    return map.map_or(Flow::Stay, |map| Flow::Push(Box::new(map)));
                }
            }
            Action::Row(at) if at == self.at => return self.act(Action::Go, cx),
            Action::Row(at) => self.at = at.min(self.items.len().saturating_sub(1)),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        // If there is no second column, the list takes the upper half of the page.
        let room = if page.side > 0 {
            page.body_height()
        } else {
            page.body_height() / 2
        };
        let from = self.at.saturating_sub(room / 2);
        let from = from.min(self.items.len().saturating_sub(room));
        for (at, item) in self.items.iter().enumerate().skip(from).take(room) {
            entry(&mut main, page, self.row(page, *item), at, at == self.at);
        }
        let place = format!("{} of {}", self.at + 1, self.items.len());
        View::page("Exam guide", main)
            .part(self.title.clone())
            .right(place)
            .details(page, |sheet, at| self.details(sheet, at))
    }
}

/// Returns the symbol for what the learner knows of a fact.
pub(super) fn knowledge_mark(mastery: Option<Mastery>) -> (&'static str, Role) {
    match mastery {
        Some(Mastery::Known | Mastery::Mastered) => ("✓", Role::Correct),
        Some(Mastery::Learning | Mastery::Fading) => ("○", Role::Muted),
        _ => ("·", Role::Muted),
    }
}
