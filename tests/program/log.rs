//! The log of the program's actions, which never contains answers.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rustix::process::Signal;

use crate::support::{ENTER, Home, small};

fn log_of(home: &Home) -> (String, String) {
    let path = home.history_to_be().with_file_name("log");
    let read = fs::read_to_string(&path).unwrap_or_default();
    (path.to_str().expect("UTF-8").to_owned(), read)
}

#[test]
fn a_log_tells_of_sessions_signals_and_the_end_and_of_no_answer() {
    let home = Home::new();
    let (path, _) = log_of(&home);
    let bank = small();
    let mut program = home.start(&[
        "practice", "--bank", &bank, "--topic", "alpha", "--log", &path,
    ]);
    program.answers_right();
    program.goes_on();
    program.answers_wrong();
    program.signal(Signal::TERM);
    program.ends();
    let (_, log) = log_of(&home);
    for told in [
        "certdrill 0",
        "begins: practice, 6 questions",
        "Signal(15)",
        "exit code 143",
    ] {
        assert!(log.contains(told), "{told} in\n{log}");
    }
    let began = log.lines().next().expect("a line");
    let (time, rest) = began.split_once(' ').expect("a time first");
    assert!(
        time.len() == 24 && time.starts_with("20") && time.ends_with('Z'),
        "{time}"
    );
    assert!(rest.starts_with("INFO "), "{began}");
    for kept in ["option", "Stem", "q0", "q1", "Right", "Wrong"] {
        assert!(!log.contains(kept), "{kept} in\n{log}");
    }
    let mode = fs::metadata(&path)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner alone");
    // The next run appends to the file.
    home.run(&["stats", "--bank", &bank, "--log", &path]);
    assert!(log_of(&home).1.starts_with(&log));
}

#[test]
fn what_goes_wrong_stands_in_the_log() {
    let home = Home::new();
    let (path, _) = log_of(&home);
    fs::create_dir(home.history_to_be()).expect("a folder in its place");
    let mut program = home.start(&["--bank", &small(), "--log", &path]);
    program.sees("Answers are not saved:");
    program.press(ENTER);
    program.asks_number(1);
    program.kill();
    let (_, log) = log_of(&home);
    assert!(log.contains("WARN  without a history: "), "{log}");
}

#[test]
fn a_log_that_cannot_be_kept_is_said_before_anything_is_done() {
    let home = Home::new();
    let printed = home.run(&["stats", "--log", "/nowhere/at/all"]);
    assert_eq!(printed.code, 1);
    assert_eq!(printed.out, "");
    assert!(
        printed.err.starts_with("certdrill: cannot write the log: "),
        "{}",
        printed.err
    );
}
