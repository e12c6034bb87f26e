//! `certdrill status`: one line for a shell prompt.
#![cfg(unix)]

mod support;

use support::{Home, small};

/// Returns the line that the program prints with `args`, which must be its only output.
#[track_caller]
fn status(home: &Home, args: &[&str]) -> String {
    let bank = small();
    let printed = home.run(&[&["status", "--bank", &bank], args].concat());
    assert_eq!((printed.code, &*printed.err), (0, ""), "{args:?}");
    assert_eq!(printed.out.lines().count(), 1, "{}", printed.out);
    printed.out.trim_end().to_owned()
}

#[test]
fn an_empty_history_and_a_broken_one_have_nothing_due() {
    let home = Home::new();
    assert_eq!(status(&home, &[]), "0 due");
    let printed = home.run(&["status"]);
    assert_eq!(
        (printed.code, &*printed.out, &*printed.err),
        (0, "0 due\n", "")
    );
    let home = Home::new();
    std::fs::write(home.history_to_be(), "this is no database").expect("written");
    assert_eq!(status(&home, &[]), "0 due");
    let home = Home::new();
    home.writes_config("config.toml", "theme = 7\n");
    assert_eq!(status(&home, &[]), "0 due");
}

#[test]
fn what_is_due_the_streak_and_the_exam_are_in_one_line() {
    let home = Home::new();
    let bank = small();
    let mut lines = home.talks_in_practice(1);
    let asked = lines.hears("Your answer?");
    let options = asked.lines().filter_map(|line| line.split_once(". "));
    let mut wrong = options.filter(|(_, text)| text.starts_with("Wrong option"));
    let (letter, _) = wrong.next().expect("an option");
    lines.types("s sure").hears("Your answer?");
    lines
        .types(&letter.to_lowercase())
        .hears("Enter for the result.");
    lines.types("").hears("r to walk through");
    drop(lines);
    let planned = home.run(&["plan", "--exam", "2099-02-03", "--bank", &bank]);
    assert_eq!(planned.code, 0, "{}", planned.err);

    let line = status(&home, &[]);
    let (due, rest) = line.split_once(" due · ").expect("what is due");
    let due: usize = due.parse().expect("a number");
    let rest = rest
        .strip_prefix("1-day streak · exam in ")
        .expect("a streak");
    let days = rest.strip_suffix(" days").expect("days").replace(',', "");
    let json: serde_json::Value =
        serde_json::from_str(&status(&home, &["--json"])).expect("it prints JSON");
    assert_eq!(json["due"], due);
    assert_eq!(json["missed"], 1);
    assert_eq!(json["streak_days"], 1);
    assert_eq!(json["exam_in_days"].to_string(), days);
    let formatted = status(&home, &["--format", "[{missed}] {due} {exam}d"]);
    assert_eq!(formatted, format!("[1] {due} {days}d"));
}

#[test]
fn an_unknown_placeholder_is_wrong_usage() {
    let home = Home::new();
    for format in ["{days}", "{due"] {
        let printed = home.run(&["status", "--format", format]);
        assert_eq!((printed.code, &*printed.out), (2, ""), "{format}");
    }
    let printed = home.run(&["status", "--format", "{days}"]);
    assert!(printed.err.contains("{due}, {missed}, {streak}, or {exam}"));
}
