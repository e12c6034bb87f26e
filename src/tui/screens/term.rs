//! A page that shows a term of the bank with all details.

use std::sync::Arc;

use super::grouped_list::sit;
use super::own_words::{OwnWords, note_key};
use super::sources::{act_on, source_keys};
use crate::learn::{PersonalNotes, Subject};
use crate::model::{self, Bank, Component};
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, back, paging, practice_key, scroll};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, View, line};
use crate::tui::widgets::{pages, term};

pub struct TermPage {
    bank: Arc<Bank>,
    shown: model::Term,
    notes: PersonalNotes,
    /// True if the page was opened from a session. No other session can then be started here.
    in_session: bool,
}

impl TermPage {
    pub fn new(term: model::Term, in_session: bool, cx: &Context<'_>) -> Self {
        Self {
            bank: Arc::clone(cx.app.bank()),
            notes: cx.app.personal_notes(&cx.now),
            shown: term,
            in_session,
        }
    }

    fn subject(&self) -> Subject {
        Subject::Term(self.shown.id.clone())
    }
}

impl Screen for TermPage {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if !self.in_session {
            table.push(practice_key());
        }
        table.push(scroll());
        table.extend(paging());
        table.extend(source_keys());
        table.push(note_key());
        table.push(back("back", "go back"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        match action {
            Action::Open | Action::Copy => {
                act_on(&pages(&self.bank, &self.shown.sources), action, cx)
            }
            Action::Note => Flow::Push(Box::new(OwnWords::note(self.subject(), cx))),
            Action::Practice if !self.in_session => {
                let overview = cx.app.overview(&cx.now).unwrap_or_default();
                let item = Component::Term(self.shown.id.clone());
                let begun = cx.app.practice_on(&item, &overview, &cx.now);
                sit(begun, cx)
            }
            Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn returned(&mut self, cx: &mut Context<'_>) {
        self.notes = cx.app.personal_notes(&cx.now);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let topic = self.bank.topic(&self.shown.topic);
        let scope = if self.shown.beyond {
            "term, beyond the exam"
        } else {
            "term"
        };
        View {
            head: Head {
                place: "Browse".into(),
                part: topic.map_or(String::new(), |it| it.title.clone()),
                right: line(scope, Role::Muted),
                ..Head::default()
            },
            main: term(
                page,
                &self.bank,
                &self.shown,
                self.notes.on(&self.subject()),
            ),
            shows: self.shown.id.to_string(),
            ..View::default()
        }
    }
}
