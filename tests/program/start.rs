//! Starting and quitting.

use crate::support::{CTRL_C, Home};

#[test]
fn the_first_start_opens_home_and_says_what_to_do() {
    let home = Home::new();
    let program = home.start(&[]);
    let screen = program.sees("First time here");
    assert!(
        screen
            .row_with("▸")
            .expect("a cursor")
            .contains("Start a practice of 10")
    );
    for row in [
        "1  Practice",
        "2  Timed exam",
        "3  Review missed",
        "4  Progress",
        "5  Browse",
    ] {
        assert!(screen.shows(row), "{row} in\n{}", screen.text());
    }
    assert!(screen.shows("No account, no network."));
    assert!(screen.footer().contains("? help"));
}

#[test]
fn quitting_exits_with_0_and_restores_the_terminal() {
    for key in ["q", CTRL_C] {
        let home = Home::new();
        let mut program = home.open_small();
        let taken = program.sees("First time here");
        assert!(!taken.is_normal(), "it draws on a screen of its own");
        assert!(program.took_the_terminal());
        let ended = {
            program.press(key);
            program.ends()
        };
        assert_eq!(ended.code, 0);
        ended.restored_the_terminal();
    }
}
