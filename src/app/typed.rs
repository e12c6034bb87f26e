//! Parses the parts of a study plan: the exam date and the minutes per day.

use jiff::civil::Date;

use super::day_number;
use super::words::thousands;

/// The number of minutes in a day.
const MINUTES_MOST: u32 = 24 * 60;

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

/// Parses the study time, in minutes per day.
///
/// # Errors
///
/// Returns an error message that states the valid range.
pub fn typed_minutes(text: &str) -> Result<u32, String> {
    let minutes = text.parse().ok();
    minutes
        .filter(|it| (1..=MINUTES_MOST).contains(it))
        .ok_or_else(|| {
            format!(
                "use a number of minutes from 1 to {}",
                thousands(MINUTES_MOST as usize)
            )
        })
}

#[cfg(test)]
mod tests {
    use super::{typed_day, typed_minutes};
    use crate::app::day_number;

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
    fn minutes_are_no_more_than_a_day_has() {
        assert_eq!(typed_minutes("25"), Ok(25));
        for text in ["0", "1441", "-5", "20m", "99999999999"] {
            assert!(typed_minutes(text).is_err(), "{text}");
        }
    }
}
