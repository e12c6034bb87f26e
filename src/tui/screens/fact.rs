//! A page that shows a fact of the bank with all details.

use std::sync::Arc;

use super::own_words::{OwnWords, note_key};
use super::sources::{act_on, source_keys};
use crate::learn::{PersonalNotes, Subject};
use crate::model::{self, Bank};
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, back, paging, scroll};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, View, line};
use crate::tui::widgets::{fact, pages};

pub struct FactPage {
    bank: Arc<Bank>,
    fact: model::Fact,
    notes: PersonalNotes,
}

impl FactPage {
    pub fn new(fact: model::Fact, cx: &Context<'_>) -> Self {
        Self {
            bank: Arc::clone(cx.app.bank()),
            notes: cx.app.personal_notes(&cx.now),
            fact,
        }
    }

    fn subject(&self) -> Subject {
        Subject::Fact(self.fact.id.clone())
    }
}

impl Screen for FactPage {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = vec![scroll()];
        table.extend(paging());
        table.extend(source_keys());
        table.push(note_key());
        table.push(back("back", "go back"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        match action {
            Action::Open | Action::Copy => {
                act_on(&pages(&self.bank, &self.fact.sources), action, cx)
            }
            Action::Note => Flow::Push(Box::new(OwnWords::note(self.subject(), cx))),
            Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn returned(&mut self, cx: &mut Context<'_>) {
        self.notes = cx.app.personal_notes(&cx.now);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let topic = self.bank.topic(&self.fact.topic);
        let scope = if self.fact.beyond {
            "fact, beyond the exam"
        } else {
            "fact"
        };
        View {
            head: Head {
                place: "Notes".into(),
                part: topic.map_or(String::new(), |it| it.title.clone()),
                right: line(scope, Role::Muted),
                ..Head::default()
            },
            main: fact(page, &self.bank, &self.fact, self.notes.on(&self.subject())),
            shows: self.fact.id.to_string(),
            ..View::default()
        }
    }
}
