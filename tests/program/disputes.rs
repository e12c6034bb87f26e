//! The `!` key records a problem with a question, so that the report can be sent to the author.

use crate::support::{ENTER, ESC, Home, Program, small};

/// Starts a practice session and answers its first question.
fn answered(home: &Home) -> Program {
    let mut program = home.start(&["practice", "--bank", &small(), "--topic", "alpha"]);
    program.answers_wrong();
    program
}

fn printed(home: &Home) -> String {
    let printed = home.run(&["bank", "disputes", "--bank", &small()]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    printed.out
}

#[test]
fn a_line_on_an_answered_question_is_kept_shown_and_printed() {
    let home = Home::new();
    let mut program = answered(&home);
    let question = program.screen().question().expect("one is told");
    // The text contains letters that are keys elsewhere: quit, undo, and help.
    program.press("!");
    program.sees("What is wrong with this question?");
    program.types_a_line("Is q unique? I undo this.");
    let screen = program.sees("You reported: Is q unique? I undo this.");
    assert!(
        screen.status().contains("Report saved."),
        "{}",
        screen.text()
    );
    assert!(screen.shows("✗"), "the question is still answered");
    let text = printed(&home);
    for part in [
        "# Reported problems",
        "Bank `small`",
        &format!("## `{question}`"),
        "> Is q unique? I undo this.",
        &format!("Stem of {question}"),
        "- [x] ",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn escape_cancels_a_report_and_an_empty_one_withdraws_what_stood() {
    let home = Home::new();
    let mut program = answered(&home);
    program.press("!");
    program.sees("What is wrong");
    program.press("never mind");
    program.sees("never mind▏");
    program.press(ESC);
    program.sees_no("What is wrong");
    assert_eq!(printed(&home).lines().count(), 1);

    program.press("!");
    program.sees("> ▏");
    program.types_a_line("so it is");
    program.sees("You reported: so it is");
    program.press("!");
    program.sees("Save an empty line to withdraw the report.");
    // Ctrl-U clears the line.
    program.press("\x15");
    program.sees("> ▏");
    program.pauses_before_enter().press(ENTER);
    let screen = program.sees("Report withdrawn.");
    assert!(!screen.shows("You reported"));
    assert!(printed(&home).starts_with("You have not reported any problems in "));
}

#[test]
fn browse_and_its_reader_report_too_and_the_list_shows_it() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("5");
    program.sees("Reported 0");
    program.press("!");
    program.sees("What is wrong");
    program.types_a_line("from the list");
    program.sees("Reported 1");
    program.press(ENTER);
    program.sees("You reported: from the list");
    program.press("!");
    program.sees("from the list▏");
    program.types_a_line(", and the reader");
    program.reads("You reported: from the list, and the reader");
    program.press("q");
    // Going back from the first filter selects the last one: reported questions.
    program.sees("Reported 1");
    program.press("\x1b[Z");
    program.sees("1 of 12 questions");
}

#[test]
fn in_the_field_help_is_under_f1() {
    let home = Home::new();
    let mut program = answered(&home);
    program.press("!");
    let screen = program.sees("What is wrong");
    let hints = screen.hints();
    for (key, does) in [("Enter", "save"), ("F1", "help"), ("Esc", "cancel")] {
        let hint = (key.to_owned(), does.to_owned());
        assert!(hints.contains(&hint), "{hint:?} in {hints:?}");
    }
    program.press("\x1bOP");
    let help = program.waits("opened help", |it| it.title().contains("Help"));
    assert!(help.shows("Backspace"), "{}", help.text());
    program.press(ESC);
    program.sees("What is wrong");
}
