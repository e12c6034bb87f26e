//! `Esc` goes back from every screen that can be opened from the home screen, directly or through
//! another screen.

use crate::support::{DOWN, ENTER, ESC, Home, Program, TAB, small};

/// Types the keys of each of `ways` and waits for the text that follows. Then goes back through all
/// screens with `Esc` alone.
#[track_caller]
fn there_and_back(program: &mut Program, ways: &[(&str, &str)]) {
    let mut seen = vec!["New here?"];
    for (keys, place) in ways {
        program.press(keys);
        program.sees(place);
        seen.push(place);
    }
    while seen.len() > 1 {
        let left = seen.pop().expect("more than home");
        let under = seen.last().expect("home at least");
        program.press(ESC);
        program.waits(&format!("went from `{left}` back to `{under}`"), |it| {
            it.shows(under) && !it.shows(left)
        });
    }
}

#[test]
fn escape_alone_comes_back_from_every_place_to_home() {
    let home = Home::new();
    let mut program = home.start_at(100, 40, &[]);
    program.sees("New here?");
    for ways in [
        &[("1", "questions match")][..],
        &[("2", "No pausing")],
        &[("3", "Nothing to review.")],
        &[("4", "Nothing here yet.")],
        &[("5", "all topics"), ("Zjj\r", "Correct.")],
        &[
            ("5", "all topics"),
            ("!", "What is wrong with this question?"),
        ],
        &[
            ("6", "rows × columns"),
            ("jj\r", "B Both"),
            ("v", "v table"),
        ],
        &[("8", "Enter learn")],
        &[("9", "‹ default ›")],
        &[("?", "Help")],
        &[(":", "Commands")],
        &[("1", "questions match"), ("?", "Help")],
    ] {
        there_and_back(&mut program, ways);
    }
    // `Esc` leaves a search step by step: first the field, then the search text, and then the page.
    program.press("/").sees("Esc done");
    program.press("kms");
    program.sees("kms▏");
    program.press(ESC).sees("Esc clear");
    program.press(ESC).sees("all topics");
    program.press(ESC).sees("New here?");
}

#[test]
fn escape_comes_back_from_a_result_and_all_that_lies_on_it() {
    let home = Home::new();
    let mut program = home.practices_at(80, 24, 1);
    program.answers_wrong();
    program.press(ENTER);
    program.sees("0 of 1 correct");
    program.press("r");
    program.sees("walk-through");
    program.press(ESC).sees("0 of 1 correct");
    program.press(ESC).sees("· 1 missed");
    for (keys, seen) in [("3", "r review it"), ("4", "Overview")] {
        program.press(keys);
        program.sees(seen);
        program.press(ESC);
        program.sees("· 1 missed");
    }
    program.press("4");
    program.sees("Overview");
    program.press(TAB);
    program.sees("Enter open");
    program.press(ENTER);
    program.sees("0 of 1 correct");
    program.press(ESC).sees("Enter open");
    program.press(ESC).sees("· 1 missed");
}

#[test]
fn escape_leaves_no_session_and_its_help_says_so() {
    let home = Home::new();
    let bank = small();
    for args in [
        &["practice", "--bank", &bank][..],
        &["exam", "--bank", &bank],
        &["drill"],
    ] {
        let mut program = home.start_at(100, 60, args);
        program.sees("q leave");
        program.press(ESC);
        program.sees("q leaves.");
        let help = program.opens_help();
        let row = help.row_with(" Esc ").expect("it is listed");
        assert!(row.contains("do nothing here; press q to leave"), "{row}");
        // Help covers the session; `Esc` closes it.
        program.press(ESC);
        program.waits("closed its help", |it| it.footer().contains("q leave"));
        program.press("q");
        if args[0] == "exam" {
            program.sees("Leave the exam?");
        } else {
            program.sees("Continue the");
        }
    }
}

#[test]
fn an_arrow_that_a_slow_line_tears_apart_leaves_no_page() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("5");
    program.sees("all topics");
    let (escape, rest) = DOWN.split_at(1);
    program.press(escape);
    program.press(rest);
    let moved = program.waits("moved the cursor", |it| {
        it.row_with("▸").is_some_and(|row| row.contains("q02"))
    });
    assert!(moved.shows("all topics"), "{}", moved.text());
}
