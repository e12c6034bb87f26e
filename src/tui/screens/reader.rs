//! One question of the bank in full, with its key and all of its reasons.

use std::sync::Arc;

use crate::model::{self, Bank};
use crate::quiz::{Draw, Moment, Policy, Session};
use crate::tui::keymap::{Action, Binding, leave, paging, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, View, line};
use crate::tui::widgets::{Told, duty, told};

pub struct Reader {
    bank: Arc<Bank>,
    /// A session of this question alone, never begun: what a page is told from.
    shown: Session,
    /// What the learner did with it so far, in words.
    history: String,
}

impl Reader {
    pub fn new(bank: Arc<Bank>, question: &Arc<model::Question>, history: String) -> Self {
        let draw = Draw {
            question: Arc::clone(question),
            order: question.choices.iter().map(|it| it.id.clone()).collect(),
            scored: true,
            why: None,
        };
        Self {
            bank,
            shown: Session::new(Policy::practice(None), vec![draw]),
            history,
        }
    }
}

impl Screen for Reader {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = vec![up_down("scroll").hint("scroll")];
        table.extend(paging());
        table.push(leave("back", "back to the list"));
        table
    }

    fn act(&mut self, action: Action, _cx: &mut Context<'_>) -> Flow {
        match action {
            Action::Leave | Action::Escape => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let slot = &self.shown.slots()[0];
        let question = &slot.question;
        let topic = self.bank.topic(&question.topic);
        View {
            head: Head {
                place: "Browse".into(),
                part: topic.map_or(String::new(), |it| it.title.clone()),
                right: line(
                    format!(
                        "{} · difficulty {} of 3",
                        question.shape, question.difficulty
                    ),
                    Role::Muted,
                ),
                ..Head::default()
            },
            main: told(
                page,
                &Told {
                    bank: &self.bank,
                    slot,
                    answered: false,
                },
            ),
            side: duty(page, &self.bank, question),
            status: line(self.history.clone(), Role::Muted),
            shows: question.id.to_string(),
            ..View::default()
        }
    }
}
