//! `certdrill history`: output and exit codes.
#![cfg(unix)]

mod support;

use std::fs;
use std::time::Duration;

use certdrill::app::Selection;
use certdrill::quiz::Event;
use support::{Home, before_now};

/// Returns a home with a practice session of two questions that started an hour ago and has one
/// answer.
fn with_a_session() -> Home {
    let home = Home::new();
    let mut library = home.library();
    let now = before_now(Duration::from_secs(3600));
    let overview = library.overview(&now).expect("an empty history");
    let selection = Selection {
        count: 2,
        ..Selection::default()
    };
    let mut sitting = library
        .practice(&selection, &overview, &now)
        .expect("there are questions");
    let chosen = [sitting.session.slots()[0].order[0].clone()];
    let chosen = chosen.into_iter().collect();
    for event in [
        Event::Chose { place: 0, chosen },
        Event::Answered { place: 0 },
    ] {
        library
            .apply(&mut sitting, event, &now)
            .expect("it may happen");
    }
    home
}

#[track_caller]
fn finds(home: &Home, fault: &str) {
    let checked = home.run(&["history", "check"]);
    assert_eq!(checked.code, 1, "{}", checked.out);
    assert!(
        checked.out.contains(fault),
        "{fault} in {}{}",
        checked.out,
        checked.err
    );
    assert!(checked.out.contains("`certdrill history restore`"));
}

fn change(home: &Home, statement: &str) {
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    db.pragma_update(None, "foreign_keys", false).expect("off");
    db.pragma_update(None, "ignore_check_constraints", true)
        .expect("off");
    db.execute_batch(statement).expect("it is changed");
}

#[test]
fn a_sound_history_is_called_so_and_not_touched() {
    let home = with_a_session();
    let before = fs::read(home.history()).expect("it is there");
    let checked = home.run(&["history", "check"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let words = "history.db is intact: 1 session, 1 answer.";
    assert!(checked.out.contains(words), "{}", checked.out);
    assert!(fs::read(home.history()).expect("it is there") == before);
}

#[test]
fn where_there_is_none_that_is_said_and_none_is_made() {
    let home = Home::new();
    let checked = home.run(&["history", "check"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.out.starts_with("No history yet at "));
    assert!(!home.history().exists());
    let listed = home.run(&["history", "restore"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert!(listed.out.starts_with("No backups yet."), "{}", listed.out);
}

#[test]
fn what_is_wrong_is_told() {
    for (statement, fault) in [
        (
            "DELETE FROM item",
            "a row of `slot` refers to a missing row of `item`",
        ),
        (
            "DELETE FROM event WHERE step = 0",
            "session 1 is missing a row of `event`",
        ),
        ("UPDATE event SET body = 'x'", "malformed JSON"),
        ("DROP TABLE note", "`note` is missing"),
        (
            "CREATE TABLE mine (x)",
            "`mine` does not belong to certdrill",
        ),
        (
            "ALTER TABLE note ADD COLUMN mood TEXT",
            "`note` is missing, or differs from its definition",
        ),
        (
            "PRAGMA user_version = 99",
            "it was written by a newer version of certdrill",
        ),
    ] {
        let home = with_a_session();
        change(&home, statement);
        finds(&home, fault);
    }
}

#[test]
fn a_file_that_is_no_database_is_told_and_left_alone() {
    let home = Home::new();
    fs::write(home.history_to_be(), "no database at all, and long enough").expect("written");
    finds(&home, "file is not a database");
    let kept = fs::read_to_string(home.history()).expect("it is there");
    assert!(kept.starts_with("no database"));
}

#[test]
fn only_a_history_can_be_gone_back_to() {
    let home = with_a_session();
    let before = fs::read(home.history()).expect("it is there");
    let other = home.history().with_file_name("other.db");
    fs::write(&other, "no database at all, and long enough").expect("written");
    let other = other.to_str().expect("UTF-8").to_owned();
    for (named, words) in [
        ("nonsense", "backup not found: nonsense"),
        (&*other, "cannot be used"),
    ] {
        let refused = home.run(&["history", "restore", named]);
        assert_eq!(refused.code, 1);
        assert_eq!(refused.out, "");
        assert!(refused.err.contains(words), "{}", refused.err);
    }
    assert!(fs::read(home.history()).expect("it is there") == before);
}
