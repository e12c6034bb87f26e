//! Text input for a study plan value: a date or a daily goal.

use super::plan::{Plan, PlanRow};
use crate::app::{typed_day, typed_goal};
use crate::tui::keymap::Action;
use crate::tui::view::Line;
use crate::tui::widgets::Field;

/// The maximum length of the input, in characters, which is more than enough for a date.
const MOST: usize = 16;

/// A text field and the row that it belongs to.
pub struct Typing {
    row: PlanRow,
    field: Field,
}

impl Typing {
    /// Starts the input with the first typed character, which replaces the current value.
    pub fn begin(row: PlanRow, first: char) -> Self {
        let mut typing = Self {
            row,
            field: Field::new("", MOST),
        };
        typing.act(Action::Typed(first));
        typing
    }

    pub fn act(&mut self, action: Action) {
        self.field.act(action);
    }

    pub fn insert(&mut self, text: &str) {
        self.field.insert(text);
    }

    pub fn line(&self, width: usize) -> Line {
        self.field.line(width)
    }

    /// Returns instructions for the input.
    pub fn about(&self) -> &'static str {
        match self.row {
            PlanRow::Exam => {
                "Year, month, and day, such as 2027-01-15. Press Enter to save it. An empty line clears it."
            }
            PlanRow::Daily => {
                "A number of minutes, such as 25, or of questions, such as 30q. Press Enter to save it. An empty line clears it."
            }
        }
    }

    /// Sets the typed value. Empty input clears the value.
    ///
    /// # Errors
    ///
    /// Returns a message if the input is invalid.
    pub fn set(&self, plan: &mut Plan) -> Result<(), String> {
        let text = self.field.text().trim();
        let set = Some(text).filter(|text| !text.is_empty());
        match self.row {
            PlanRow::Exam => plan.now.exam = set.map(|it| typed_day(it, plan.today)).transpose()?,
            PlanRow::Daily => plan.now.daily = set.map(typed_goal).transpose()?,
        }
        Ok(())
    }
}
