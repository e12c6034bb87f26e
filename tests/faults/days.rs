//! Study days: answers from the future, evenings past midnight, travel, and wrong clocks.

use std::collections::BTreeSet;

use certdrill::app::{App, Selection};
use certdrill::clock::Clock;
use certdrill::quiz::{Ending, Event, Kind, Moment, Reason};
use serde_json::Value;

use crate::support::{Home, small};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
const YEARS_MS: i64 = 9 * 365 * DAY_MS;

/// Returns the moment `ms` from now, with an unknown boot.
fn from_now(ms: i64) -> Moment {
    let now = Clock::new().now();
    Moment {
        utc_ms: now.utc_ms + ms,
        offset_s: 0,
        boot: None,
        ..now
    }
}

/// Returns the moment `ms` after the beginning of today's study day at 4:00.
fn from_this_morning(ms: i64) -> Moment {
    let now = from_now(0);
    let morning = (now.utc_ms - 4 * HOUR_MS).div_euclid(DAY_MS) * DAY_MS + 4 * HOUR_MS;
    Moment {
        utc_ms: morning + ms,
        ..now
    }
}

/// Answers the first question in the small bank in a separate practice session.
fn answers(library: &mut App, at: &Moment, right: bool) {
    let question = library.bank().questions[0].clone();
    let sitting =
        library.start_with_questions(Kind::Practice, std::slice::from_ref(&question.id), at);
    let mut sitting = sitting.expect("it can be asked");
    let choice = question.choices.iter().find(|it| it.correct == right);
    let chosen = BTreeSet::from([choice.expect("there is one").id.clone()]);
    let place = 0;
    for event in [
        Event::Visited { place },
        Event::Chose { place, chosen },
        Event::Answered { place },
        Event::Ended {
            ending: Ending::Finished,
        },
    ] {
        library
            .apply(&mut sitting, event, at)
            .expect("it may happen");
    }
}

fn stats(home: &Home) -> Value {
    home.run(&["stats", "--json", "--bank", &small()]).json()
}

fn stats_in_words(home: &Home, zone: &str) -> String {
    let mut command = home.command(&["stats", "--bank", &small()]);
    let output = command.env("TZ", zone).output().expect("it starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Returns the memory statistics after these answers. The time of each answer is in milliseconds,
/// relative to now.
fn memory_of(given: &[(i64, bool)]) -> [Value; 3] {
    let home = Home::new();
    let mut library = home.library();
    for (ms, right) in given {
        answers(&mut library, &from_now(*ms), *right);
    }
    drop(library);
    let found = stats(&home);
    ["facts", "forecast", "missed"].map(|what| {
        let mut value = found[what].clone();
        // These times differ because the two histories are created one after the other.
        if let Some(missed) = value.get_mut(0).and_then(Value::as_object_mut) {
            missed.remove("missed_at_ms");
        }
        value
    })
}

#[test]
fn an_answer_from_the_future_changes_nothing_before_its_day() {
    let (wrong, later) = ((-10 * DAY_MS, false), (-HOUR_MS, false));
    // The result must depend neither on the order of the answers nor on the data that was cached
    // between them.
    for given in [
        &[wrong, (YEARS_MS, true)][..],
        &[(YEARS_MS, true), wrong],
        &[wrong, (3 * DAY_MS, true)],
    ] {
        assert_eq!(memory_of(given), memory_of(&[wrong]));
    }
    let frozen = memory_of(&[wrong, (YEARS_MS, true), later]);
    assert_eq!(frozen, memory_of(&[wrong, later]));
}

#[test]
fn an_answer_from_the_future_is_reported_wherever_one_looks() {
    const SAID: &str = "1 session is dated in the future. Its answers will not count until ";
    let home = Home::new();
    let mut library = home.library();
    answers(&mut library, &from_now(-10 * DAY_MS), false);
    answers(&mut library, &from_now(YEARS_MS), true);
    drop(library);
    let bank = small();
    for args in [
        &["stats", "--bank", &bank][..],
        &["history", "check", "--bank", &bank],
        &["results", "--bank", &bank],
    ] {
        let printed = home.run(args);
        assert_eq!(printed.code, 0, "{args:?}: {}", printed.err);
        let all = printed.out + &printed.err;
        assert!(all.contains(SAID), "{args:?}: {all}");
        assert!(!all.contains("-1 days"), "{args:?}: {all}");
        assert!(!all.contains("did not match"), "{args:?}: {all}");
    }
    let check = home.run(&["history", "check", "--bank", &bank]);
    assert!(check.out.contains("is intact"), "{}", check.out);
    home.open_small().reads(SAID);
    let lines = home.command(&["--plain", "--bank", &bank]).output();
    let lines = String::from_utf8(lines.expect("it starts").stdout).expect("UTF-8");
    assert!(
        lines
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(SAID),
        "{lines}"
    );
    // A machine that imports the session also reports it.
    let log = home.history().with_file_name("log");
    let exported = home.run(&["history", "export", log.to_str().expect("UTF-8")]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    let merged = Home::new().run(&["history", "merge", log.to_str().expect("UTF-8")]);
    assert_eq!(merged.code, 0, "{}", merged.err);
    assert!(merged.out.contains(SAID), "{}", merged.out);
}

#[test]
fn an_answer_within_a_day_counts_as_one_of_today() {
    let home = Home::new();
    answers(&mut home.library(), &from_this_morning(27 * HOUR_MS), true);
    let printed = home.run(&["stats", "--bank", &small()]);
    assert_eq!(printed.err, "", "nothing to report");
    assert!(printed.out.contains("Streak: 1 day,"), "{}", printed.out);
    assert!(
        printed.out.contains("Today: 1 of 1 correct."),
        "{}",
        printed.out
    );
    let mut program = home.start_at(130, 40, &["--bank", &small()]);
    program.sees("streak 1 day");
    program.press("4").sees("Overview");
    program.press("\t");
    let screen = program.sees("1 of 1");
    let today = screen.row_with("today").expect("it is listed");
    assert!(today.contains("1 of 1"), "{today}");
}

#[test]
fn twelve_minutes_across_midnight_are_not_a_day() {
    let late = |minutes: i64| -10 * DAY_MS + 20 * HOUR_MS + minutes * MINUTE_MS;
    let recall = |minutes: [i64; 2], settings: &str| {
        let home = Home::new();
        home.writes_config("config.toml", settings);
        let mut library = home.library();
        answers(&mut library, &from_this_morning(late(minutes[0])), false);
        answers(&mut library, &from_this_morning(late(minutes[1])), true);
        drop(library);
        stats(&home)["facts"][0]["recall"].clone()
    };
    let evening = recall([-30, -18], "");
    assert_eq!(recall([-6, 6], ""), evening);
    assert_eq!(
        recall([4 * 60 - 20, 4 * 60 - 8], ""),
        evening,
        "before 4:00"
    );
    // A setting changes when the day begins. It also changes which day is today if the test runs at
    // night, so the recall is compared with that of an evening under the same setting.
    let midnight = "day_starts = \"0:00\"";
    assert_ne!(recall([-6, 6], midnight), recall([-30, -18], midnight));
}

#[test]
fn three_late_evenings_are_a_streak_of_three() {
    let home = Home::new();
    let mut library = home.library();
    for (days, minutes) in [(-3, 30), (-2, -10), (-1, 30)] {
        let evening = days * DAY_MS + 20 * HOUR_MS + minutes * MINUTE_MS;
        answers(&mut library, &from_this_morning(evening), true);
    }
    drop(library);
    assert_eq!(stats(&home)["streak_days"], 3);
    home.writes_config("config.toml", "day_starts = \"0:00\"");
    assert_eq!(
        stats(&home)["streak_days"],
        1,
        "what is derived follows the setting"
    );
    home.writes_config("config.toml", "day_starts = \"4:00\"");
    assert_eq!(stats(&home)["streak_days"], 3);
    let check = home.run(&["history", "check", "--bank", &small()]);
    assert!(check.out.contains("match the log."), "{}", check.out);
}

#[test]
fn a_journey_to_the_west_takes_nothing_back() {
    // Local time is 14 hours ahead of UTC and 11 hours behind it. These zones need no time zone
    // database.
    const EAST_S: i32 = 14 * 3600;
    let home = Home::new();
    let mut library = home.library();
    for days in (0..5).rev() {
        let at = Moment {
            offset_s: EAST_S,
            ..from_now(-days * DAY_MS)
        };
        answers(&mut library, &at, true);
    }
    drop(library);
    for zone in ["XXX-14", "UTC0", "YYY11"] {
        let said = stats_in_words(&home, zone);
        assert!(said.contains("Streak: 5 days,"), "{zone}: {said}");
        // Farther west, today began later, so two of the days fall on the same day and share one
        // row.
        assert_eq!(said.matches("  Today: ").count(), 1, "{zone}: {said}");
        assert!(!said.contains(" -"), "{zone}: {said}");
        // Sessions are listed in the time zone in which they were recorded.
        let east = jiff::Timestamp::from_millisecond(from_now(0).utc_ms + 14 * HOUR_MS);
        let day = east.expect("a date").strftime("%Y-%m-%d").to_string();
        assert!(said.contains(&day), "{zone}: {said}");
        let mut program = home.start_with(130, 40, &["--bank", &small()], &[("TZ", zone)]);
        program.sees("streak 5 days");
        program.press("4").sees("Overview");
        program.press("\t");
        let screen = program.sees("1 of 1");
        let sessions = screen.text();
        let today = sessions.lines().filter(|row| row.contains("today"));
        assert!(today.count() > 0, "{zone}: {sessions}");
    }
}

#[test]
fn backups_from_the_future_never_displace_the_newest() {
    let home = Home::new();
    let mut library = home.library();
    answers(&mut library, &from_now(-HOUR_MS), true);
    drop(library);
    let folder = home.history().with_file_name("backups");
    std::fs::create_dir(&folder).expect("a folder");
    for day in 1..=7 {
        let name = folder.join(format!("history-2091-01-0{day}.db"));
        std::fs::copy(home.history(), name).expect("copied");
    }
    let mut program = home.open_small();
    program.sees("certdrill").title();
    program.press("q");
    assert_eq!(program.ends().code, 0);
    let today = jiff::Timestamp::from_millisecond(from_now(0).utc_ms).expect("a date");
    let today = folder.join(today.strftime("history-%Y-%m-%d.db").to_string());
    assert!(today.exists(), "the one of today stays");
    let count = std::fs::read_dir(&folder).expect("readable").count();
    assert_eq!(count, 7, "and one from the future went");
}

#[test]
fn the_days_since_a_mistake_are_counted_where_it_was_made() {
    let home = Home::new();
    let mut library = home.library();
    // It is 11:00 today in the east, and the study day before in UTC.
    let in_the_east = Moment {
        offset_s: 9 * 3600,
        ..from_this_morning(-2 * HOUR_MS)
    };
    answers(&mut library, &in_the_east, false);
    let now = from_this_morning(HOUR_MS);
    let overview = library.overview(&now).expect("a history");
    let review = library.review(&Selection::default(), &overview, &now);
    let review = review.expect("a question was missed");
    let why = review.session.slots()[0].why.clone();
    let today = Reason::Missed {
        days: 0,
        sure: false,
        righted: false,
    };
    assert_eq!(why, Some(today));
}
