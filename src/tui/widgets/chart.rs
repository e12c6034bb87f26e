//! Charts made of characters. Each is drawn from a column on, in rows of its own.

use jiff::civil::Date;

use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// A value on a chart, 0 to 1, and the interval around it where there is one.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub value: f64,
    pub interval: Option<(f64, f64)>,
}

/// The rows of a chart of points: of one among others, and of one that has room.
pub const LOW: usize = 4;
pub const HIGH: usize = 5;
/// Columns for the labels at its left.
const LABEL: u16 = 6;

/// Points from the oldest at the left, over a scale from `floor` to 100 %, with a
/// line across at `line`. The newest are shown where not all have room.
pub fn points(
    sheet: &mut Sheet,
    (column, width): (u16, u16),
    rows: usize,
    points: &[Point],
    line: Option<f64>,
) {
    let room = usize::from(width.saturating_sub(LABEL)) / 3;
    let shown = &points[points.len().saturating_sub(room)..];
    // Below the line there is room for what does not reach it.
    let lowest = shown
        .iter()
        .map(|it| it.interval.map_or(it.value, |(low, _)| low))
        .chain(line.map(|line| line - 0.1))
        .fold(1.0_f64, f64::min);
    let floor = ((lowest * 10.0).floor() / 10.0).clamp(0.0, 0.8);
    let step = (1.0 - floor) / (rows - 1) as f64;
    let row_of = |value: f64| ((1.0 - value.clamp(floor, 1.0)) / step).round() as usize;
    let line_row = line.map(|line| row_of(line).clamp(1, rows - 2));
    // Rounding never puts a value on the line, or on the wrong side of it.
    let row_of = |value: f64| match (line, line_row) {
        (Some(line), Some(at)) if value >= line => row_of(value).min(at - 1),
        (Some(_), Some(at)) => row_of(value).max(at + 1),
        _ => row_of(value),
    };
    for number in 0..rows {
        let level = match line.filter(|_| line_row == Some(number)) {
            Some(line) => line,
            None => 1.0 - number as f64 * step,
        };
        let mut row = Row::new().until(
            column + LABEL - 1,
            format!("{:.0} %", level * 100.0),
            Role::Muted,
        );
        if line_row == Some(number) {
            let across = "─".repeat(usize::from(width.saturating_sub(LABEL)));
            row = row.at(column + LABEL, across, Role::Faint);
        }
        for (at, point) in shown.iter().enumerate() {
            let x = column + LABEL + 1 + 3 * at as u16;
            let within = point
                .interval
                .is_some_and(|(low, high)| (row_of(high)..=row_of(low)).contains(&number));
            if row_of(point.value) == number {
                row = row.at(x, "●", Role::Accent);
            } else if within {
                row = row.at(x, "│", Role::Muted);
            }
        }
        sheet.push(row);
    }
}

/// A line of its own for each of `bars`: name, what stands at its end, and a bar as
/// long as its number among all.
pub fn bars(sheet: &mut Sheet, column: u16, width: u16, names: u16, bars: &[(String, usize)]) {
    const NUMBER: u16 = 6;
    let most = bars
        .iter()
        .map(|(_, number)| *number)
        .max()
        .unwrap_or(0)
        .max(1);
    let room = usize::from(width.saturating_sub(names + NUMBER + 1));
    for (name, number) in bars {
        // What is not nothing is seen.
        let long = (number * room).div_ceil(most);
        sheet.push(
            Row::new()
                .at(column, name.clone(), Role::Muted)
                .until(column + names + NUMBER - 1, number.to_string(), Role::Text)
                .at(column + names + NUMBER, "━".repeat(long), Role::Accent),
        );
    }
}

/// The weeks that a calendar of `width` columns has room for.
pub fn weeks(width: u16) -> usize {
    usize::from(width.saturating_sub(LABEL)) / 2
}

/// A calendar: a column a week, a row a weekday, the darker the more `answers` has
/// for the day. `today` and the days are local ones since 1970.
pub fn calendar(
    sheet: &mut Sheet,
    column: u16,
    weeks: usize,
    today: i32,
    answers: impl Fn(i32) -> usize,
) {
    const NAMES: [&str; 7] = ["Mon", "", "Wed", "", "Fri", "", "Sun"];
    let monday = today - weekday(today) - 7 * (weeks as i32 - 1);
    let mut months = Row::new();
    let mut free = 0;
    for week in 0..weeks {
        let first = monday + 7 * week as i32;
        let begins = (first..first + 7)
            .filter_map(date)
            .find(|day| day.day() == 1);
        if let Some(day) = begins.filter(|_| week >= free) {
            let x = column + LABEL + 2 * week as u16;
            months = months.at(x, day.strftime("%b").to_string(), Role::Muted);
            free = week + 2;
        }
    }
    sheet.push(months);
    for (number, name) in NAMES.into_iter().enumerate() {
        let mut row = Row::new().at(column, name, Role::Muted);
        for week in 0..weeks {
            let day = monday + (7 * week + number) as i32;
            if day <= today {
                let x = column + LABEL + 2 * week as u16;
                let symbol = shade(answers(day));
                let role = if symbol == "·" {
                    Role::Faint
                } else {
                    Role::Accent
                };
                row = row.at(x, symbol, role);
            }
        }
        sheet.push(row);
    }
}

/// What the shades of a calendar stand for.
pub const SHADES: &str = "· 0  ░ 1  ▒ 10  ▓ 20  █ 40 a day";

fn shade(answers: usize) -> &'static str {
    match answers {
        0 => "·",
        1..10 => "░",
        10..20 => "▒",
        20..40 => "▓",
        _ => "█",
    }
}

/// 0 is Monday. 1 January 1970 was a Thursday.
fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7)
}

fn date(day: i32) -> Option<Date> {
    let span = jiff::Span::new().try_days(day).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::{HIGH, LOW, Point, calendar, date, points, weekday};
    use crate::tui::view::Sheet;

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
        // 20,000 days after 1970 began it was Friday, 4 October 2024.
        assert_eq!(weekday(20_000), 4);
        assert_eq!(date(20_000).expect("a day").to_string(), "2024-10-04");
        assert_eq!(weekday(-1), 2);
    }

    #[test]
    fn a_calendar_ends_with_today_and_names_the_months() {
        let mut sheet = Sheet::default();
        calendar(&mut sheet, 0, 3, 20_000, |day| match day {
            20_000 => 40,
            19_999 => 1,
            _ => 0,
        });
        let rows = drawn(&sheet);
        assert_eq!(rows[0], "          Oct");
        assert_eq!(rows[4], "      · · ░");
        assert_eq!(rows[5], "Fri   · · █");
        assert_eq!(rows[6], "      · ·");
        assert_eq!(rows[7], "Sun   · ·");
    }

    #[test]
    fn points_stand_at_their_height_with_their_intervals() {
        let mut sheet = Sheet::default();
        let one = Point {
            value: 0.8,
            interval: Some((0.7, 0.9)),
        };
        let other = Point {
            value: 1.0,
            interval: None,
        };
        points(&mut sheet, (0, 20), HIGH, &[one, other], None);
        let rows = drawn(&sheet);
        assert_eq!(rows[0], "100 %     ●");
        assert_eq!(rows[1], " 92 %  │");
        assert_eq!(rows[2], " 85 %  │");
        assert_eq!(rows[3], " 77 %  ●");
        assert_eq!(rows[4], " 70 %  │");
    }

    #[test]
    fn no_point_stands_on_the_line_or_on_its_wrong_side() {
        let point = |value| Point {
            value,
            interval: None,
        };
        for rows in [LOW, HIGH] {
            let mut sheet = Sheet::default();
            let all = [point(0.66), point(0.67), point(0.68)];
            points(&mut sheet, (0, 20), rows, &all, Some(0.67));
            let drawn = drawn(&sheet);
            let line = drawn
                .iter()
                .position(|row| row.contains('─'))
                .expect("a line");
            assert!(drawn[line].starts_with(" 67 %") && !drawn[line].contains('●'));
            let above: String = drawn[..line].concat();
            let below: String = drawn[line + 1..].concat();
            assert_eq!(above.matches('●').count(), 2, "{drawn:#?}");
            assert_eq!(below.matches('●').count(), 1, "{drawn:#?}");
        }
    }
}
