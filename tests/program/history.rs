//! A history that cannot be opened: the program runs, says so, and overwrites nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::{ENTER, Home, small};

/// Runs a practice without a history and checks that the screen says so.
#[track_caller]
fn practises_without_history(home: &Home, why: &str) {
    let mut program = home.open_small();
    let screen = program.sees("Answers are not kept:");
    assert!(screen.says("First time here"), "{}", screen.text());
    let banner = screen
        .row_with("Answers are not kept:")
        .expect("it was seen");
    assert!(banner.contains(why), "{banner}");
    program.press(ENTER);
    program.asks_number(1);
    let answered = program.answers_right();
    assert!(answered.shows("Answers are not kept:"), "the banner stays");
    program.press("q");
    program.sees("A session is open.");
    program.press("q");
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    ended.restored_the_terminal();

    let stats = home.run(&["stats", "--bank", &small()]);
    assert_eq!(stats.code, 1, "{}", stats.err);
    assert_eq!(stats.out, "");
    assert_eq!(stats.err.lines().count(), 1, "{}", stats.err);
    assert!(stats.err.contains(why), "{}", stats.err);
}

#[test]
fn without_a_history_no_answer_is_called_saved() {
    let home = Home::new();
    fs::create_dir(home.history_to_be()).expect("a folder");
    let mut program = home.open_small();
    program.sees("Answers are not kept:");
    program.press(ENTER);
    let answered = program.answers_right();
    assert!(!answered.says("Saved"), "{}", answered.status());
}

#[test]
fn a_text_file_in_its_place_is_left_as_it_is() {
    let home = Home::new();
    let path = home.history_to_be();
    let letter = "Dear aunt, this is no history at all.\n".repeat(200);
    fs::write(&path, &letter).expect("written");
    practises_without_history(&home, "the history is damaged or not certdrill's");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), letter);
}

#[test]
fn a_folder_in_its_place_is_left_as_it_is() {
    let home = Home::new();
    let path = home.history_to_be();
    fs::create_dir(&path).expect("a folder");
    fs::write(path.join("treasure"), "gold").expect("written");
    practises_without_history(&home, "the history is not a file");
    let kept = fs::read_to_string(path.join("treasure")).expect("it is there");
    assert_eq!(kept, "gold");
}

#[test]
fn a_history_of_a_newer_program_is_left_as_it_is() {
    let home = Home::new();
    let path = home.history_to_be();
    drop(home.library());
    let db = rusqlite::Connection::open(&path).expect("it opens");
    db.pragma_update(None, "user_version", 99).expect("set");
    db.execute_batch("CREATE TABLE wonder (what TEXT); PRAGMA journal_mode = DELETE")
        .expect("made");
    drop(db);
    let before = fs::read(&path).expect("it is there");
    practises_without_history(&home, "the history is of a newer certdrill");
    assert!(
        fs::read(&path).expect("it is there") == before,
        "it was touched"
    );
}

#[test]
fn a_database_of_another_program_is_left_as_it_is() {
    let home = Home::new();
    let path = home.history_to_be();
    let db = rusqlite::Connection::open(&path).expect("it opens");
    db.execute_batch("CREATE TABLE recipe (cake TEXT); INSERT INTO recipe VALUES ('lemon')")
        .expect("made");
    drop(db);
    let before = fs::read(&path).expect("it is there");
    practises_without_history(&home, "the history is damaged or not certdrill's");
    assert!(
        fs::read(&path).expect("it is there") == before,
        "it was touched"
    );
}

#[test]
fn a_damaged_history_is_left_as_it_is() {
    let home = Home::new();
    let path = home.history_to_be();
    drop(home.library());
    let mut bytes = fs::read(&path).expect("it is there");
    let schema = 100..bytes.len().min(4096);
    bytes[schema].fill(0xAA);
    fs::write(&path, &bytes).expect("written");
    practises_without_history(&home, "the history is damaged or not certdrill's");
    assert!(
        fs::read(&path).expect("it is there") == bytes,
        "it was touched"
    );
}

#[test]
fn a_home_without_a_place_for_it_is_said() {
    let home = Home::new();
    let program = home.start_with(
        80,
        24,
        &["--bank", &small()],
        &[("HOME", "not/absolute"), ("XDG_STATE_HOME", "")],
    );
    program.sees("Answers are not kept:");
}

#[test]
fn a_new_history_is_readable_by_its_owner_alone() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("First time here");
    program.press(ENTER);
    program.asks_number(1);
    let folder = home.history();
    let folder = folder.parent().expect("it lies in a folder");
    let mode = |path: &std::path::Path| {
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(folder), 0o700);
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}
