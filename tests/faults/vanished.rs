//! The history is deleted, moved, or replaced while the program runs.

use std::fs;
use std::path::Path;

use crate::support::{CTRL_C, Home, Program, small};

const VANISHED: &str = "the history was deleted, moved, or replaced";

/// A function that makes the history at a path vanish.
type Way = fn(&Path);

/// The ways in which a history can vanish, with their names.
const WAYS: [(&str, Way); 4] = [
    ("deleted", delete),
    ("moved", rename),
    ("its folder deleted", delete_folder),
    ("replaced", replace),
];

fn delete(path: &Path) {
    fs::remove_file(path).expect("it is there");
}

fn rename(path: &Path) {
    fs::rename(path, path.with_extension("away")).expect("it is there");
}

fn delete_folder(path: &Path) {
    fs::remove_dir_all(path.parent().expect("a folder")).expect("it is there");
}

fn replace(path: &Path) {
    let other = path.with_extension("other");
    fs::copy(path, &other).expect("copied");
    fs::rename(other, path).expect("in the same folder");
}

fn answered(home: &Home, history: &str) -> i64 {
    let path = home.history().with_file_name(history);
    let db = rusqlite::Connection::open(path).expect("it opens");
    let answers = "SELECT count(*) FROM event WHERE body LIKE '%\"answered\"%'";
    db.query_row(answers, [], |row| row.get(0)).expect("read")
}

fn practices(home: &Home) -> Program {
    let mut program = home.practices_at(80, 24, 3);
    program.asks_number(1);
    program.answers_right();
    program
}

#[test]
fn a_session_reports_that_its_history_vanished() {
    for (what, vanish) in WAYS {
        let home = Home::new();
        let mut program = practices(&home);
        vanish(&home.history());
        program.goes_on();
        program.reads(VANISHED);
        program.answers_right();
        // The message fits in a row of 80 columns.
        program.sees(&format!("Not saved: {VANISHED}. Retrying."));
        program.press(CTRL_C);
        program.sees("Leave without saving?");
        program.press(CTRL_C);
        let ended = program.ends();
        let said = ended.screen;
        assert!(
            said.says("Some answers could not be saved"),
            "{what}: {}",
            said.text()
        );
    }
}

#[test]
fn answers_are_saved_once_the_history_is_back() {
    let home = Home::new();
    let mut program = practices(&home);
    let away = home.history().with_extension("away");
    fs::rename(home.history(), &away).expect("moved");
    program.goes_on();
    program.reads(VANISHED);
    fs::rename(&away, home.history()).expect("moved back");
    program.answers_right();
    program.sees_no("Not saved");
    program.kill();
    assert_eq!(answered(&home, "history.db"), 2);
}

#[test]
fn every_screen_reports_that_the_history_vanished() {
    let home = Home::new();
    let mut program = home.open_small();
    program.settles();
    fs::remove_file(home.history()).expect("it is there");
    for key in ["?", "q", "/", "\u{1b}", ","] {
        program.press(key);
        program.reads(&format!("Answers are not saved: {VANISHED}"));
    }
}

#[test]
fn lines_report_that_the_history_vanished() {
    for (what, vanish) in WAYS {
        let home = Home::new();
        let bank = small();
        let args = [
            "practice", "--count", "3", "--topic", "alpha", "--bank", &bank,
        ];
        let mut talk = home.talk(&args);
        talk.hears("1 of 3");
        vanish(&home.history());
        talk.types("a").hears(&format!("Not saved: {VANISHED}"));
        talk.types("q").hears("Type q again to leave");
        talk.types("q");
        let printed = talk.ends();
        assert_eq!(printed.code, 1, "{what}: {}", printed.out);
        assert!(!printed.out.contains("Saved:"), "{what}: {}", printed.out);
    }
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &small()]);
    talk.hears("q to quit");
    fs::remove_file(home.history()).expect("it is there");
    talk.types("?")
        .hears(&format!("Answers are not saved: {VANISHED}"));
}
