//! Help and footer show the same keys.

use std::collections::HashSet;

use crate::support::{ENTER, Home, Program, Screen, broken, small};

/// Opens help on the current screen and checks that it lists every key that the footer showed.
#[track_caller]
fn help_has_the_footer(program: &mut Program, place: &str) {
    let footer = program.screen().hints();
    assert!(footer.len() >= 2, "{place}: {footer:?}");
    let help = program.opens_help();
    let keys = keys_of(&help);
    for (key, does) in &footer {
        assert!(
            keys.contains(key),
            "{place}: `{key} {does}` of the footer is not in its help:\n{}",
            help.text()
        );
    }
    for key in ["?", "F1", "Esc", "Ctrl-C", "Ctrl-L"] {
        assert!(keys.contains(key), "{place}: {key} works everywhere");
    }
    program.closes_help();
}

/// Returns the keys listed on a help page, in any column.
fn keys_of(help: &Screen) -> HashSet<String> {
    let mut keys = HashSet::new();
    for row in help.rows() {
        for cell in row.split("  ").map(str::trim).filter(|it| !it.is_empty()) {
            keys.insert(cell.to_owned());
            keys.extend(cell.split(' ').map(str::to_owned));
        }
    }
    keys
}

/// Starts the program in a window tall enough for every help page.
fn open(home: &Home, args: &[&str]) -> Program {
    home.start_at(100, 60, args)
}

#[test]
fn home_and_what_it_opens() {
    let home = Home::new();
    let mut program = open(&home, &["--bank", &small()]);
    program.sees("New here?");
    help_has_the_footer(&mut program, "home");
    for (digit, place, seen) in [
        ("1", "set-up of a practice", "questions match"),
        ("2", "set-up of an exam", "questions match"),
        ("3", "an empty review list", "Nothing to review."),
        ("4", "progress before it begins", "Nothing here yet."),
        ("5", "browse", "12 of 12 questions"),
        ("9", "settings", "Which planet is the largest?"),
    ] {
        program.press(digit);
        program.sees(seen);
        help_has_the_footer(&mut program, place);
        program.press("q");
        program.sees("New here?");
    }
    program.press("5").press(ENTER);
    program.sees("Correct.");
    help_has_the_footer(&mut program, "a question in full");
}

#[test]
fn practice_from_question_to_result() {
    let home = Home::new();
    let args = [
        "practice",
        "--bank",
        &small(),
        "--topic",
        "alpha",
        "--count",
        "2",
        "--minutes",
        "9",
    ];
    let mut program = open(&home, &args);
    program.asks_number(1);
    help_has_the_footer(&mut program, "an open question");
    program.press("a");
    program.sees("Enter answer A");
    help_has_the_footer(&mut program, "a chosen option");
    program.answers_wrong();
    help_has_the_footer(&mut program, "an answered question");
    program.goes_on();
    program.answers_right();
    program.press(ENTER);
    program.sees("1 of 2 correct");
    help_has_the_footer(&mut program, "a result");
    program.press("r");
    program.sees("walk-through");
    help_has_the_footer(&mut program, "a walk-through");
    program.press("q");
    program.sees("1 of 2 correct");
    program.press("q");
    program.sees("· 1 missed");
    help_has_the_footer(&mut program, "home with something missed");
    program.press("3");
    program.sees("0 of 2");
    help_has_the_footer(&mut program, "the review list");
    program.press("q").press("4");
    program.sees("Overview");
    help_has_the_footer(&mut program, "progress");
}

#[test]
fn several_right_options() {
    let home = Home::new();
    let mut program = open(&home, &["practice", "--bank", &small(), "--topic", "beta"]);
    program.skips_to_a_question_with_two_right_options();
    help_has_the_footer(&mut program, "a question with two right options");
}

#[test]
fn an_exam_from_question_to_confirmation() {
    let home = Home::new();
    let mut program = open(&home, &["exam", "--bank", &small()]);
    program.asks_number(1);
    help_has_the_footer(&mut program, "an exam question");
    program.press("g");
    program.sees("○ unanswered");
    help_has_the_footer(&mut program, "the grid");
    program.press("r");
    program.sees("Press y to finish");
    help_has_the_footer(&mut program, "the review page");
    program.press("y");
    program.sees("Finish the exam?");
    help_has_the_footer(&mut program, "the confirmation");
}

#[test]
fn the_map_and_the_stack() {
    let home = Home::new();
    let mut program = open(&home, &[]);
    program.sees("New here?");
    program.press("6").sees("rows × columns");
    program.press("jj").press(ENTER);
    program.waits("opened the map", |it| {
        it.title().contains("Responsibilities by service")
    });
    help_has_the_footer(&mut program, "the map");
    program.press("v");
    program.waits("opened the stack", |it| it.title().contains("Stack"));
    help_has_the_footer(&mut program, "the stack");
}

#[test]
fn a_drill() {
    let home = Home::new();
    let mut program = open(&home, &["drill", "--table", "owner"]);
    program.sees("Responsibilities by service");
    help_has_the_footer(&mut program, "the drill");
}

#[test]
fn the_problems_of_a_bank() {
    let home = Home::new();
    let mut program = open(&home, &["--bank", &broken("no-right-option")]);
    program.sees("usable");
    help_has_the_footer(&mut program, "problems");
}

#[test]
fn help_over_a_confirmation_keeps_the_clock_too() {
    let home = Home::new();
    let mut program = open(&home, &["exam", "--bank", &small()]);
    program.asks_number(1);
    program.press("ry");
    program.sees("Finish the exam?");
    let help = program.opens_help();
    assert!(help.seconds_left().is_some(), "{}", help.title());
}

#[test]
fn help_keeps_the_clock_of_an_exam_running_in_the_title() {
    let home = Home::new();
    let mut program = open(&home, &["exam", "--bank", &small()]);
    program.asks_number(1);
    let help = program.opens_help();
    let left = help.seconds_left().expect("the clock stays");
    program.waits("counted down", |screen| {
        screen.seconds_left().is_some_and(|now| now < left)
    });
}
