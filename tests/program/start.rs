//! Starting and quitting the program.

use crate::support::{CTRL_C, DOWN, END, ENTER, ESC, HOME, Home, Screen, UP, long};

#[test]
fn the_first_start_opens_home_and_says_what_to_do() {
    let home = Home::new();
    let program = home.start(&[]);
    let screen = program.sees("New here?");
    let offered = screen.row_with("▸").expect("a cursor");
    assert!(
        offered.contains("Start a practice session of 10 questions"),
        "{offered}"
    );
    for row in [
        "1  Practice",
        "2  Timed exam",
        "3  Review missed",
        "4  Progress",
        "5  Browse",
        "9  Settings",
    ] {
        assert!(screen.shows(row), "{row} in\n{}", screen.text());
    }
    assert!(screen.says("No account, no network."));
    assert!(screen.footer().contains("? help"));
}

#[test]
fn the_exam_date_is_set_where_home_shows_it() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("no exam date set");
    program.press("e");
    program.sees("‹ not set ›");
    program.press("2099-2-3");
    program.sees("2099-2-3▏");
    program.press(ENTER);
    program.sees("‹ February 3, 2099 ›");
    program.press(ESC);
    program.sees("exam Feb 3, in ");
    // All of these rows can also be clicked.
    program.click_on("20 questions a day");
    program.sees("‹ 20 questions a day ›");
}

#[test]
fn the_queue_of_today_starts_though_a_session_is_open() {
    let home = Home::new();
    let program = home.start(&["exam", "--bank", &crate::support::small()]);
    program.asks();
    program.kill();
    let mut program = home.open_small();
    let screen = program.sees("Continue the timed exam");
    assert!(screen.row_with("▸").expect("a cursor").contains("Now"));
    program.press("0");
    let screen = program.asks_something();
    assert!(screen.title().contains("Practice"), "{}", screen.title());
}

#[test]
fn the_terminal_is_asked_nothing() {
    // Like some real terminals, the test terminal does not answer any queries.
    let home = Home::new();
    let program = home.open_small();
    program.sees("New here?");
    let bytes = String::from_utf8_lossy(&program.bytes()).into_owned();
    for question in ["\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[?u", "\x1b]1"] {
        assert!(!bytes.contains(question), "it asked {question:?}");
    }
}

#[test]
fn enter_on_the_first_start_asks_a_question_and_one_letter_and_enter_answer_it() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &long()]);
    program.sees("Start a practice session of 1 question ");
    program.press(ENTER);
    let screen = program.asks_something();
    assert!(screen.says("Press a letter to select, then Enter."));
    assert!(screen.shows("▸ ○  A"), "{}", screen.text());
    // If Enter is repeated, it selects the option under the cursor but does not submit it.
    program.press(&ENTER.repeat(20));
    program.sees("▸ ●  A");
    program.settles();
    assert!(program.screen().shows("Enter answer A"));
    program.press("b").press(ENTER);
    program.waits("gave a verdict", |screen| {
        screen.shows("✓ Correct") || screen.shows("✗ Incorrect")
    });
}

#[test]
fn the_rows_of_home_open_by_digit_by_cursor_and_close_with_q() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    for (digit, place, seen) in [
        ("1", "Practice", "12 questions match"),
        ("2", "Timed exam", "12 questions match"),
        ("3", "Review missed", "Nothing to review."),
        ("4", "Progress", "Nothing here yet."),
        ("g", "Exam guide", "known/weak/new"),
        ("5", "Browse", "12 of 12 questions"),
        ("9", "Settings", "Which planet is the largest?"),
    ] {
        program.press(digit);
        let screen = program.sees(seen);
        assert!(screen.title().contains(place), "{}", screen.title());
        program.press("q");
        program.sees("New here?");
        // The cursor returns to its previous position.
        let row = program.screen().row_with("▸").expect("a cursor");
        assert!(row.contains(place), "{row}");
    }
    program
        .press(&UP.repeat(15))
        .press(DOWN)
        .press(DOWN)
        .press(ENTER);
    program.sees("12 questions match");
}

#[test]
fn home_and_end_go_to_the_first_and_the_last_row() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    let cursor_on = |text: &'static str| {
        move |screen: &Screen| screen.row_with("▸").is_some_and(|row| row.contains(text))
    };
    program.press(END);
    program.waits("went to the last row", cursor_on("Settings"));
    program.press(HOME);
    program.waits("went to the first row", cursor_on("Start a practice"));
}

#[test]
fn the_row_under_the_cursor_is_in_sight_in_the_smallest_window() {
    let home = Home::new();
    let mut program = home.start_at(60, 20, &[]);
    program.sees("New here?");
    program.press(END);
    program.waits("showed the last row", |screen| {
        screen
            .row_with("▸")
            .is_some_and(|row| row.contains("Settings"))
    });
}

#[test]
fn escape_ends_nothing_on_home() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press(ESC);
    program.sees("q quits.");
}

#[test]
fn quitting_exits_with_0_and_restores_the_terminal() {
    for key in ["q", CTRL_C] {
        let home = Home::new();
        let mut program = home.open_small();
        let taken = program.sees("New here?");
        assert!(!taken.is_normal(), "it draws on a screen of its own");
        assert!(program.took_the_terminal());
        program.press(key);
        let ended = program.ends();
        assert_eq!(ended.code, 0);
        ended.restored_the_terminal();
    }
}
