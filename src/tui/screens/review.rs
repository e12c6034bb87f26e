//! The review page before the end of a session. It lists unfinished, flagged, and unsure questions,
//! and has a key that finishes the session.

use super::confirm::Confirm;
use crate::app::messages::{NONE_OF_THIS_KIND, before_end};
use crate::app::{ActiveSession, SessionFilter};
use crate::model::ChoiceId;
use crate::model::markup::one_line;
use crate::quiz::{Confidence, Feedback, Kind, Moment};
use crate::tui::cursor::{move_cursor, switch_tab};
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter, tabs_and_arrows, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::{self, ClockDisplay, clock_line, entry};
use ratatui::crossterm::event::KeyCode;

const FILTERS: [SessionFilter; 5] = SessionFilter::BEFORE_END;

pub struct Review {
    sitting: ActiveSession,
    face: ClockDisplay,
    filter: usize,
    at: usize,
}

/// Returns the index of `filter` among the tabs.
fn position(filter: SessionFilter) -> usize {
    let found = FILTERS.iter().position(|it| *it == filter);
    found.unwrap_or_default()
}

impl Review {
    pub fn new(sitting: ActiveSession, face: ClockDisplay) -> Self {
        let mut page = Self {
            sitting,
            face,
            filter: position(SessionFilter::WorthALook),
            at: 0,
        };
        if page.shown().is_empty() {
            page.filter = position(SessionFilter::All);
        }
        page
    }

    fn count(&self, filter: SessionFilter) -> usize {
        filter.places(&self.sitting.session).len()
    }

    fn shown(&self) -> Vec<usize> {
        FILTERS[self.filter].places(&self.sitting.session)
    }

    fn finish(&self, cx: &Context) -> Flow {
        let mark = |filter| match filter {
            Some(SessionFilter::Unfinished) => "○",
            Some(SessionFilter::Flagged) => "⚑",
            Some(SessionFilter::NotSure) => "~",
            _ => "",
        };
        let says = before_end(&self.sitting, &cx.now).into_iter();
        let mut says: Vec<_> = says.map(|(filter, said)| (mark(filter), said)).collect();
        // Add blank lines between the current state and its consequences.
        for at in [says.len() - 1, 1] {
            says.insert(at, ("", String::new()));
        }
        Flow::Push(Box::new(Confirm::new(
            format!("Finish the {}?", named(self.sitting.header.kind)),
            says,
            "Go back",
            "Finish and score",
            Message::Finish,
        )))
    }
}

/// Returns the name of a session kind for use within a sentence.
fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Learn => "lesson",
        Kind::Cards => "flash cards",
        kind => kind.as_str(),
    }
}

impl Screen for Review {
    fn bindings(&self) -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('r'), Action::Escape),
            (Key::char('q'), Action::Escape),
        ];
        let mut table = Vec::new();
        if let Some(place) = self.shown().get(self.at) {
            table.push(go(format!("go to {}", place + 1), "go to that question"));
        }
        table.push(letter('y', Action::Yes, Group::Answer, "finish and score").hint("finish…"));
        table.push(tabs_and_arrows("filter").hint("filter"));
        table.push(up_down("move").hint("move"));
        table.push(
            Binding::new("Esc", close, Group::Everywhere, "go back to the question").hint("back"),
        );
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let shown = self.shown();
        if let Some(at) = move_cursor(self.at, shown.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        if let Some(filter) = switch_tab(self.filter, FILTERS.len(), action) {
            (self.filter, self.at) = (filter, 0);
            return Flow::Stay;
        }
        match action {
            Action::Go => {
                if let Some(place) = shown.get(self.at) {
                    return Flow::Answer(Message::GoTo(*place));
                }
            }
            Action::Row(at) => {
                if let Some(place) = shown.get(at) {
                    return Flow::Answer(Message::GoTo(*place));
                }
            }
            Action::Yes => return self.finish(cx),
            Action::Escape | Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn receive(&mut self, message: Message, _cx: &mut Context) -> Flow {
        Flow::Answer(message)
    }

    fn view(&self, page: &Page, now: &Moment) -> View {
        let session = &self.sitting.session;
        let of = session.slots().len();
        let mut main = Sheet::default();
        let unfinished = self.count(SessionFilter::Unfinished);
        let counts = match session.policy.feedback {
            _ if unfinished == 0 => "",
            Feedback::Each => " Unfinished questions do not count.",
            Feedback::End => " Unfinished questions count as incorrect.",
        };
        let said = format!(
            "{unfinished} unfinished, {} flagged, {} unsure.{counts}",
            self.count(SessionFilter::Flagged),
            self.count(SessionFilter::NotSure),
        );
        main.text(page.at(page.margin), &said, Role::Text);
        main.gap();
        let names = FILTERS.map(|it| (it.name(), self.count(it)));
        main.push(widgets::tabs(page.margin, page.main, &names, self.filter));
        main.gap();
        let shown = self.shown();
        for (at, place) in shown.iter().enumerate() {
            let slot = &session.slots()[*place];
            let here = at == self.at;
            let columns = page.columns;
            let mark = match (session.is_done(*place), slot.chosen.is_empty()) {
                (true, _) => "●",
                (false, false) => "◐",
                (false, true) => "○",
            };
            let sure = match slot.confidence {
                Some(Confidence::Unsure) => "~",
                Some(Confidence::Guess) => "?",
                _ => "",
            };
            let text = columns.mark + 9;
            let room = page.width_from(text).saturating_sub(8);
            let mut row = Row::new()
                .until(columns.mark + 2, (place + 1).to_string(), Role::Muted)
                .at(columns.mark + 3, mark, Role::Text)
                .at(columns.mark + 6, sure, Role::Muted)
                .at(
                    text,
                    truncate(&one_line(&slot.question.stem), room),
                    Role::Text,
                )
                .until(page.end(), slot.letters(&slot.chosen), Role::Strong);
            if slot.flagged {
                row = row.at(columns.mark + 4, "⚑", Role::Flagged);
            }
            entry(&mut main, page, row, at, here);
        }
        if shown.is_empty() {
            main.push(Row::new().at(page.columns.text, NONE_OF_THIS_KIND, Role::Muted));
        }
        main.gap();
        main.push(Row::new().at(
            page.columns.text,
            match session.policy.feedback {
                Feedback::Each => "Press y to finish and score the answered questions.",
                Feedback::End => "Press y to finish. Nothing is scored until then.",
            },
            Role::Muted,
        ));
        let mut side = Sheet::default();
        if let Some(place) = shown.get(self.at) {
            let slot = &session.slots()[*place];
            let at = page.at_side();
            let mark = |id: &ChoiceId| slot.chosen.contains(id).then_some(("●", Role::Chosen));
            widgets::preview(&mut side, at, &slot.question, &slot.order, mark, |_| vec![]);
        }
        let done = session.done_count();
        View::page(self.sitting.title.clone(), main)
            .part("review")
            .right(format!("{done} of {of} answered"))
            .done((done, of))
            .clock(clock_line(page, &self.sitting, now, self.face))
            .side(side)
            .shows(format!("review {}", self.filter))
    }
}
