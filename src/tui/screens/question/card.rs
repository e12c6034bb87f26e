//! Flash cards. Each card shows the name of a term and then its definition, and is then graded.

use super::super::own_words::note_key;
use super::Question;
use crate::app::Controller;
use crate::app::messages::grade;
use crate::learn::Rating;
use crate::quiz::{Kind, Moment, Outcome};
use crate::tui::keymap::{Action, Binding, Group, Key, go, space};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View};
use crate::tui::widgets::notes;

/// The grades. Each grade has a letter and a digit that corresponds to its position.
const GRADES: [(Rating, char); 4] = [
    (Rating::Again, 'a'),
    (Rating::Hard, 'h'),
    (Rating::Good, 'g'),
    (Rating::Easy, 'e'),
];

impl Question {
    pub(super) fn is_cards(&self) -> bool {
        self.session.kind() == Kind::Cards
    }

    pub(super) fn card_table(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.session.is_revealed() {
            for ((rating, letter), digit) in GRADES.iter().zip('1'..) {
                let at = digit as usize - '1' as usize;
                let keys = [digit, *letter].map(|key| (Key::char(key), Action::Grade(at)));
                let does = "grade the card, and go to the next one";
                let shown = digit.to_string();
                let grade = Binding::new(shown, keys, Group::Answer, does);
                table.push(grade.hint(grade_hint(*rating)));
            }
            table.push(note_key());
        } else {
            table.push(go("reveal", "reveal the definition"));
            table.push(space("reveal the definition"));
        }
        let finish = "finish the cards and show the result";
        table.extend(self.drill_keys("undo the last grade", finish));
        table
    }

    /// Reveals or grades the card. Returns `None` for any other action.
    pub(super) fn act_on_card(&mut self, action: Action, cx: &mut Context) -> Option<Flow> {
        match action {
            Action::Go | Action::Tick | Action::Reveal => {
                Some(self.follow(cx, |session, _, _| Controller::reveal(session)))
            }
            Action::Grade(at) => {
                let (rating, _) = GRADES.get(at)?;
                Some(self.follow(cx, |session, app, now| session.grade(*rating, app, now)))
            }
            _ => None,
        }
    }

    pub(super) fn card_view(&self, page: &Page, now: &Moment) -> View {
        let columns = page.columns;
        let width = page.width_from(columns.text);
        let mut main = Sheet::default();
        main.push(Row::new());
        let question = &self.slot().question;
        main.text((columns.text, width), &question.stem, Role::Strong);
        main.push(Row::new());
        if self.session.is_revealed() {
            for (at, text) in question.explanation.lines().enumerate() {
                let role = if at == 0 { Role::Text } else { Role::Muted };
                main.text((columns.text, width), text, role);
            }
            main.push(Row::new());
            notes(&mut main, page, &self.session.notes());
            for ((rating, _), digit) in GRADES.iter().zip('1'..) {
                let at = digit as usize - '1' as usize;
                main.push(
                    Row::new()
                        .at(columns.key, digit.to_string(), Role::Strong)
                        .at(columns.text, grade(*rating), Role::Text)
                        .at(columns.text + 8, meaning(*rating), Role::Muted)
                        .click(Action::Grade(at)),
                );
            }
        } else {
            let shown = "Recall the definition, then press Enter.";
            main.push(
                Row::new()
                    .at(columns.text, shown, Role::Muted)
                    .click(Action::Reveal),
            );
        }
        let recalled = self.recalled_cards();
        if let Some(recalled) = recalled {
            main.push(Row::new());
            main.push(Row::new().at(columns.text, recalled, Role::Muted));
        }
        self.drill_page("Flash cards", main, now)
    }

    /// Describes how many cards were recalled. Returns `None` before the first grade.
    fn recalled_cards(&self) -> Option<String> {
        let session = self.session.session();
        let places = 0..session.slots().len();
        let outcomes = places.map(|place| session.outcome(place));
        let graded: Vec<_> = outcomes.filter(|it| *it != Outcome::Open).collect();
        let recalled = graded.iter().filter(|it| **it == Outcome::Right).count();
        (!graded.is_empty()).then(|| format!("{recalled} of {} recalled", graded.len()))
    }
}

fn grade_hint(rating: Rating) -> String {
    grade(rating).to_lowercase()
}

/// Returns a description of a grade.
fn meaning(rating: Rating) -> &'static str {
    match rating {
        Rating::Again => "not recalled",
        Rating::Hard => "recalled with effort",
        Rating::Good => "recalled",
        Rating::Easy => "recalled easily",
    }
}
