//! The `+` key writes a personal note on a question, a fact, a table cell, or a term. From then on,
//! the note is shown with that item.

use crate::support::{ENTER, ESC, Home, small, tables, terms};

fn listed(home: &Home, bank: &str) -> Vec<(String, String)> {
    let notes = home.run(&["notes", "--json", "--bank", bank]).json();
    let notes = notes.as_array().expect("a list").iter();
    let words = |note: &serde_json::Value, name: &str| note[name].as_str().map(str::to_owned);
    let notes = notes.map(|note| Some((words(note, "kind")?, words(note, "text")?)));
    notes.collect::<Option<_>>().expect("each has both")
}

#[test]
fn a_note_on_a_question_is_shown_after_the_next_answer() {
    let home = Home::new();
    let mut program = home.practices_at(80, 24, 1);
    program.asks_number(1);
    program.press("+");
    program.sees("You can write a note after you answer.");
    program.answers_wrong();
    program.press("+");
    program.sees("What do you want to remember?");
    program.types_a_line("Nobody quits: it is Nr. 1");
    let screen = program.sees("Your note: Nobody quits: it is Nr. 1");
    assert!(screen.status().contains("Note saved."), "{}", screen.text());
    let question = screen.question().expect("one is shown");
    program.press("q");
    program.sees("Continue the");
    drop(program);

    let mut program = home.open_small();
    program.sees("5  Browse");
    program.press("5");
    program.sees("of 12 questions");
    program.press("/");
    program.press("nobody quits");
    program.sees("1 of 12 questions");
    program.press(ENTER);
    let screen = program.sees("Your note: Nobody quits: it is Nr. 1");
    assert!(screen.shows(&question), "{}", screen.text());
    program.press("+");
    program.sees("Save an empty line to delete the note.");
    program.press("\x15");
    program.sees("> ▏");
    program.pauses_before_enter().press(ENTER);
    program.sees_no("What do you want");
    program.sees_no("Your note:");
    assert_eq!(listed(&home, &small()), []);
}

#[test]
fn a_note_is_written_in_the_list_of_missed_questions() {
    let home = Home::new();
    let mut program = home.practices_at(80, 24, 1);
    program.asks_number(1);
    program.answers_wrong();
    program.press(ENTER);
    program.sees("practice");
    program.press("q");
    program.sees("1  Practice");
    program.press("3");
    program.sees("r review it");
    program.press("+");
    program.sees("What do you want to remember?");
    program.types_a_line("the second one");
    program.sees("r review it");
    program.press(ENTER);
    program.sees("Your note: the second one");
    drop(program);
    let notes = listed(&home, &small());
    assert_eq!(
        notes,
        [("question".to_owned(), "the second one".to_owned())]
    );
}

#[test]
fn a_note_on_a_fact_is_written_in_a_lesson_and_shown_with_its_questions() {
    let home = Home::new();
    let mut program = home.start(&["learn", "--topic", "alpha", "--bank", &small()]);
    program.sees("Press Enter for the question.");
    program.press("+");
    program.sees("What do you want to remember?");
    program.types_a_line("like a meter");
    program.sees("Your note: like a meter");
    program.press(ENTER);
    program.answers_right();
    program.sees("Your note: like a meter");
    assert_eq!(
        listed(&home, &small()),
        [("fact".to_owned(), "like a meter".to_owned())]
    );
}

#[test]
fn notes_are_listed_searched_edited_and_opened() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &terms()]);
    program.sees("5  Browse");
    program.press("n");
    program.sees("You have no notes.");
    program.press("q");
    program.sees("t  Terms");
    program.press("tv");
    program.sees("terms");
    program.press("+");
    program.sees("What do you want to remember?");
    program.types_a_line("a first one");
    program.sees("Your note: a first one");
    program.press("j+");
    program.sees("> ▏");
    program.types_a_line("another");
    program.sees("Your note: another");
    assert_eq!(listed(&home, &terms()).len(), 2);
    program.press("qq");
    program.sees("5  Browse");
    program.press(":personal");
    program.sees("Personal notes");
    program.press(ENTER);
    program.sees("2 notes");
    program.press("/first");
    program.sees("1 note");
    program.press(ESC);
    program.sees("Esc clear");
    program.press("+");
    program.sees("a first one▏");
    program.types_a_line(" of all");
    program.sees("a first one of all");
    program.press(ENTER);
    program.sees("Your note: a first one of all");
}

#[test]
fn a_note_on_a_cell_is_written_in_a_drill_and_shown_wherever_the_cell_is() {
    let home = Home::new();
    let bank = tables();
    let args = ["drill", "--table", "leaf", "--seed", "1", "--bank", &bank];
    let mut program = home.start(&args);
    program.waits("asked", |it| it.title().contains("cell 1 of"));
    // Before the first answer, nothing can be noted.
    assert!(!program.screen().footer().contains("note"));
    program
        .press("+")
        .sees("You can write a note after you answer.");
    program.press("a");
    let screen = program.waits("went on", |it| it.title().contains("cell 2 of"));
    assert!(screen.footer().contains("+ note"), "{}", screen.text());
    program.press("+");
    program.sees("What do you want to remember?");
    program.types_a_line("needles stay green");
    program.sees("Your note: needles stay green");
    program.press("a");
    program.waits("went on", |it| !it.shows("Your note:"));
    drop(program);
    assert_eq!(
        listed(&home, &bank),
        [("cell".to_owned(), "needles stay green".to_owned())]
    );

    // The list of notes opens the cell, where the note can be changed.
    let mut program = home.start(&["--bank", &bank]);
    program.sees("5  Browse");
    program.press("n").sees("1 note");
    program.press(ENTER);
    program.sees("Your note: needles stay green");
    program.press("+").sees("needles stay green▏");
    program.types_a_line(" all year");
    program.sees("Your note: needles stay green all year");
    program.press("qq");
    program.sees("5  Browse");
    // A search finds it, too.
    program.press("/all year").sees("Cells 1");
    program.press("\x1b[Z");
    program.reads("Your note: needles stay green all year");
}

#[test]
fn a_note_on_a_cell_is_written_in_its_table_unless_the_cell_is_covered() {
    let home = Home::new();
    let mut program = home.start_at(80, 24, &["--bank", &tables()]);
    program.sees("6  Tables");
    program.press(":leaves of").sees("leaves of▏");
    program.press(ENTER).sees("o cover");
    program.press("+").sees("What do you want to remember?");
    program.types_a_line("lobes like fingers");
    program.sees("Your note: lobes like fingers");
    program.press("l").sees_no("Your note:");
    program.press("h").sees("Your note:");
    program.press("o").sees_no("Your note:");
    program.press("+");
    assert!(!program.settles().shows("What do you want"));
    program.press(" ").sees("Your note: lobes like fingers");
}
