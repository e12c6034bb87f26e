//! The form before a session remembers the last choice.

use crate::support::{DOWN, ENTER, Home, LEFT, RIGHT};

#[test]
fn the_last_set_up_is_there_at_the_next_start_and_for_its_kind_alone() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("First time here");
    program.press("1");
    program.sees("■ Topic beta");
    // Five questions, and the second topic, the last row, off.
    program.press(DOWN).press(LEFT);
    program.sees("● 5 ");
    program.press("jjjjjj").press(" ");
    program.sees("□ Topic beta");
    program.sees("● 5 ");
    program.press(ENTER);
    program.asks();
    program.press("q");
    program.sees("A session is open.");
    program.press("q");
    program.ends();

    let mut program = home.open_small();
    program.sees("A session is open.");
    program.press("1");
    let screen = program.sees("□ Topic beta");
    assert!(screen.shows("■ Topic alpha"), "{}", screen.text());
    assert!(screen.shows("● 5 "), "{}", screen.text());
    program.press("q");
    program.sees("A session is open.");
    program.press("2");
    let screen = program.sees("■ Topic beta");
    assert!(
        screen.shows("● 12"),
        "an exam is another form: {}",
        screen.text()
    );
}

#[test]
fn a_set_up_that_was_only_looked_at_is_not_remembered() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("First time here");
    program.press("1");
    program.sees("● 10");
    program.press(DOWN).press(RIGHT);
    program.sees("● 20");
    program.press("q");
    program.sees("First time here");
    program.press("1");
    program.sees("● 10");
}
