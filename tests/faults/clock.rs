//! Clock changes, time zone changes, and times outside any calendar.

use std::collections::BTreeSet;
use std::time::Duration;

use certdrill::app::{ActiveSession, App, Selection};
use certdrill::clock::Clock;
use certdrill::quiz::{Event, Moment};
use rusqlite::params;
use serde_json::Value;

use crate::support::{CTRL_L, ENTER, Home, Program, small};

const HOUR_MS: i64 = 3_600_000;
const LIMIT: Duration = Duration::from_secs(24 * 60);

/// Starts an exam with twelve questions and 24 minutes at `began`, and selects one option.
fn exam_begun(home: &Home, began: &Moment) -> (App, ActiveSession) {
    let mut library = home.library();
    let overview = library.overview(began).expect("an empty history");
    let selection = Selection {
        count: 12,
        limit: Some(LIMIT),
        ..Selection::default()
    };
    let mut sitting = library
        .exam(&selection, &overview, began)
        .expect("questions");
    let first = sitting.session.slots()[0].question.choices[0].id.clone();
    let chosen: BTreeSet<_> = [first].into();
    let marked = Event::Chose { place: 0, chosen };
    for event in [Event::Visited { place: 0 }, marked] {
        library
            .apply(&mut sitting, event, began)
            .expect("it has just begun");
    }
    (library, sitting)
}

#[track_caller]
fn has_about_24_minutes(program: &Program) {
    let left = program.asks_number(1).seconds_left().expect("a clock");
    assert!((24 * 60 - 60..=24 * 60).contains(&left), "{left} s");
}

#[test]
fn a_wall_clock_that_is_moved_between_two_runs_changes_nothing() {
    for moved in [-HOUR_MS, HOUR_MS, -30 * 24 * HOUR_MS] {
        let home = Home::new();
        let now = Clock::new().now();
        // The exam started in the same boot, while the wall clock showed a different time.
        let began = Moment {
            utc_ms: now.utc_ms + moved,
            ..now
        };
        drop(exam_begun(&home, &began));
        let mut program = home.open_small();
        program.reads("Continue the timed exam");
        program.press(ENTER);
        has_about_24_minutes(&program);
    }
}

#[test]
#[ignore = "needs libfaketime"]
fn a_wall_clock_that_is_moved_while_it_runs_changes_nothing() {
    let home = Home::new();
    let stamp = home.history_to_be().with_file_name("time");
    let set = |words: &str| std::fs::write(&stamp, words).expect("written");
    set("+0");
    let library = faketime();
    let environment = [
        ("LD_PRELOAD", library.as_str()),
        ("FAKETIME_TIMESTAMP_FILE", stamp.to_str().expect("UTF-8")),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];
    let mut program = home.start_by(
        &["/usr/bin/env"],
        &["exam", "--bank", &small()],
        &environment,
    );
    has_about_24_minutes(&program);
    for words in ["+1h", "-1h", "+40d", "+0"] {
        set(words);
        program.press(CTRL_L);
        program.settles();
        has_about_24_minutes(&program);
        program.press("f");
        program.settles();
    }
    // Check the history to make sure that the clock really moved.
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    let range = "SELECT max(at_ms) - min(at_ms) FROM event";
    let moved: i64 = db.query_row(range, [], |row| row.get(0)).expect("events");
    assert!(moved > 39 * 24 * HOUR_MS, "{moved} ms");
    set("+40d");
    program.kill();
    let mut program = home.start_by(&["/usr/bin/env"], &["--bank", &small()], &environment);
    program.reads("Continue the timed exam");
    program.press(ENTER);
    has_about_24_minutes(&program);
}

/// Returns the path of libfaketime, which fakes the time for a program.
fn faketime() -> String {
    let folders = std::fs::read_dir("/usr/lib").expect("readable");
    let found = folders
        .flatten()
        .map(|folder| folder.path().join("faketime/libfaketime.so.1"))
        .find(|path| path.exists());
    let found = found.expect("libfaketime is installed");
    found.to_str().expect("UTF-8").to_owned()
}

#[test]
fn instants_are_kept_in_utc_and_days_are_counted_where_one_is() {
    const DAY_STARTS_H: i64 = 4;
    // These zones do not need a time zone database.
    let stats = |home: &Home, zone: &str| {
        let mut command = home.command(&["stats", "--json", "--bank", &small()]);
        let output = command.env("TZ", zone).output().expect("it starts");
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")
    };
    let home = Home::new();
    let now = Clock::new().now();
    let day_ms = 24 * HOUR_MS;
    // A study day began (at 4:00) at the last full hour in the first zone, and the exam ended less
    // than an hour before it. Half a day away, no day has begun since then.
    let hour = now.utc_ms.div_euclid(HOUR_MS);
    let turn = hour * HOUR_MS;
    let first_h = (DAY_STARTS_H - hour + 11).rem_euclid(24) - 11;
    let opposite_h = if first_h > 0 {
        first_h - 12
    } else {
        first_h + 12
    };
    let began = Moment {
        utc_ms: turn - HOUR_MS,
        boot: None,
        ..now.clone()
    };
    drop(exam_begun(&home, &began));
    let ends = |zone| stats(&home, zone)["sessions"][0]["ended_ms"].clone();
    assert_eq!(ends("UTC0"), began.utc_ms + LIMIT.as_millis() as i64);
    assert_eq!(ends("XXX-14"), ends("YYY12"));

    let said = |zone: &str, offset_h: i64| {
        let home = Home::new();
        let began = Moment {
            offset_s: (offset_h * 3600) as i32,
            ..began.clone()
        };
        drop(exam_begun(&home, &began));
        // The time has expired. The first run after that ends the exam and reports it.
        stats(&home, zone);
        let program = home.start_with(80, 24, &["--bank", &small()], &[("TZ", zone)]);
        let screen = program.sees("2  Timed exam");
        screen.row_with("last:").map_or_else(String::new, |row| {
            row.rsplit(", ")
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned()
        })
    };
    let turned = |offset_h: i64| {
        let day = |ms: i64| (ms + (offset_h - DAY_STARTS_H) * HOUR_MS).div_euclid(day_ms);
        match day(Clock::new().now().utc_ms) - day(turn - HOUR_MS + LIMIT.as_millis() as i64) {
            0 => "today",
            1 => "yesterday",
            _ => "",
        }
    };
    let mut seen = BTreeSet::new();
    for offset_h in [first_h, first_h - 1, first_h + 1, 0, opposite_h] {
        // The sign in the name of a zone is that of the way from the zone to UTC.
        let zone = format!("ZZZ{}", -offset_h);
        let (before, words, after) = (turned(offset_h), said(&zone, offset_h), turned(offset_h));
        assert!(
            words == before || words == after,
            "{zone}: {words}, not {before}"
        );
        seen.insert(words);
    }
    assert!(seen.len() > 1, "the zone makes a difference: {seen:?}");
}

#[test]
fn an_hour_that_summer_takes_or_gives_changes_no_time_that_is_left() {
    let home = Home::new();
    drop(exam_begun(&home, &Clock::new().now()));
    // The same moment, with a daylight saving rule and with its opposite.
    for zone in [
        "AAA0BBB,J1,J365",
        "AAA0BBB-1,J1/0,J365/23",
        "AAA0",
        "nonsense/zone",
        "",
    ] {
        let mut program = home.start_with(80, 24, &["--bank", &small()], &[("TZ", zone)]);
        program.reads("Continue the timed exam");
        program.press(ENTER);
        has_about_24_minutes(&program);
        program.kill();
    }
}

/// Values at and beyond the limits of what a history can store, and some in between.
const EXTREMES: [i64; 9] = [
    i64::MIN,
    i64::MIN + 1,
    -62_135_596_800_001,
    -1,
    0,
    253_402_300_800_000,
    9_007_199_254_740_993,
    i64::MAX - 1,
    i64::MAX,
];

#[test]
fn times_that_no_calendar_has_are_shown_without_harm() {
    let bank = small();
    for (number, extreme) in EXTREMES.into_iter().enumerate() {
        let home = Home::new();
        // A finished exam and an open practice session, both at that time.
        let now = Clock::new().now();
        let began = Moment {
            utc_ms: now.utc_ms - 2 * HOUR_MS,
            boot: None,
            ..now.clone()
        };
        drop(exam_begun(&home, &began));
        home.run(&["stats", "--bank", &bank]);
        let mut library = home.library();
        let overview = library.overview(&now).expect("readable");
        library.practice(&Selection::default(), &overview, &now);
        drop(library);
        let db = rusqlite::Connection::open(home.history()).expect("it opens");
        let column = ["began_ms", "boot_ms", "offset_s"][number % 3];
        let changes = [
            (format!("UPDATE session SET {column} = ?"), extreme),
            ("UPDATE event SET at_ms = ?".to_owned(), extreme),
            (
                "UPDATE event SET elapsed_ms = ? WHERE step % 2 = 1".to_owned(),
                extreme,
            ),
        ];
        for (change, value) in &changes[number % 2..] {
            let changed = db.execute(change, params![value]);
            changed.expect("the tables hold any number");
        }
        drop(db);
        for args in [
            &["stats"][..],
            &["stats", "--json"],
            &["results"],
            &["results", "1"],
        ] {
            let mut args = args.to_vec();
            args.extend(["--bank", &bank]);
            let printed = home.run(&args);
            assert_ne!(printed.code, 101, "{extreme} {args:?}: {}", printed.err);
        }
        let mut program = home.open_small();
        program.settles();
        for keys in [
            "q", "4", "\r", "r", "q", "q", "q", "3", "q", "2", "q", "1", "\r", "?", "?", "q", "\r",
        ] {
            if program.has_ended() {
                break;
            }
            program.press_if_it_runs(keys);
            program.pauses();
        }
        program.signal_if_it_runs(rustix::process::Signal::TERM);
        let ended = program.ends();
        assert!(
            [0, 143].contains(&ended.code),
            "{extreme}: {}\n{}",
            ended.code,
            ended.screen.text()
        );
    }
}

#[test]
fn what_a_history_says_of_limits_is_taken_with_care() {
    let bank = small();
    for limit in [
        "{\"secs\":18446744073709551615,\"nanos\":999999999}",
        "{\"secs\":0,\"nanos\":0}",
        "{\"secs\":9223372036854775807,\"nanos\":1}",
        "-5",
        "null",
        "\"NaN\"",
        "1e400",
    ] {
        let home = Home::new();
        drop(exam_begun(&home, &Clock::new().now()));
        let db = rusqlite::Connection::open(home.history()).expect("it opens");
        let policy: String = db
            .query_row("SELECT policy FROM session", [], |row| row.get(0))
            .expect("one session");
        let from = policy.find("\"limit\":").expect("a limit") + 8;
        let to = from + policy[from..].find(['}', ',']).expect("an end");
        let to = if policy[from..].starts_with('{') {
            from + policy[from..].find('}').expect("an end") + 1
        } else {
            to
        };
        let changed = format!("{}{limit}{}", &policy[..from], &policy[to..]);
        db.execute("UPDATE session SET policy = ?", [changed])
            .expect("changed");
        drop(db);
        let printed = home.run(&["stats", "--bank", &bank]);
        assert!([0, 1].contains(&printed.code), "{limit}: {}", printed.err);
        let mut program = home.open_small();
        program.settles();
        program.press(ENTER);
        program.pauses();
        program.signal_if_it_runs(rustix::process::Signal::TERM);
        let ended = program.ends();
        assert_eq!(ended.code, 143, "{limit}:\n{}", ended.screen.text());
    }
}

#[test]
fn a_time_zone_that_is_no_file_of_rules_is_not_read() {
    let home = Home::new();
    let pipe = home.history_to_be().with_file_name("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("there is mkfifo").success());
    let pipe = pipe.to_str().expect("UTF-8");
    for (zone, folder) in [
        ("/dev/zero", None),
        (":/dev/zero", None),
        ("zero", Some("/dev")),
        ("../../../dev/zero", None),
        (pipe, None),
    ] {
        let mut command = home.command(&["stats", "--bank", &small()]);
        command.env("TZ", zone);
        if let Some(folder) = folder {
            command.env("TZDIR", folder);
        }
        let printed = command.output().expect("it starts");
        assert!(printed.status.success(), "{zone}: {printed:?}");
    }
}
