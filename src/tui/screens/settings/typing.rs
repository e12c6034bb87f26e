//! A value of the plan that is typed: a day, or a number of minutes.

use jiff::civil::Date;

use super::plan::{Plan, PlanRow};
use crate::app::day_number;
use crate::tui::keymap::Action;
use crate::tui::view::Line;
use crate::tui::widgets::Field;

/// As many characters as a day takes, with some to spare.
const MOST: usize = 16;
/// The most minutes that a day has.
const MINUTES_MOST: u32 = 24 * 60;

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

    /// Whether the action was one for the field.
    pub fn act(&mut self, action: Action) -> bool {
        self.field.act(action)
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
            PlanRow::Exam => plan.now.exam = set.map(|it| day(it, plan.today)).transpose()?,
            PlanRow::Minutes => plan.now.minutes_per_day = set.map(minutes).transpose()?,
        }
        Ok(())
    }
}

/// The day that is typed; one that is over is none for an exam.
fn day(text: &str, today: i32) -> Result<Date, String> {
    let day = Date::strptime("%Y-%m-%d", text)
        .map_err(|_| format!("{text} is no day. Type it such as 2027-01-15."))?;
    if day_number(day) < today {
        return Err("That day is over. Type one to come.".into());
    }
    Ok(day)
}

fn minutes(text: &str) -> Result<u32, String> {
    let minutes = text.parse().ok();
    minutes
        .filter(|it| (1..=MINUTES_MOST).contains(it))
        .ok_or_else(|| format!("Type minutes from 1 to {MINUTES_MOST}."))
}

#[cfg(test)]
mod tests {
    use super::{day, minutes};
    use crate::app::day_number;

    #[test]
    fn days_are_read_as_people_type_them_and_no_other_text() {
        let today = day_number(jiff::civil::date(2027, 1, 2));
        for text in ["2027-01-02", "2027-1-2"] {
            assert_eq!(day(text, today), Ok(jiff::civil::date(2027, 1, 2)));
        }
        for text in ["2027-02-30", "27", "2027-01-02x", "02-01-2027", "soon"] {
            let said = day(text, today).expect_err(text);
            assert!(said.contains("is no day"), "{said}");
        }
        let said = day("2027-01-01", today).expect_err("yesterday");
        assert_eq!(said, "That day is over. Type one to come.");
    }

    #[test]
    fn minutes_are_no_more_than_a_day_has() {
        assert_eq!(minutes("25"), Ok(25));
        for text in ["0", "1441", "-5", "20m", "99999999999"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }
}
