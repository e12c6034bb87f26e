//! A calendar of answers, with a column for each week and a row for each weekday. Days with more
//! answers are darker.

use unicode_width::UnicodeWidthStr as _;

use super::Area;
use crate::app::words::civil as date;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// The width of the weekday names.
const LABEL: u16 = 4;
/// The width of a day and the width of a week, including the gap after the week.
const DAY: usize = 2;
const WEEK: u16 = 3;

/// The legend of the shades.
pub const SHADES: &str = "·· 0  ░░ 1  ▒▒ 10  ▓▓ 20  ██ 40 or more answers a day";

/// Returns the number of weeks that fit in `width` columns.
pub fn weeks(width: u16) -> usize {
    usize::from(width.saturating_sub(LABEL)) / usize::from(WEEK)
}

/// Draws the weeks up to `today`: as many as fit, but at most `most`. `answers` returns the number
/// of answers given on a local day. Days are counted from January 1, 1970.
pub fn calendar(
    sheet: &mut Sheet,
    place: Area,
    most: usize,
    today: i32,
    answers: impl Fn(i32) -> usize,
) {
    const NAMES: [&str; 7] = ["Mon", "", "Wed", "", "Fri", "", "Sun"];
    let weeks = weeks(place.width).min(most).max(1);
    let column = |week: usize| place.at + LABEL + WEEK * week as u16;
    let monday = today - weekday(today) - 7 * (weeks as i32 - 1);
    let mut months = Row::new();
    let mut free = place.at;
    for week in 0..weeks {
        let first = monday + 7 * week as i32;
        let mut days = (first..first + 7).filter_map(date);
        let Some(day) = days.find(|day| day.day() == 1) else {
            continue;
        };
        let name = day.strftime("%b").to_string();
        let x = column(week);
        if x >= free && x + name.width() as u16 <= place.end() {
            free = x + name.width() as u16 + 1;
            months = months.at(x, name, Role::Muted);
        }
    }
    sheet.push(months);
    for (number, name) in NAMES.into_iter().enumerate() {
        let mut row = Row::new().at(place.at, name, Role::Muted);
        for week in 0..weeks {
            let day = monday + (7 * week + number) as i32;
            if day <= today {
                let (sign, role) = shade(answers(day));
                row = row.at(column(week), sign.repeat(DAY), role);
            }
        }
        sheet.push(row);
    }
}

fn shade(answers: usize) -> (&'static str, Role) {
    match answers {
        0 => ("·", Role::Faint),
        1..10 => ("░", Role::Accent),
        10..20 => ("▒", Role::Accent),
        20..40 => ("▓", Role::Accent),
        _ => ("█", Role::Accent),
    }
}

/// Returns the weekday of a local day, where Monday is 0. Day 0 is January 1, 1970, a Thursday.
fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::{calendar, date, weekday};
    use crate::tui::view::Sheet;
    use crate::tui::widgets::chart::Area;

    fn drawn(sheet: &Sheet) -> Vec<String> {
        let row = |row: &crate::tui::view::Row| {
            let mut cells = vec![' '; 60];
            for span in &row.spans {
                for (at, symbol) in span.text.chars().enumerate() {
                    cells[usize::from(span.at) + at] = symbol;
                }
            }
            cells.into_iter().collect::<String>().trim_end().to_owned()
        };
        sheet.rows.iter().map(row).collect()
    }

    #[test]
    fn days_are_those_of_a_calendar() {
        // Day 20,000 is Friday, October 4, 2024.
        assert_eq!(weekday(20_000), 4);
        assert_eq!(date(20_000).expect("a day").to_string(), "2024-10-04");
        assert_eq!(weekday(-1), 2);
    }

    #[test]
    fn a_calendar_ends_with_today_and_names_the_months() {
        let mut sheet = Sheet::default();
        let place = Area {
            at: 0,
            width: 13,
            rows: 8,
        };
        calendar(&mut sheet, place, 26, 20_000, |day| match day {
            20_000 => 40,
            19_999 => 1,
            _ => 0,
        });
        let rows = drawn(&sheet);
        assert_eq!(rows[0], "          Oct");
        assert_eq!(rows[4], "    ·· ·· ░░");
        assert_eq!(rows[5], "Fri ·· ·· ██");
        assert_eq!(rows[6], "    ·· ··");
        assert_eq!(rows[7], "Sun ·· ··");
    }
}
