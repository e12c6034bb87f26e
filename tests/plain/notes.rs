//! The commands `note`, which writes a personal note to be shown with its item, and `hint`, which
//! removes an option.

use crate::letters;
use crate::support::{Home, small, tables};

#[test]
fn a_note_is_written_shown_listed_changed_and_removed() {
    let home = Home::new();
    let mut lines = home.talks_in_practice(2);
    lines.hears("Your answer?");
    lines
        .types("note Too Early")
        .hears("You can write a note after you answer.");
    lines.types("a").hears("Enter for the next question.");
    lines
        .types("note Ask Twice\u{1b}[31m")
        .hears("Note saved. Run `certdrill notes` to list all notes.");
    lines.types("l").hears("Your note: Ask Twice<U+001B>[31m");
    lines.types("q").hears("Saved:");
    drop(lines);

    let mut menu = home.talk(&["--bank", &small()]);
    menu.hears("n. Notes");
    menu.types("n")
        .hears("1. Ask Twice<U+001B>[31m (question: ");
    menu.types("/ thrice").hears("No notes match.");
    menu.types("/").hears("1. Ask Twice");
    menu.types("note 1 Ask once")
        .hears("1. Ask once (question: ");
    menu.types("note 1").hears("You have no notes.");
    menu.types("5").hears("Which topic?");
    // The second topic was not practiced.
    menu.types("2").hears("Which question?");
    menu.types("note 2 From the list").hears("Note saved.");
    menu.types("2").hears("Unseen");
    menu.types("").hears("Your note: From the list");
}

#[test]
fn a_hint_is_typed_in_practice_and_refused_in_an_exam() {
    let home = Home::new();
    let mut lines = home.talks_in_practice(1);
    let asked = lines.hears("Your answer?");
    lines
        .types("hint")
        .hears("is incorrect. Your answer will not count as known.");
    lines.types("l").hears("(removed by the hint) Wrong option");
    lines
        .types("hint")
        .hears("The hint for this question has been used.");
    lines
        .types(&letters(&asked, "Right option"))
        .hears("Correct, with a hint.");
    lines
        .types("")
        .hears("1 question answered with a hint does not count as known.");
    drop(lines);
    let mut exam = home.talk(&["exam", "--topic", "alpha", "--bank", &small()]);
    exam.hears("Your answer?");
    exam.types("hint")
        .hears("Hints are not available in exams and drills.");
}

#[test]
fn help_lists_only_the_commands_that_the_session_accepts() {
    let home = Home::new();
    let refused_in_exams = ["hint:", "m:", "w:", "! and words:", "note and words:"];
    let mut practice = home.talks_in_practice(1);
    practice.hears("Your answer?");
    let help = practice.types("?").hears("leave; the session is saved");
    for command in refused_in_exams {
        assert!(help.contains(command), "{command} in {help}");
    }
    drop(practice);
    let mut exam = home.talk(&["exam", "--topic", "alpha", "--bank", &small()]);
    exam.hears("Your answer?");
    let help = exam.types("?").hears("leave; the session is saved");
    assert!(help.contains("f: flag the question"), "{help}");
    for command in refused_in_exams {
        let command = format!("\n{command}");
        assert!(!help.contains(&command), "{command} in {help}");
    }
}

#[test]
fn a_note_on_a_fact_is_said_with_the_fact() {
    let home = Home::new();
    let lesson = ["learn", "--topic", "alpha", "--bank", &small()];
    let mut lines = home.talk(&lesson);
    lines.hears("Enter for the question on this fact.");
    lines.types("note like a meter").hears("Note saved.");
    lines.types("l").hears("Your note: like a meter");
}

#[test]
fn a_note_on_a_cell_is_written_after_its_answer_in_a_drill() {
    let home = Home::new();
    let bank = tables();
    let mut drill = home.talk(&["drill", "--table", "leaf", "--seed", "1", "--bank", &bank]);
    drill.hears("Cell 1 of");
    drill
        .types("note too early")
        .hears("You can write a note after you answer.");
    drill.types("a").hears("Cell 2 of");
    drill
        .types("note ever green")
        .hears("Note saved. Run `certdrill notes` to list all notes.");
    drill.types("u").hears("Cell 1 of");
    let verdict = drill.types("a").hears("Cell 2 of");
    assert!(verdict.contains("Your note: ever green"), "{verdict}");
    drill.types("q");
    assert_eq!(drill.ends().code, 0);
    let notes = home.run(&["notes", "--json", "--bank", &bank]).json();
    assert_eq!(notes[0]["kind"], "cell");
    let id = notes[0]["id"].as_str().unwrap_or_default();
    assert!(id.starts_with("leaf/"), "{id}");
}
