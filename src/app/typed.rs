//! Parses the parts of a study plan: the exam date and the daily goal.

use jiff::civil::Date;

use super::day_number;
use super::words::thousands;
use crate::learn::DailyGoal;

/// The number of minutes in a day.
const MINUTES_MOST: u32 = 24 * 60;
/// The maximum number of questions in a day.
pub const QUESTIONS_MOST: u32 = 1_000;

/// Parses an exam date. `today` is the local date, in days since 1970.
///
/// # Errors
///
/// Returns an error message if `text` is not a date or if the date has passed.
pub fn typed_day(text: &str, today: i32) -> Result<Date, String> {
    let day = Date::strptime("%Y-%m-%d", text)
        .map_err(|_| format!("`{text}` is not a date; use a date such as 2027-01-15"))?;
    if day_number(day) < today {
        return Err("that date is in the past; use today or a later date".into());
    }
    Ok(day)
}

/// Parses a daily goal: a number of minutes, such as `25` or `25 minutes`, or a number of questions,
/// such as `30q` or `30 questions`.
///
/// # Errors
///
/// Returns an error message that states the valid range.
pub fn typed_goal(text: &str) -> Result<DailyGoal, String> {
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let is_questions = match unit.trim().to_lowercase().as_str() {
        "" | "m" | "min" | "minute" | "minutes" => false,
        "q" | "question" | "questions" => true,
        _ => {
            return Err("use a number of minutes, such as 25, or of questions, such as 30q".into());
        }
    };
    let (most, units) = if is_questions {
        (QUESTIONS_MOST, "questions")
    } else {
        (MINUTES_MOST, "minutes")
    };
    let number = number.parse().ok();
    let Some(number) = number.filter(|it| (1..=most).contains(it)) else {
        let most = thousands(most as usize);
        return Err(format!("use a number of {units} from 1 to {most}"));
    };
    Ok(if is_questions {
        DailyGoal::Questions(number)
    } else {
        DailyGoal::Minutes(number)
    })
}

#[cfg(test)]
mod tests {
    use super::{typed_day, typed_goal};
    use crate::app::day_number;
    use crate::learn::DailyGoal;

    #[test]
    fn days_are_read_as_people_type_them_and_no_other_text() {
        let today = day_number(jiff::civil::date(2027, 1, 2));
        for text in ["2027-01-02", "2027-1-2"] {
            assert_eq!(typed_day(text, today), Ok(jiff::civil::date(2027, 1, 2)));
        }
        for text in ["2027-02-30", "27", "2027-01-02x", "02-01-2027", "soon"] {
            let said = typed_day(text, today).expect_err(text);
            assert!(said.contains("is not a date"), "{said}");
        }
        let said = typed_day("2027-01-01", today).expect_err("yesterday");
        assert_eq!(said, "that date is in the past; use today or a later date");
    }

    #[test]
    fn a_goal_is_in_minutes_or_questions_and_within_a_day() {
        for text in ["25", "25m", "25 min", "25 minutes"] {
            assert_eq!(typed_goal(text), Ok(DailyGoal::Minutes(25)), "{text}");
        }
        for text in ["30q", "30 questions", "30 Q"] {
            assert_eq!(typed_goal(text), Ok(DailyGoal::Questions(30)), "{text}");
        }
        for text in ["0", "1441", "-5", "20x", "q", "0q", "1001q", "99999999999"] {
            assert!(typed_goal(text).is_err(), "{text}");
        }
        let said = typed_goal("1001 questions").expect_err("too many");
        assert_eq!(said, "use a number of questions from 1 to 1,000");
    }
}
