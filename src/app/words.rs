//! Formats times, dates, and counts for screens and plain mode.

use std::path::Path;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};

pub use crate::counts::{count, part_of, thousands};

use crate::counts::list;
use crate::learn::Calendar;
use crate::quiz::Tally;

/// Formats a duration as `1:46`, or as `1:02:03` if it is an hour or longer. Rounds down to the
/// second.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// Formats the remaining time, rounded up so that the last second is shown as `0:01`.
pub fn clock_left(time: Duration) -> String {
    clock(Duration::from_secs(time.as_millis().div_ceil(1000) as u64))
}

/// Formats a duration as `2.1 s`.
pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Returns the median of `times`, or `None` if `times` is empty. If the number of times is even,
/// the median is the mean of the two middle values.
pub fn median(times: &[Duration]) -> Option<Duration> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let (below, above) = (sorted.len().checked_sub(1)? / 2, sorted.len() / 2);
    Some((sorted[below] + sorted[above]) / 2)
}

/// Formats a number of facts as ` on 99 facts`. Returns an empty string if there are none.
pub fn on_facts(facts: usize) -> String {
    match facts {
        0 => String::new(),
        facts => format!(" on {}", count(facts, "fact", "facts")),
    }
}

/// Formats a share from 0 to 1 as `85%`.
pub fn as_percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Formats a share of the exam from 0 to 1 as `30%` or `4.25%`. The weights of tasks are not whole
/// percentages.
pub fn exam_weight(share: f64) -> String {
    let percent = format!("{:.2}", share * 100.0);
    let percent = percent.trim_end_matches('0').trim_end_matches('.');
    format!("{percent}%")
}

/// Formats the percentage of correct answers as `85%`, or as `–` if there are none.
pub fn percent(tally: Tally) -> String {
    tally.percent().map_or("–".into(), |it| format!("{it}%"))
}

/// Returns the percentage of correct answers if there are enough answers to state one.
pub fn stated_percent(tally: Tally) -> Option<usize> {
    const ENOUGH: usize = 10;
    tally.percent().filter(|_| tally.of >= ENOUGH)
}

/// Formats the counts above zero as text, such as `2 questions, 3 cells, and 1 term`.
pub fn items(questions: usize, cells: usize, terms: usize) -> String {
    let kinds = [
        (questions, "question", "questions"),
        (cells, "cell", "cells"),
        (terms, "term", "terms"),
    ];
    let kinds = kinds.into_iter().filter(|(number, ..)| *number > 0);
    let kinds: Vec<_> = kinds
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    let kinds: Vec<_> = kinds.iter().map(String::as_str).collect();
    list(&kinds, "and")
}

/// Spells out numbers up to five and formats larger ones as digits.
pub fn number(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five"];
    let word = words.get(number).map(|word| (*word).to_owned());
    word.unwrap_or_else(|| number.to_string())
}

/// Formats a path for display, with the home folder abbreviated as `~`.
pub fn shortened(path: &Path) -> String {
    let home = etcetera::home_dir().ok();
    let below = home.and_then(|home| path.strip_prefix(home).ok());
    let shown = match below {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    };
    crate::text::clean(&shown).into_owned()
}

/// Capitalizes `words` and adds a period: `the disk is full` becomes `The disk is full.`
pub fn sentence(words: &str) -> String {
    capitalized(words) + "."
}

/// Returns `text` with a capital letter at the start.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Returns `text` with a period at the end, unless it ends with a punctuation mark.
pub fn with_stop(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

/// Estimates the time needed to practice `questions` questions and formats it as text, such as
/// `about 8 minutes`, or `about 12 hours` for two hours or more.
pub fn about(questions: usize) -> String {
    const SECONDS_EACH: usize = 48;
    about_minutes((questions * SECONDS_EACH).div_ceil(60).max(1))
}

/// Formats a duration as text, such as `about 8 minutes`, or `about 12 hours` for two hours or more.
pub fn about_minutes(minutes: usize) -> String {
    if minutes < 120 {
        format!("about {}", count(minutes, "minute", "minutes"))
    } else {
        format!("about {} hours", (minutes + 30) / 60)
    }
}

/// Formats a timestamp as a local date and time, such as `Sat, Jan 2, 2027, 20:06`. Local time is
/// `offset_s` seconds ahead of UTC.
pub fn date_time(utc_ms: i64, offset_s: i32) -> String {
    timestamp(utc_ms, offset_s, "%a, %b %-d, %Y, %H:%M")
}

/// Formats a timestamp as a local time, such as `20:06`.
pub fn time_of_day(utc_ms: i64, offset_s: i32) -> String {
    timestamp(utc_ms, offset_s, "%H:%M")
}

/// Formats a date, given in days since 1970, as `Jan 2`, `today`, or `yesterday`. Includes the year
/// if it is not the current year.
pub fn day(day: i32, calendar: Calendar) -> String {
    // A time zone change can move a date at most two days ahead of today.
    if day > calendar.today.saturating_add(2) {
        return date(day);
    }
    match calendar.days_ago(day) {
        days @ ..=1 => ago(days),
        _ => match (civil(day), civil(calendar.today)) {
            (Some(date), Some(today)) if date.year() == today.year() => date_of(day),
            _ => date(day),
        },
    }
}

/// Formats a number of past days as `today`, `yesterday`, or `13 days ago`.
pub fn ago(days: i32) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// Formats a date, given in days since 1970, as `January 2, 2027`. Returns an empty string if the
/// date is out of range.
pub fn date(day: i32) -> String {
    civil(day).map_or(String::new(), long_date)
}

/// Formats a date as `January 2, 2027`.
pub fn long_date(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}

/// Formats a date, given in days since 1970, as `Nov 30`. Returns an empty string if the date is
/// out of range.
pub fn date_of(day: i32) -> String {
    civil(day).map_or(String::new(), |it| it.strftime("%b %-d").to_string())
}

/// Converts days since 1970 to a date. Returns `None` if the date is out of range.
pub fn civil(day: i32) -> Option<Date> {
    Date::constant(1970, 1, 1)
        .checked_add(Span::new().try_days(day).ok()?)
        .ok()
}

/// Formats a timestamp as local time with the given strftime `pattern`. Local time is `offset_s`
/// seconds ahead of UTC. Returns an empty string if the time is out of range.
pub fn timestamp(utc_ms: i64, offset_s: i32, pattern: &str) -> String {
    let offset = Offset::from_seconds(offset_s).unwrap_or(Offset::UTC);
    Timestamp::from_millisecond(utc_ms)
        .map(|at| offset.to_datetime(at).strftime(pattern).to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{about, clock, clock_left, date_time, day, exam_weight, median};
    use crate::learn::Calendar;

    #[test]
    fn the_median_of_two_lies_between_them() {
        let of = |times: &[u64]| {
            let times: Vec<_> = times.iter().map(|it| Duration::from_millis(*it)).collect();
            median(&times).map(|it| it.as_millis())
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[700]), Some(700));
        assert_eq!(of(&[1000, 300]), Some(650));
        assert_eq!(of(&[900, 100, 200]), Some(200));
        assert_eq!(of(&[4, 1, 9, 2]), Some(3));
    }

    #[test]
    fn the_weight_of_a_task_is_not_rounded() {
        let weights = [0.3, 0.3 / 4.0, 0.34 / 8.0].map(exam_weight);
        assert_eq!(weights, ["30%", "7.5%", "4.25%"]);
    }

    #[test]
    fn clocks() {
        assert_eq!(clock(Duration::from_secs(106)), "1:46");
        assert_eq!(clock(Duration::from_secs(3723)), "1:02:03");
        assert_eq!(clock_left(Duration::from_millis(1)), "0:01");
        assert_eq!(clock_left(Duration::ZERO), "0:00");
    }

    #[test]
    fn dates_are_local() {
        assert_eq!(date_time(0, 3600), "Thu, Jan 1, 1970, 01:00");
        assert_eq!(date_time(i64::MAX, i32::MAX), "");
    }

    #[test]
    fn days_are_those_of_one_calendar() {
        let calendar = Calendar {
            today: 10,
            ..Calendar::default()
        };
        let words = [-1, 0, 9, 10, 12, 13].map(|it| day(it, calendar));
        let [last_year, first, yesterday, today, tomorrow, ahead] = words;
        assert_eq!(last_year, "December 31, 1969");
        assert_eq!(first, "Jan 1");
        assert_eq!(
            [yesterday, today, tomorrow],
            ["yesterday", "today", "today"]
        );
        assert_eq!(ahead, "January 14, 1970");
        assert_eq!(day(i32::MIN, calendar), "");
    }

    #[test]
    fn practice_takes_a_while() {
        assert_eq!(about(10), "about 8 minutes");
        assert_eq!(about(0), "about 1 minute");
    }
}
