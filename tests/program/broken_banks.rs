//! A broken bank opens a problem page, which lists the errors; everything that loads is usable.

use crate::support::{ENTER, Ended, Home, Program, UP, broken, tables, terms};

fn open(home: &Home, bank: &str) -> Program {
    home.start(&["--bank", bank])
}

/// Opens a bank with problems, checks that the problem page contains all `words`, continues to the
/// home screen, and returns the program.
#[track_caller]
fn goes_on_past(home: &Home, bank: &str, words: &[&str]) -> Program {
    let mut program = open(home, bank);
    let screen = program.sees("entries usable");
    assert!(screen.title().contains("Bank"), "{}", screen.title());
    for word in words {
        assert!(screen.says(word), "{word} in\n{}", screen.text());
    }
    program.press(ENTER);
    program.sees_no("entries usable");
    program
}

#[test]
fn a_question_without_a_right_option_is_left_out_and_the_rest_is_ready() {
    let home = Home::new();
    let words = [
        "no-right-option.toml:20:1",
        "question `bad` has no correct option",
        "mark one option with `correct = true`",
        "The rest is ready.",
        "continue with 2",
    ];
    let mut program = goes_on_past(&home, &broken("no-right-option"), &words);
    program.reads("2 questions.");
    program.press(ENTER);
    let screen = program.asks_number(1);
    assert!(screen.title().contains("1 of 2"));
}

#[test]
fn of_two_questions_with_one_id_the_first_is_used() {
    let home = Home::new();
    let words = [
        "duplicate-id.toml",
        "the question ID `twice` is used twice",
        "rename one",
    ];
    let mut program = goes_on_past(&home, &broken("duplicate-id"), &words);
    program.sees("New here?");
    program.press("5");
    let list = program.sees("Stem of twice");
    assert!(list.shows("Stem of once"));
    assert!(!list.shows("Second stem"));
}

#[test]
fn an_unknown_key_is_named_with_its_place() {
    let home = Home::new();
    let words = [
        "unknown-key.toml:22:1",
        "unknown field `color`",
        "the fields here are id, topic",
    ];
    let program = goes_on_past(&home, &broken("unknown-key"), &words);
    program.reads("2 questions.");
}

#[test]
fn a_bank_of_a_newer_format_gets_a_sentence() {
    let home = Home::new();
    let words = ["the bank uses format 3", "update certdrill"];
    let program = goes_on_past(&home, &broken("newer-format"), &words);
    let screen = program.reads("This bank has no usable questions");
    assert!(!screen.says("unknown field"));
}

#[test]
fn a_file_that_is_no_bank_leaves_home_with_nothing_but_the_way_out() {
    let home = Home::new();
    let words = ["not-toml.toml:1:", "Nothing in this bank can be used"];
    let mut program = goes_on_past(&home, &broken("not-toml"), &words);
    program.reads("This bank has no usable questions");
    program.press(ENTER).press("1").press("5").press("r");
    let screen = program.settles();
    assert!(screen.says("This bank has no usable questions"));
    program.press("q");
    program.ends().restored_the_terminal();
}

#[test]
fn a_session_on_a_bank_without_questions_exits_with_3() {
    let home = Home::new();
    for command in ["practice", "exam", "review"] {
        let mut program = home.start(&[command, "--bank", &broken("not-toml")]);
        program.sees("entries usable");
        program.press("q");
        assert_eq!(program.ends().code, 3, "{command}");
    }
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let home = Home::new();
    let words = ["cannot read `/nowhere/at/all`", "use a TOML file"];
    let program = goes_on_past(&home, "/nowhere/at/all", &words);
    program.reads("This bank has no usable questions");
}

#[test]
fn the_reason_of_a_problem_can_be_read_in_full() {
    let home = Home::new();
    for (bank, reason) in [
        ("/nowhere/at/all", "file or folder not found"),
        (
            &*broken("unknown-key"),
            "the fields here are id, topic, asks",
        ),
    ] {
        open(&home, bank).reads(reason);
    }
}

#[test]
fn texts_of_a_bank_cannot_steer_the_terminal() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &broken("escapes")]);
    let screen = program.sees("New here?");
    assert!(
        screen.shows("<U+001B>") && screen.shows("<U+202E>"),
        "{}",
        screen.text()
    );
    program.press("5");
    program.sees("Enter open");
    program.press(ENTER);
    program.sees("Correct.");
    program.press("q");
    program.sees("Enter open");
    program.press("q");
    program.sees("New here?");
    program.press(&UP.repeat(15)).press(ENTER);
    let screen = program.asks_something();
    assert!(screen.shows("<U+001B>[2J"), "{}", screen.text());
    program.press("a").press(ENTER);
    program.sees("Your answer is");
    program.press(ENTER);
    program.sees("result");
    program.press("q");
    program.sees("1  Practice");
    program.press("q");
    writes_only_its_own_escapes(&program.ends());
}

#[test]
fn a_broken_file_and_its_name_cannot_steer_the_terminal() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("evil\u{1b}[31m\u{202e}.toml");
    std::fs::write(
        &path,
        "a = \"\u{1b}]52;c;aGVsbG8=\u{7}\u{202e}\" and \u{1b}[5mmore\n",
    )
    .expect("written");
    let mut program = open(&home, path.to_str().expect("UTF-8"));
    let screen = program.sees("entries usable");
    assert!(
        screen.shows("<U+001B>") && screen.shows("<U+202E>"),
        "{}",
        screen.text()
    );
    program.press(ENTER);
    program.reads("This bank has no usable questions");
    program.press("q");
    writes_only_its_own_escapes(&program.ends());
}

/// Asserts that no text of the bank added a control sequence to the output.
#[track_caller]
fn writes_only_its_own_escapes(ended: &Ended) {
    let text = String::from_utf8(ended.bytes.clone()).expect("it writes UTF-8");
    for hidden in ['\u{7}', '\u{9b}', '\u{200b}', '\u{202e}'] {
        assert!(!text.contains(hidden), "{hidden:?} reached the terminal");
    }
    for escape in ["\x1b]", "\x1b[5m", "\x1b[31m"] {
        assert!(!text.contains(escape), "{escape:?} reached the terminal");
    }
    let leaves = text.matches("\x1b[?1049l").count();
    assert_eq!(leaves, 1, "the alternate screen is left once, at the end");
    ended.restored_the_terminal();
}

#[test]
fn a_table_and_a_term_that_cannot_work_are_left_out_with_their_lines_and_help() {
    for (fixture, from, to, words, key, shows, lacks) in [
        (
            tables(),
            "asks = \"which wood is it made for?\"\n",
            "",
            [":119:", "row `wood` has no question", "add `asks"],
            "6",
            "Uses of wood",
            "Saws",
        ),
        (
            terms(),
            "name = \"Amazon Tapes\"",
            "name = \"\"",
            [":74:", "term `tapes` has no name", "write it in `name`"],
            "t",
            "Storage services",
            "Tapes",
        ),
    ] {
        let home = Home::new();
        let text = std::fs::read_to_string(fixture).expect("the fixture is there");
        let path = home.banks().join("changed.toml");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("the folder is the test's");
        let path = path.to_str().expect("the path is UTF-8");
        let mut program = goes_on_past(&home, path, &words);
        program.press(key);
        let list = program.sees(shows);
        assert!(!list.shows(lacks), "{}", list.text());
    }
}
