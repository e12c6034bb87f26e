//! A page that steps through the questions in a finished session. It shows the chosen options, the
//! correct options, and the reasons.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::own_words::{OwnWords, dispute_key, note_key};
use super::sources::{act_on, source_keys};
use crate::app::SessionFilter;
use crate::app::messages;
use crate::app::messages::analysis::path;
use crate::learn::{PersonalNotes, Subject};
use crate::model::{Bank, QuestionId};
use crate::quiz::{Moment, Outcome, Session};
use crate::tui::cursor::switch_tab;
use crate::tui::keymap::{Action, Binding, back, go, left_right, previous_next, scroll, tabs};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Line, Row, Sheet, View, line, truncate};
use crate::tui::widgets::{
    self, ExplainedQuestion, explained, explained_aside, pages_of, session_so_far,
};

const FILTERS: [SessionFilter; 5] = SessionFilter::AFTER;

pub struct Walk {
    bank: Arc<Bank>,
    session: Session,
    /// The name of the session.
    title: String,
    filter: usize,
    at: usize,
    /// The learner's problem reports by question.
    disputes: BTreeMap<QuestionId, String>,
    notes: PersonalNotes,
}

impl Walk {
    /// Opens the page with the questions that were answered incorrectly. If there are none, all
    /// questions are shown.
    pub fn new(session: Session, title: String, cx: &Context) -> Self {
        let mut walk = Self {
            bank: Arc::clone(cx.app.bank()),
            disputes: cx.app.disputes(&cx.now).unwrap_or_default(),
            notes: cx.app.personal_notes(&cx.now),
            session,
            title,
            filter: 1,
            at: 0,
        };
        if walk.shown().is_empty() {
            walk.filter = 0;
        }
        walk
    }

    fn shown(&self) -> Vec<usize> {
        FILTERS[self.filter].decided(&self.session)
    }

    fn place(&self) -> Option<usize> {
        self.shown().get(self.at).copied()
    }

    fn status(&self, place: usize) -> Line {
        let (verdict, words) = messages::outcome(&self.session, place);
        let (mark, role) = match self.session.outcome(place) {
            Outcome::Right => ("✓", Role::Correct),
            _ => ("✗", Role::Wrong),
        };
        vec![
            (format!("{mark} {verdict}"), role),
            (format!(" {words}"), Role::Text),
        ]
    }
}

impl Screen for Walk {
    fn bindings(&self) -> Vec<Binding> {
        let [previous, to_next] = previous_next();
        let mut next = go("next", "go to the next question");
        if self.at + 1 >= self.shown().len() {
            next.hint = None;
        }
        let mut table = vec![
            next,
            previous.hint_while(self.at > 0, "previous"),
            to_next,
            left_right("go to the previous or next question"),
            scroll(),
            tabs("show all, incorrect, flagged, unsure, or changed").hint("filter"),
        ];
        table.extend(source_keys());
        table.extend([
            dispute_key(),
            note_key(),
            back("back", "go back to the result"),
        ]);
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let last = self.shown().len().saturating_sub(1);
        if let Some(filter) = switch_tab(self.filter, FILTERS.len(), action) {
            (self.filter, self.at) = (filter, 0);
            return Flow::Stay;
        }
        match action {
            Action::Go | Action::Next | Action::Right => self.at = (self.at + 1).min(last),
            Action::Previous | Action::Left => self.at = self.at.saturating_sub(1),
            Action::Open | Action::Copy => {
                let Some(place) = self.place() else {
                    return Flow::Stay;
                };
                let question = &self.session.slots()[place].question;
                return act_on(&pages_of(&self.bank, question), action, cx);
            }
            Action::Dispute => {
                let Some(place) = self.place() else {
                    return Flow::Stay;
                };
                let id = &self.session.slots()[place].question.id;
                return Flow::Push(Box::new(OwnWords::dispute(id, self.disputes.get(id))));
            }
            Action::Note => {
                let question = self
                    .place()
                    .map(|place| &self.session.slots()[place].question);
                return OwnWords::write_note(question.map(|it| Subject::of(it)), cx);
            }
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn returned(&mut self, cx: &mut Context) {
        self.disputes = cx.app.disputes(&cx.now).unwrap_or_default();
        self.notes = cx.app.personal_notes(&cx.now);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        let names = FILTERS.map(|it| (it.name(), it.decided(&self.session).len()));
        main.push(widgets::tabs(page.margin, page.main, &names, self.filter));
        let mut head = Head {
            place: self.title.clone(),
            part: "walk-through".into(),
            ..Head::default()
        };
        let mut status = Line::new();
        if let Some(place) = self.place() {
            let slot = &self.session.slots()[place];
            let at = page.columns.text;
            main.push(Row::new().at(page.columns.mark, "Path", Role::Muted).at(
                at,
                truncate(&path(slot), page.width_from(at)),
                Role::Muted,
            ));
            if let Some(said) = messages::rewritten(&self.bank, &slot.question) {
                main.push(Row::new().at(at, truncate(said, page.width_from(at)), Role::Warning));
            }
            if let Some(said) = messages::former_verdict(slot) {
                main.text(page.at(at), said, Role::Warning);
            }
            main.push(Row::new());
            let page_of = explained(
                page,
                &ExplainedQuestion {
                    bank: &self.bank,
                    slot,
                    answered: true,
                    disputed: self.disputes.get(&slot.question.id),
                    notes: self.notes.with(&slot.question),
                },
            );
            main.rows.extend(page_of.rows);
            let of = self.session.slots().len();
            let part = FILTERS[self.filter].name().to_lowercase();
            let mut right = format!("{} of {of}", place + 1);
            if self.filter > 0 {
                right += &format!(" · {part} {} of {}", self.at + 1, self.shown().len());
            }
            head.right = line(right, Role::Muted);
            head.done = Some((self.at + 1, self.shown().len()));
            status = self.status(place);
            side = explained_aside(page, &self.bank, &slot.question);
            if !side.is_empty() {
                side.push(Row::new());
            }
            side.rows
                .extend(session_so_far(page, &self.bank, &self.session).rows);
        } else {
            main.gap();
            let text = "There are no questions of this kind. Press Tab for the others.";
            main.push(Row::new().at(page.columns.text, text, Role::Muted));
        }
        View {
            head,
            main,
            side,
            status,
            shows: format!("{}/{}", self.filter, self.at),
            ..View::default()
        }
    }
}
