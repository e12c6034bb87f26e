//! Caps Lock and non-Latin keyboard layouts.

use crate::support::{ENTER, Home, Program, small};

fn practice(topic: &str) -> (Home, Program) {
    let home = Home::new();
    let bank = small();
    let program = home.start(&["practice", "--bank", &bank, "--topic", topic, "--seed", "3"]);
    program.asks_number(1);
    (home, program)
}

#[test]
fn capitals_act_where_nothing_can_be_struck_out() {
    let home = Home::new();
    let mut program = home.start_at(100, 40, &["drill", "--minutes", "5"]);
    program.sees("cell 1 of ");
    program.press("A");
    program.sees("cell 2 of ");
    program.press("Q");
    program.sees("Continue the drill");
    let (_home, mut program) = practice("alpha");
    program.press("N");
    program.asks_number(2);
    program.press("F");
    program.waits("flagged it", |screen| screen.title().contains('⚑'));
    // In plain mode, capital letters select options everywhere.
    let home = Home::new();
    let said = home.script(
        &["practice", "--bank", &small(), "--topic", "alpha"],
        &["A", "", "Q"],
    );
    assert!(said.out.contains("question 2 of 6"), "{}", said.out);
}

#[test]
fn a_capital_that_strikes_out_mentions_caps_lock_and_enter_stays() {
    // These questions have two correct options.
    let home = Home::new();
    let args = ["exam", "--bank", &small(), "--topic", "beta", "--seed", "1"];
    let mut program = home.start(&args);
    program.asks_number(1);
    for letter in ["A", "B"] {
        program.press(letter);
        let said =
            format!("{letter} is struck out. Press {letter} to restore it. Is Caps Lock on?");
        let screen = program.reads(&said);
        // The footer does not offer an action that would be refused.
        assert!(!screen.footer().contains("select B"), "{}", screen.footer());
        program.press(ENTER);
        program.reads(&format!("{letter} is struck out."));
        assert_eq!(program.settles().place(), Some(1));
    }
    program.press("B");
    program.sees("Enter select B");
    program.press(ENTER);
    program.waits("selected B", |screen| screen.mark_of('B') == "■");
}

#[test]
fn letters_of_other_layouts_act_by_their_place() {
    // Russian, Greek, Hebrew, Korean, and full-width letters.
    for (b, f, n) in [
        ("и", "а", "т"),
        ("β", "φ", "ν"),
        ("נ", "כ", "מ"),
        ("ㅠ", "ㄹ", "ㅜ"),
        ("ｂ", "ｆ", "ｎ"),
    ] {
        let (_home, mut program) = practice("alpha");
        program.press(b);
        program.waits("selected B", |screen| screen.mark_of('B') == "●");
        program.press(f);
        program.waits("flagged it", |screen| screen.title().contains('⚑'));
        program.press(n);
        program.asks_number(2);
    }
    // The capital letter of another layout acts like the Latin capital on the same key.
    let (_home, mut program) = practice("alpha");
    program.press("И");
    program.reads("B is struck out.");
    // In a text field, the letters are entered as typed.
    program.press("q").sees("Continue the practice session");
    program.press("/").sees("Esc done");
    program.press("иφ");
    program.sees("иφ▏");
    let home = Home::new();
    let said = home.script(
        &["practice", "--bank", &small(), "--topic", "alpha"],
        &["ф", "", "й"],
    );
    assert!(said.out.contains("question 2 of 6"), "{}", said.out);
}

#[test]
fn a_letter_of_no_known_layout_is_answered_with_the_keys_that_work() {
    let (_home, mut program) = practice("alpha");
    program.press("ก");
    program.reads("ก does nothing. In any layout, use 1-9, arrows, Enter, Space, or Esc.");
    program.press("2");
    program.waits("selected B", |screen| screen.mark_of('B') == "●");
}
