//! Another process locks the history for writing for a long time.

use crate::support::{CTRL_C, ENTER, Home};

/// Opens a write transaction on the history and leaves it open.
fn write_begins(home: &Home) -> rusqlite::Connection {
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    db.execute_batch("BEGIN IMMEDIATE").expect("nobody writes");
    db
}

#[test]
fn keys_go_on_meanwhile_and_answers_are_saved_afterwards() {
    let home = Home::new();
    let mut program = home.practices_at(80, 24, 3);
    program.asks_number(1);
    program.answers_right();
    let other = write_begins(&home);
    program.goes_on();
    program.sees("Not saved: another program");
    program.press(CTRL_C);
    program.sees("Leave without saving?");
    program.press(ENTER);
    program.sees_no("Leave without saving?");
    other.execute_batch("ROLLBACK").expect("it ends");
    program.answers_right();
    program.sees_no("Not saved");
    program.kill();
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    let answers = "SELECT count(*) FROM event WHERE body LIKE '%\"answered\"%'";
    let saved: i64 = db.query_row(answers, [], |row| row.get(0)).expect("read");
    assert_eq!(saved, 2);
}

#[test]
fn a_start_does_not_wait_for_the_write_and_has_its_history() {
    let home = Home::new();
    let mut lines = home.talks_in_practice(1);
    lines.types("a").types("").types("q");
    assert_eq!(lines.ends().code, 0);
    let other = write_begins(&home);
    let mut program = home.open_small();
    program.sees("1 of ");
    program.sees_no("Answers are not saved");
    other.execute_batch("ROLLBACK").expect("it ends");
    program.press("q");
    assert_eq!(program.ends().code, 0);
}
