//! A fact, a table cell, or a term in full, with the learner's note and previous answers.

use std::rc::Rc;
use std::sync::Arc;

use super::own_words::{OwnWords, note_key};
use super::past_answers::PastAnswers;
use super::question::Question;
use super::sources::{act_on, source_keys};
use crate::app::HistorySnapshot;
use crate::learn::{PersonalNotes, Subject};
use crate::model::{Bank, Component, SourceId, TopicId};
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, back, practice_key, scroll};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::view::{Row, Sheet, View};
use crate::tui::widgets::{cell, fact, pages, term};

pub struct ItemPage {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    item: Component,
    notes: PersonalNotes,
    answers: PastAnswers,
    /// True if the page was opened from a session. No other session can then be started here.
    in_session: bool,
}

impl ItemPage {
    pub fn new(
        item: Component,
        overview: Rc<HistorySnapshot>,
        in_session: bool,
        cx: &Context,
    ) -> Self {
        let answers = cx.app.answers_to_item(&item).unwrap_or_default();
        Self {
            bank: Arc::clone(cx.app.bank()),
            notes: cx.app.personal_notes(&cx.now),
            answers: PastAnswers::new(&answers, overview.calendar),
            overview,
            item,
            in_session,
        }
    }

    fn note(&self) -> Option<&str> {
        self.notes.on(&Subject::from(&self.item))
    }

    fn sources(&self) -> &[SourceId] {
        let sources = match &self.item {
            Component::Fact(id) => self.bank.fact(id).map(|it| &*it.sources),
            Component::Term(id) => self.bank.term(id).map(|it| &*it.sources),
            Component::Cell(at) => self.bank.cell(at).map(|it| it.source.as_slice()),
        };
        sources.unwrap_or_default()
    }

    fn topic(&self) -> Option<&TopicId> {
        match &self.item {
            Component::Fact(id) => Some(&self.bank.fact(id)?.topic),
            Component::Term(id) => Some(&self.bank.term(id)?.topic),
            Component::Cell(at) => self.bank.matrix(&at.matrix)?.topic.as_ref(),
        }
    }

    /// Returns the kind of the item and whether the item is beyond the scope of the exam.
    fn kind(&self) -> (&'static str, bool) {
        match &self.item {
            Component::Fact(id) => ("fact", self.bank.fact(id).is_some_and(|it| it.beyond)),
            Component::Term(id) => ("term", self.bank.term(id).is_some_and(|it| it.beyond)),
            Component::Cell(_) => ("cell", false),
        }
    }

    fn body(&self, page: &Page) -> Sheet {
        let bank = &*self.bank;
        let body = match &self.item {
            Component::Fact(id) => bank.fact(id).map(|it| fact(page, bank, it, self.note())),
            Component::Term(id) => bank.term(id).map(|it| term(page, bank, it, self.note())),
            Component::Cell(at) => cell(page, bank, at, self.note()),
        };
        body.unwrap_or_default()
    }
}

impl Screen for ItemPage {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if !self.in_session {
            table.push(practice_key());
        }
        table.push(scroll());
        table.extend(source_keys());
        table.push(note_key());
        table.push(back("back", "go back"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        match action {
            Action::Open | Action::Copy => act_on(&pages(&self.bank, self.sources()), action, cx),
            Action::Note => OwnWords::write_note(Some(Subject::from(&self.item)), cx),
            Action::Practice if !self.in_session => {
                let begun = cx.app.practice_on(&self.item, &self.overview, &cx.now);
                Question::start(begun, cx)
            }
            Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn returned(&mut self, cx: &mut Context) {
        self.notes = cx.app.personal_notes(&cx.now);
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.overview = overview;
        }
        let answers = cx.app.answers_to_item(&self.item).unwrap_or_default();
        self.answers = PastAnswers::new(&answers, self.overview.calendar);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let topic = self.topic().and_then(|id| self.bank.topic(id));
        let (kind, beyond) = self.kind();
        let scope = if beyond { ", beyond the exam" } else { "" };
        let mut main = self.body(page);
        main.push(Row::new());
        self.answers.draw(&mut main, page);
        while main.rows.last().is_some_and(|row| row.spans.is_empty()) {
            main.rows.pop();
        }
        View::page("Browse", main)
            .part(topic.map_or(String::new(), |it| it.title.clone()))
            .right(format!("{kind}{scope}"))
            .note(self.answers.summary("New."))
            .shows(String::from(self.item.clone()))
    }
}
