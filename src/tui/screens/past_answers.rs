//! The previous answers to a question or an item, as lines below its page.

use crate::app::PastAnswer;
use crate::app::words::count;
use crate::learn::Calendar;
use crate::quiz::Outcome;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};

/// Previous answers in words, newest first.
pub struct PastAnswers(Vec<(Outcome, String)>);

impl PastAnswers {
    pub fn new(answers: &[PastAnswer], calendar: Calendar) -> Self {
        let answers = answers.iter();
        let answers = answers.map(|it| (it.outcome, it.in_words(calendar)));
        Self(answers.collect())
    }

    /// Draws a line for each answer.
    pub fn draw(&self, sheet: &mut Sheet, page: &Page) {
        let columns = page.columns;
        for (number, (outcome, words)) in self.0.iter().enumerate() {
            let (mark, role) = match outcome {
                Outcome::Right => ("✓", Role::Correct),
                _ => ("✗", Role::Wrong),
            };
            let label = if number == 0 { "Asked" } else { "" };
            let at = page.label_end();
            sheet.push(
                Row::new()
                    .at(columns.mark, label, Role::Muted)
                    .at(at, mark, role)
                    .at(
                        at + 2,
                        truncate(words, page.width_from(at + 2)),
                        Role::Muted,
                    ),
            );
        }
        sheet.gap();
    }

    /// Summarizes the answers in text such as `Asked 3 times, 2 correct.` Returns `without` if there
    /// are none.
    pub fn summary(&self, without: &str) -> String {
        let right = self.0.iter().filter(|it| it.0 == Outcome::Right).count();
        match self.0.len() {
            0 => without.to_owned(),
            asked => format!("Asked {}, {right} correct.", count(asked, "time", "times")),
        }
    }
}
