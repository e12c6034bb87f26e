//! Plain mode and the screens share sessions. A session started in one can be resumed in the other.

use crate::letters;
use crate::support::{CTRL_C, ENTER, Home, small};

#[test]
fn a_practice_begun_in_lines_goes_on_on_the_screen() {
    let home = Home::new();
    let mut practice = home.talk(&["practice", "--topic", "alpha", "--bank", &small()]);
    let asked = practice.hears("Your answer?");
    practice
        .types(&letters(&asked, "Right option"))
        .hears("Enter for the next question.");
    let second = practice.types("").hears("Your answer?");
    practice.types("f").hears("Flagged.");
    practice.types("s unsure").hears("Confidence: unsure.");
    practice
        .types("q")
        .hears("Saved: practice, question 2 of 6.");
    assert_eq!(practice.ends().code, 0);

    let mut program = home.open_small();
    program.reads("Continue the practice session: question 2 of 6");
    program.press(ENTER);
    let screen = program.asks_number(2);
    let stem = second.lines().find(|line| line.starts_with("Stem of"));
    assert!(screen.says(stem.expect("a stem")), "{}", screen.text());
    assert!(screen.says("● unsure"), "{}", screen.text());
    assert!(screen.title().contains('⚑'), "{}", screen.title());
    for option in ["Right option", "Wrong option one", "Wrong option two"] {
        let there: String = screen.letters_of(option).iter().collect();
        assert_eq!(there.to_lowercase(), letters(&second, option), "{option}");
    }
}

#[test]
fn an_exam_begun_on_the_screen_goes_on_in_lines_and_back() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["exam", "--topic", "alpha", "--bank", &bank]);
    program.marks("Right option");
    let marked = program.screen().letters_of("Right option")[0];
    program.press("f");
    program.waits("flagged it", |screen| screen.title().contains('⚑'));
    program.kill();

    let mut exam = home.talk(&["--bank", &bank]);
    exam.hears("0. Continue the timed exam: question 1 of 6");
    let said = exam
        .types("0")
        .hears("Press Enter to continue, or type another answer.");
    assert!(said.contains("Question 1 of 6, flagged."), "{said}");
    assert!(said.contains(&format!("Selected: {marked}.")), "{said}");
    assert_eq!(
        letters(&said, "Right option"),
        marked.to_string().to_lowercase()
    );
    let second = exam.types("").hears("Your answer?");
    exam.types(&letters(&second, "Right option"))
        .hears("Question 3 of 6.");
    exam.kill();

    let mut program = home.open_small();
    program.reads("Continue the timed exam: question 3 of 6");
    program.press(ENTER);
    program.asks_number(3);
    let result = program.finishes();
    assert!(result.says("2 of 6 correct"), "{}", result.text());
}

#[test]
fn another_program_that_goes_on_with_a_session_takes_it_over() {
    let home = Home::new();
    let bank = small();
    let mut first = home.talk(&["practice", "--bank", &bank]);
    first.hears("Your");
    let mut second = home.talk(&["--bank", &bank]);
    second.hears("0. Continue the practice session");
    second.types("0").hears("Your");
    first
        .types("f")
        .hears("This session is open in another window, so it is read-only here.");
    first
        .types("n")
        .hears("This session is open in another window, so it is read-only here.");
    second.types("f").hears("Flagged.");
    assert_eq!(second.ends().code, 0);
    assert_eq!(first.ends().code, 0);
}

#[test]
fn a_dumb_terminal_gets_lines_without_asking_for_them() {
    let home = Home::new();
    let bank = small();
    let args = ["practice", "--topic", "alpha", "--bank", &bank];
    let mut program = home.start_with(80, 24, &args, &[("TERM", "dumb")]);
    program.reads("line by line, as with --plain.");
    program.reads("Your answer?");
    program.press("a\n");
    program.reads("Enter for the next question.");
    program.press("q\n");
    program.reads("Saved: practice, question 1 of 6.");
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    assert!(!ended.bytes.contains(&0x1b), "no escape was written");
    assert!(ended.modes_are_back, "the terminal was left as it was");
}

#[test]
fn ctrl_c_ends_it_and_nothing_is_lost() {
    let home = Home::new();
    let bank = small();
    let args = ["practice", "--topic", "alpha", "--plain", "--bank", &bank];
    let mut program = home.start(&args);
    program.reads("Your answer?");
    program.press("f\n");
    program.reads("Flagged.");
    program.press(CTRL_C);
    assert_ne!(program.ends().code, 0, "a signal ended it");
    let again = home.script(&["--bank", &bank], &["0", "q"]).out;
    assert!(again.contains("Question 1 of 6, flagged."), "{again}");
}

#[test]
fn in_a_terminal_lines_are_as_long_as_it_is_wide() {
    let home = Home::new();
    let bank = small();
    let args = ["practice", "--topic", "alpha", "--plain", "--bank", &bank];
    let mut program = home.start_at(30, 60, &args);
    program.reads("Type a letter and press Enter,");
    assert!(
        !program.took_the_terminal(),
        "lines are edited by the terminal"
    );
    program.press("\u{4}");
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    let text = String::from_utf8_lossy(&ended.bytes).into_owned();
    assert!(!text.contains('\x1b'), "{text:?}");
    assert!(text.contains("Saved: practice"), "{text}");
    let longest = text.lines().map(|line| line.trim_end().len()).max();
    assert!(longest <= Some(30), "{text}");
}
