//! The drill page. A single key answers the question about a cell or a term, and the next question
//! follows immediately.

use super::Question;
use crate::app::messages::{drill, drilled_part, noted, noun};
use crate::app::words::seconds;
use crate::model::Component;
use crate::quiz::{Moment, Outcome, Slot};
use crate::tui::keymap::{Action, Binding, Group, Key, letter};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View};
use unicode_width::UnicodeWidthStr as _;

/// The maximum width of an answer that is shown in the footer.
const SHORT_ANSWER: usize = 12;

impl Question {
    /// Returns the answered items and whether each answer was correct, with the most recent answer
    /// first.
    fn answered_rows(&self) -> impl Iterator<Item = (&Slot, bool)> {
        let session = self.session.session();
        let places = (0..session.slots().len()).rev();
        places.filter_map(|place| match session.outcome(place) {
            Outcome::Open => None,
            outcome => Some((&session.slots()[place], outcome == Outcome::Right)),
        })
    }

    /// Returns the page of a drill with its title row. In a sprint, the progress is the elapsed
    /// time.
    pub(super) fn drill_page(&self, place: &str, main: Sheet, now: &Moment) -> View {
        let session = self.session.session();
        let (at, of) = (session.at() + 1, session.slots().len());
        let view = View::page(place, main)
            .part(drilled_part(&self.session.bank, self.slot()))
            .right(format!("{} {at} of {of}", noun(self.slot())))
            .said(self.said.as_ref())
            .shows(session.at().to_string());
        let (Some(left), Some(limit)) = (self.session.active.left(now), session.policy.limit)
        else {
            return view.done((session.done_count(), of));
        };
        let used = limit.saturating_sub(left);
        let mut view = view.done((used.as_millis() as usize, limit.as_millis() as usize));
        view.head.right.push(if self.face.hidden {
            (" · clock hidden".into(), Role::Muted)
        } else {
            (format!(" · {} left", self.face.words(left)), Role::Strong)
        });
        view
    }

    pub(super) fn drill_table(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        let slot = self.slot();
        let keys = |at: usize| {
            let digit = char::from(b'1' + at as u8);
            [key_of(slot, at), digit].map(|key| (Key::char(key), Action::Option(at)))
        };
        let does = "answer, and go to the next question";
        let answers: Vec<_> = slot.shown().enumerate().collect();
        if answers
            .iter()
            .all(|(_, it)| it.text.width() <= SHORT_ANSWER)
        {
            table.extend(answers.into_iter().map(|(at, choice)| {
                let shown = key_of(slot, at).to_string();
                Binding::new(shown, keys(at), Group::Answer, does).hint(choice.text.as_str())
            }));
        } else if let Some((last, _)) = answers.last() {
            let shown = format!("a-{}", key_of(slot, *last));
            let all = answers.iter().flat_map(|(at, _)| keys(*at));
            table.push(Binding::new(shown, all, Group::Answer, does).hint("answer"));
        }
        let finish = "end the drill and show its result";
        table.extend(self.drill_keys("undo the last answer", finish));
        let does = "write a personal note on the last answered item";
        let note = letter('+', Action::Note, Group::Look, does);
        table.push(note.hint_while(self.session.takes_note(), "note"));
        table
    }

    pub(super) fn drill_view(&self, page: &Page, now: &Moment) -> View {
        const SHOWN: usize = 5;
        let session = self.session.session();
        let columns = page.columns;
        let mut main = Sheet::default();
        main.push(Row::new());
        for (at, text) in self.slot().question.stem.lines().enumerate() {
            let role = if at == 0 { Role::Strong } else { Role::Text };
            main.rich(page.at(columns.text), text, role);
        }
        main.push(Row::new());
        for (at, choice) in self.slot().shown().enumerate() {
            let key = key_of(self.slot(), at).to_string();
            let first = Row::new()
                .click(Action::Option(at))
                .at(columns.key, key, Role::Strong);
            main.hanging_rich(first, page.at(columns.text), &choice.text, Role::Text);
        }
        main.push(Row::new());
        let done = session.done_count();
        if done > 0 {
            let so_far = drill::so_far(session, self.session.best(), "   ");
            main.text(page.at(columns.text), &so_far, Role::Muted);
            main.push(Row::new());
        }
        for (number, (slot, right)) in self.answered_rows().take(SHOWN).enumerate() {
            let mut chosen = slot.question.choices.iter();
            let chosen = chosen.find(|it| slot.chosen.contains(&it.id));
            let said = chosen.map_or("", |it| it.text.as_str());
            let is = slot.question.choices.iter().find(|it| it.correct);
            let is = is.map_or("", |it| it.text.as_str());
            let mut text = explained_slot(slot, is);
            if !right {
                text += &format!("; your answer: {said}");
            }
            let (mark, role) = if right {
                ("✓", Role::Correct)
            } else {
                ("✗", Role::Wrong)
            };
            let width = page.width_from(columns.text).saturating_sub(8);
            let weight = if number == 0 { Role::Text } else { Role::Muted };
            let first = Row::new().at(columns.mark, mark, role).until(
                page.end(),
                seconds(slot.spent),
                Role::Muted,
            );
            main.hanging(first, (columns.text, width), &text, weight);
            // Always show the reason for the most recent answer. Show it for earlier answers only
            // if they were incorrect.
            if number == 0 || !right {
                let right = slot.question.choices.iter().find(|it| it.correct);
                let wrong = chosen.filter(|it| !it.correct && !it.reason.is_empty());
                let wrong = wrong.map(|it| format!("{}: {}", it.text, it.reason));
                let right = right
                    .map(|it| it.reason.clone())
                    .filter(|it| !it.is_empty());
                for why in right.into_iter().chain(wrong) {
                    let width = page.width_from(columns.text);
                    main.text((columns.text, width), &why, Role::Muted);
                }
            }
            if number == 0 {
                for text in self.session.notes() {
                    main.text(page.at(columns.text), &noted(text), Role::Accent);
                }
            }
        }
        self.drill_page("Drill", main, now)
    }
}

/// Returns the letter that selects the option at index `at`.
fn key_of(slot: &Slot, at: usize) -> char {
    slot.label(at).to_ascii_lowercase()
}

/// Returns a question with its answer on a single line.
fn explained_slot(slot: &Slot, is: &str) -> String {
    let question = slot.question.stem.replace('\n', " ");
    match slot.question.stem.split_once('\n') {
        // For a term, omit the question, because it is always the same.
        Some((term, _)) if slot.question.generated_from().is_some_and(is_term) => {
            format!("{term}: {is}")
        }
        _ if question.ends_with('?') => format!("{question} {is}"),
        _ => format!("{question}: {is}"),
    }
}

fn is_term(component: &Component) -> bool {
    matches!(component, Component::Term(_))
}
