//! The `-` key removes an incorrect option of a practice question. The answer then counts as not
//! known.

use crate::support::{ENTER, Home, Screen, small};

fn known(home: &Home) -> serde_json::Value {
    let stats = home.run(&["stats", "--json", "--bank", &small()]).json();
    stats["facts"].clone()
}

/// Returns the letter of the option that the status row reports as removed.
#[track_caller]
fn removed(screen: &Screen) -> char {
    let status = screen.status();
    status.trim_start().chars().next().expect("a letter")
}

#[test]
fn a_hint_outlives_the_program_and_the_answer_does_not_count_as_known() {
    let home = Home::new();
    let before = known(&home);
    let mut program = home.practices_at(80, 24, 1);
    let screen = program.asks_number(1);
    assert!(
        screen.hints().contains(&("-".into(), "hint".into())),
        "{:?}",
        screen.hints()
    );
    program.press("-");
    let screen = program.sees("is incorrect. Your answer will not count as known.");
    let removed = removed(&screen);
    assert_eq!(screen.mark_of(removed), "–", "{}", screen.text());
    let stem = screen.question().expect("one is asked");
    program.press("q");
    program.sees("Continue the");

    program.press(ENTER);
    program.asks_number(1);
    program.press(&removed.to_ascii_lowercase().to_string());
    program.sees("A hint has removed this option.");
    program.press(&removed.to_string());
    program.sees("A hint has removed this option.");
    program.press("-");
    program.sees("The hint for this question has been used.");
    program.answers_right();
    let screen = program.sees("Correct, with a hint.");
    assert_eq!(screen.question(), Some(stem));
    assert!(
        screen.says("Not counted as known, because you used a hint."),
        "{}",
        screen.text()
    );
    // The answer can be undone, but the hint cannot.
    program.press("u");
    let screen = program.sees("is open again.");
    assert_eq!(screen.mark_of(removed), "–", "{}", screen.text());
    program.answers_right();
    program.sees("Correct, with a hint.");
    program.press(ENTER);
    program.sees("1 question answered with a hint does not count as known.");
    program.press("r");
    program.sees(", with a hint.");
    let after = known(&home);
    for count in ["known", "mastered"] {
        assert_eq!(after[count], before[count], "{after}");
    }
}

#[test]
fn a_hint_moves_the_cursor_off_the_removed_option() {
    let home = Home::new();
    let bank = small();
    let args = [
        "practice", "--topic", "alpha", "--seed", "3", "--bank", &bank,
    ];
    let mut program = home.start(&args);
    let mut was_removed = 0;
    for place in 1..=3 {
        let before = program.asks_number(place);
        let first = before.row_with("▸").expect("the cursor is shown");
        program.press("-");
        let screen = program.sees("Your answer will not count as known.");
        let removed = removed(&screen);
        let here = screen.row_with("▸").expect("the cursor is shown");
        assert!(
            !here.contains(&format!("  {removed}  ")),
            "{}",
            screen.text()
        );
        assert_ne!(screen.mark_of(removed), "▸");
        was_removed += usize::from(first.contains(&format!("  {removed}  ")));
        program.answers_right();
        program.press(ENTER);
    }
    assert!(
        was_removed > 0,
        "no hint removed the option under the cursor"
    );
}

#[test]
fn an_exam_has_no_hints() {
    let home = Home::new();
    let mut program = home.start(&["exam", "--topic", "alpha", "--bank", &small()]);
    program.asks_number(1);
    program.press("-");
    let help = program.opens_help();
    assert!(!help.shows("remove an incorrect option"), "{}", help.text());
    let screen = program.closes_help();
    assert!(
        !screen.options().iter().any(|it| it.contains('–')),
        "{}",
        screen.text()
    );
}
