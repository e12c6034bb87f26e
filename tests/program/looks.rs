//! Terminals that want no colour, or only ASCII.

use crate::support::{Home, Program, small};

fn answers_one_wrong(home: &Home, environment: &[(&'static str, &str)]) -> Program {
    let bank = small();
    let args = [
        "practice",
        "--bank",
        &bank,
        "--topic",
        "alpha",
        "--minutes",
        "9",
    ];
    home.start_with(80, 24, &args, environment)
}

#[test]
fn no_color_writes_not_one_colour_and_says_all_in_words() {
    let home = Home::new();
    let mut program = answers_one_wrong(&home, &[("NO_COLOR", "1")]);
    let screen = program.answers_wrong();
    assert!(!screen.has_colour());
    assert!(screen.shows("✗ Wrong. The answer is"));
    assert!(screen.cell_at("✗ Wrong.").bold());
    let bytes = String::from_utf8_lossy(&program.bytes()).into_owned();
    for colour in ["\x1b[38;", "\x1b[48;", "\x1b[31m", "\x1b[36m"] {
        assert!(!bytes.contains(colour), "{colour:?} was written");
    }
    // With colour the same page has some.
    let mut program = answers_one_wrong(&Home::new(), &[]);
    assert!(program.answers_wrong().has_colour());
}

#[test]
fn a_plain_locale_gets_ascii_alone() {
    for environment in [("LC_ALL", "C"), ("LC_ALL", "POSIX")] {
        let home = Home::new();
        let mut program = answers_one_wrong(&home, &[environment]);
        program.sees("How sure?");
        let letter = program.screen().letters_of("Wrong option")[0];
        program.press(&format!("f{letter}\r").to_lowercase());
        let screen = program.sees("x Wrong.");
        assert!(screen.text().is_ascii(), "{}", screen.text());
        assert!(screen.title().contains(" F "), "{}", screen.title());
    }
}
