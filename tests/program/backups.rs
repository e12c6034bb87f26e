//! Backups of the history: created on exit, listed, and restored.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use certdrill::clock::Clock;

use crate::support::{ENTER, Home, small};

/// Answers one more question correctly, and quits.
#[track_caller]
fn answers_one(home: &Home) {
    let mut program = home.start(&["practice", "--bank", &small()]);
    let begun = program.waits("began or asked", |screen| {
        screen.shows("How sure?") || screen.shows("End it and start")
    });
    if begun.shows("End it and start") {
        program.ends_the_open_one();
    }
    program.answers_right();
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    assert_eq!(program.ends().code, 0);
}

fn backups(home: &Home) -> PathBuf {
    home.history().with_file_name("backups")
}

fn names(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(backups(home)).expect("there are backups");
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("UTF-8");
    let mut names: Vec<_> = entries
        .map(|entry| name(entry.expect("readable")))
        .collect();
    names.sort_unstable();
    names
}

/// Returns the name of today's backup. Test homes use UTC.
fn of_today() -> String {
    let now = Clock::new().now();
    let today = jiff::Timestamp::from_millisecond(now.utc_ms).expect("a date");
    today.strftime("history-%Y-%m-%d.db").to_string()
}

#[test]
fn the_first_leaving_of_a_day_makes_one_and_seven_days_are_kept() {
    let home = Home::new();
    home.history_to_be();
    fs::create_dir(backups(&home)).expect("a folder");
    let days: Vec<_> = (10..20)
        .map(|day| format!("history-2026-01-{day}.db"))
        .collect();
    for name in &days {
        fs::write(backups(&home).join(name), "an old one").expect("written");
    }
    fs::write(backups(&home).join("history-v1-1.db"), "another kind").expect("written");
    answers_one(&home);
    let mut kept = days[4..].to_vec();
    kept.extend([of_today(), "history-v1-1.db".to_owned()]);
    kept.sort_unstable();
    assert_eq!(names(&home), kept);

    let made = backups(&home).join(of_today());
    let before = fs::read(&made).expect("it is there");
    answers_one(&home);
    assert!(fs::read(&made).expect("it is there") == before, "one a day");
}

#[test]
fn nothing_is_backed_up_before_there_is_something() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("q");
    assert_eq!(program.ends().code, 0);
    assert!(!backups(&home).exists());
}

#[test]
fn they_are_readable_by_their_owner_alone() {
    let home = Home::new();
    answers_one(&home);
    let mode = |path: PathBuf| {
        let meta = fs::metadata(path).expect("it is there");
        meta.permissions().mode() & 0o777
    };
    assert_eq!(mode(backups(&home)), 0o700);
    assert_eq!(names(&home), [of_today()], "and nothing is left beside");
    assert_eq!(mode(backups(&home).join(of_today())), 0o600);
}

#[test]
fn a_damaged_history_is_never_copied_over_a_sound_one() {
    let home = Home::new();
    answers_one(&home);
    let backup = backups(&home).join(of_today());
    let yesterday = backups(&home).join("history-2026-01-01.db");
    fs::rename(&backup, &yesterday).expect("renamed");
    // Remove one index entry. Everything can still be read, but the file is corrupt.
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    let page: i64 = db
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_item_1'",
            [],
            |row| row.get(0),
        )
        .expect("there is one");
    drop(db);
    let mut bytes = fs::read(home.history()).expect("it is there");
    let page = (page as usize - 1) * 4096;
    let cells = u16::from_be_bytes([bytes[page + 3], bytes[page + 4]]) - 1;
    bytes[page + 3..page + 5].copy_from_slice(&cells.to_be_bytes());
    fs::write(home.history(), bytes).expect("written");

    let mut program = home.open_small();
    program.sees("Continue the practice session");
    program.press("q");
    let ended = program.ends();
    assert_eq!(ended.code, 1);
    let said = String::from_utf8_lossy(&ended.bytes).into_owned();
    assert!(said.contains("certdrill: the history is damaged"), "{said}");
    ended.restored_the_terminal();
    assert_eq!(names(&home), ["history-2026-01-01.db"]);
    let checked = home.run(&["history", "check"]);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("has problems:"), "{}", checked.out);
}

#[test]
fn going_back_to_one_can_be_undone() {
    let home = Home::new();
    answers_one(&home);
    answers_one(&home);
    let answers = |count| {
        let stats = home.run(&["stats", "--bank", &small(), "--json"]).json();
        assert_eq!(stats["all"]["answers"], count);
    };
    answers(2);
    let listed = home.run(&["history", "restore"]);
    assert!(listed.out.contains(&of_today()), "{}", listed.out);
    assert!(listed.out.contains("1 answer "), "{}", listed.out);

    let restored = home.run(&["history", "restore", &of_today()]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert!(
        restored.out.contains("Restored 1 answer "),
        "{}",
        restored.out
    );
    assert!(restored.out.contains("history-replaced-1.db"));
    answers(1);
    assert_eq!(names(&home), [&of_today(), "history-replaced-1.db"]);
    let undone = home.run(&["history", "restore", "history-replaced-1.db"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    answers(2);
}

#[test]
fn an_empty_history_offers_the_way_back() {
    let home = Home::new();
    answers_one(&home);
    fs::write(home.history(), "").expect("emptied");
    let mut program = home.open_small();
    program.sees("The history is empty, but there are backups.");
    let screen = program.sees("Run `certdrill history restore` to list backups.");
    assert!(screen.shows("New here?"), "{}", screen.text());
    // While the program has the history open, a restore is refused.
    let refused = home.run(&["history", "restore", &of_today()]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("quit it first"), "{}", refused.err);
    program.press("q");
    assert_eq!(program.ends().code, 0);
    let stats = home.run(&["stats", "--bank", &small()]);
    let hint = "run `certdrill history restore` to list backups";
    assert!(stats.err.contains(hint), "{}", stats.err);
    let restored = home.run(&["history", "restore", &of_today()]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let mut program = home.open_small();
    let screen = program.reads("Continue the practice session: question 1 of 10");
    assert!(!screen.shows("backups"), "{}", screen.text());
    program.press(ENTER);
    program.sees("Your answer is");
}

#[test]
fn a_large_history_is_copied_while_one_studies_and_not_on_the_way_out() {
    let home = Home::new();
    answers_one(&home);
    fs::remove_dir_all(backups(&home)).expect("there is one");
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    let filled = "INSERT INTO item (hash, bank, item, body)
                  VALUES (randomblob(16), 'other', 'q', json_quote(hex(zeroblob(6000000))))";
    db.execute(filled, []).expect("written");
    drop(db);
    let mut program = home.open_small();
    let copy = backups(&home).join(of_today());
    for _ in 0..500 {
        if copy.exists() {
            break;
        }
        program.settles();
    }
    assert!(copy.exists(), "{:?}", names(&home));
    program.press("q");
    assert_eq!(program.ends().code, 0);
    assert_eq!(names(&home), [of_today()]);
}
