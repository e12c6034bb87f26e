//! A value of the plan that is typed: a day, or a number of minutes.

use super::plan::{Plan, PlanRow};
use crate::app::{typed_day, typed_minutes};
use crate::tui::keymap::Action;
use crate::tui::view::Line;
use crate::tui::widgets::Field;

/// As many characters as a day takes, with some to spare.
const MOST: usize = 16;

/// A field, and the row that it is for.
pub struct Typing {
    row: PlanRow,
    field: Field,
}

impl Typing {
    /// Begins with the first character, in place of the value that is there.
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

    /// What is to be typed.
    pub fn about(&self) -> &'static str {
        match self.row {
            PlanRow::Exam => {
                "Year, month and day, such as 2027-01-15. Enter sets it; left empty, no day is set."
            }
            PlanRow::Minutes => {
                "A number of minutes, such as 25. Enter sets it; left empty, none is set."
            }
        }
    }

    /// Sets what was typed; nothing takes the value back.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in a sentence.
    pub fn set(&self, plan: &mut Plan) -> Result<(), String> {
        let text = self.field.text().trim();
        let set = Some(text).filter(|text| !text.is_empty());
        match self.row {
            PlanRow::Exam => plan.now.exam = set.map(|it| typed_day(it, plan.today)).transpose()?,
            PlanRow::Minutes => plan.now.minutes_per_day = set.map(typed_minutes).transpose()?,
        }
        Ok(())
    }
}
