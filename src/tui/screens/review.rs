//! The page before the end: what is open, flagged or unsure, and the way out.

use super::confirm::Confirm;
use crate::app::Sitting;
use crate::app::telling::places;
use crate::quiz::{Confidence, Feedback, Kind, Moment};
use crate::tui::cursor::{moved, turned};
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter, paging, tabs, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::{self, Face, entry, standing};
use crate::tui::words::clock_left;
use ratatui::crossterm::event::KeyCode;

const FILTERS: [&str; 5] = ["Worth a look", "Unfinished", "Flagged", "Not sure", "All"];

pub struct Review {
    sitting: Sitting,
    face: Face,
    filter: usize,
    at: usize,
}

impl Review {
    pub fn new(sitting: Sitting, face: Face) -> Self {
        let mut page = Self {
            sitting,
            face,
            filter: 0,
            at: 0,
        };
        if page.shown().is_empty() {
            page.filter = FILTERS.len() - 1;
        }
        page
    }

    fn places(&self, filter: usize) -> Vec<usize> {
        let session = &self.sitting.session;
        let open = |place: usize| !session.is_done(place);
        let flagged = |place: usize| session.slots()[place].flagged;
        let unsure = |place: usize| {
            matches!(
                session.slots()[place].confidence,
                Some(Confidence::Unsure | Confidence::Guess)
            )
        };
        let all = 0..session.slots().len();
        match filter {
            0 => all
                .filter(|it| open(*it) || flagged(*it) || unsure(*it))
                .collect(),
            1 => all.filter(|it| open(*it)).collect(),
            2 => all.filter(|it| flagged(*it)).collect(),
            3 => all.filter(|it| unsure(*it)).collect(),
            _ => all.collect(),
        }
    }

    fn shown(&self) -> Vec<usize> {
        self.places(self.filter)
    }

    fn finish(&self, cx: &Context<'_>) -> Flow {
        let session = &self.sitting.session;
        let of = session.slots().len();
        let (open, flagged) = (self.places(1), self.places(2));
        let mut says = vec![
            ("", format!("{} of {of} are answered.", of - open.len())),
            ("", String::new()),
        ];
        if !open.is_empty() {
            let verb = if open.len() == 1 { "is" } else { "are" };
            let counts = match session.policy.feedback {
                Feedback::Each => "and will not count",
                Feedback::End if open.len() == 1 => "and counts as wrong",
                Feedback::End => "and count as wrong",
            };
            says.push((
                "○",
                format!("{} {verb} unfinished, {counts}", places(&open)),
            ));
        }
        if !flagged.is_empty() {
            let verb = if flagged.len() == 1 { "is" } else { "are" };
            says.push(("⚑", format!("{} {verb} flagged", places(&flagged))));
        }
        if let Some(left) = self.sitting.left(&cx.now) {
            says.push(("", format!("{} would be left unused", clock_left(left))));
        }
        says.push(("", String::new()));
        says.push(("", "After this no answer can be changed.".into()));
        Flow::Push(Box::new(Confirm::new(
            format!("Finish the {}?", named(self.sitting.header.kind)),
            says,
            "Go back",
            "Finish and score",
            Message::Finish,
        )))
    }
}

/// The session in a sentence.
fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Learn => "lesson",
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
        table.push(tabs("filter").hint("filter"));
        table.push(up_down("move").hint("move"));
        table.extend(paging());
        table.push(
            Binding::new("Esc", close, Group::Everywhere, "back to the question").hint("back"),
        );
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let shown = self.shown();
        if let Some(at) = moved(self.at, shown.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        if let Some(filter) = turned(self.filter, FILTERS.len(), action) {
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

    fn receive(&mut self, message: Message, _cx: &mut Context<'_>) -> Flow {
        Flow::Answer(message)
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, now: &Moment) -> View {
        let session = &self.sitting.session;
        let of = session.slots().len();
        let mut main = Sheet::default();
        let unfinished = self.places(1).len();
        let counts = match session.policy.feedback {
            _ if unfinished == 0 => "",
            Feedback::Each => " What is unfinished does not count.",
            Feedback::End => " What is unfinished counts as wrong.",
        };
        let said = format!(
            "{unfinished} unfinished, {} flagged, {} not sure.{counts}",
            self.places(2).len(),
            self.places(3).len(),
        );
        main.text(page.margin, page.width_from(page.margin), &said, Role::Text);
        main.gap();
        let names: Vec<_> = FILTERS
            .iter()
            .enumerate()
            .map(|(at, name)| (*name, self.places(at).len()))
            .collect();
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
                .at(text, cut(&slot.question.stem, room), Role::Text)
                .until(page.end(), slot.letters(&slot.chosen), Role::Strong);
            if slot.flagged {
                row = row.at(columns.mark + 4, "⚑", Role::Flagged);
            }
            entry(&mut main, page, row, at, here);
        }
        if shown.is_empty() {
            main.push(Row::new().at(
                page.columns.text,
                "No question is of this kind.",
                Role::Muted,
            ));
        }
        main.gap();
        main.push(Row::new().at(
            page.columns.text,
            match session.policy.feedback {
                Feedback::Each => "y finishes and scores what is answered.",
                Feedback::End => "y finishes. Nothing is scored before.",
            },
            Role::Muted,
        ));
        let mut side = Sheet::default();
        if let Some(place) = shown.get(self.at) {
            let slot = &session.slots()[*place];
            let at = (page.side_at(), usize::from(page.side));
            widgets::preview(&mut side, at, &slot.question, &slot.order, |id| {
                slot.chosen.contains(id).then_some(("●", Role::Accent))
            });
        }
        let mut right = line(
            format!("{} of {of} answered", session.done_count()),
            Role::Muted,
        );
        let (time, clock) = standing(page, &self.sitting, now, self.face);
        right.extend(time);
        View {
            head: Head {
                place: self.sitting.header.kind.title().into(),
                part: "review".into(),
                right,
                done: Some((session.done_count(), of)),
                clock,
            },
            main,
            side,
            shows: format!("review {}", self.filter),
            ..View::default()
        }
    }
}
