//! A bank author previews a bank as learners see it, while editing its files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{CTRL_L, ENTER, Home, Program, TAB};

/// Creates a bank. Returns its path and the file that contains its questions.
fn new_bank(home: &Home, folder: &Path) -> (String, PathBuf) {
    let path = folder.join("bank");
    let bank = path.to_str().expect("the path is UTF-8").to_owned();
    assert_eq!(home.run(&["bank", "new", "--full", &bank]).code, 0);
    (bank, path.join("questions.toml"))
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("it is there");
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).expect("it is ours");
}

fn preview(home: &Home, path: &str) -> Program {
    home.start(&["bank", "preview", path])
}

#[test]
fn questions_are_shown_as_asked_and_as_told_and_no_history_is_touched() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (bank, _) = new_bank(&home, folder.path());
    let mut program = preview(&home, &bank);
    let screen = program.sees("1 of 6");
    assert!(
        screen.title().contains("Preview · rds-os-who"),
        "{}",
        screen.title()
    );
    assert!(
        screen.says("○ A The customer, by signing in to the host"),
        "{}",
        screen.text()
    );
    assert!(!screen.shows("✓"), "as it is asked, the key is not shown");
    program.press(TAB);
    let screen = program.sees("✓  B  AWS, which manages the host");
    assert!(
        screen.says("Customers cannot sign in to RDS hosts."),
        "every reason is told"
    );
    program.reads("Ask who can sign in to the host.");
    program.press("n").press("n");
    program.sees("3 of 6");
    program.press("p");
    program.sees("2 of 6");
    program.press("q");
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    ended.restored_the_terminal();
    assert!(!home.history().exists());
}

#[test]
fn what_is_found_is_listed_first_stands_below_its_question_and_goes_when_mended() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (bank, questions) = new_bank(&home, folder.path());
    let good = "claims = [{ cell = \"owner/guest-patching/rds\", is = \"aws\" }]";
    let bad = "claims = [{ cell = \"owner/guest-patching/rds\", is = \"both\" }]";
    edit(&questions, good, bad);
    let mut program = preview(&home, &bank);
    let screen = program.sees("1 problem");
    assert!(screen.says("Everything loads"), "{}", screen.text());
    program.press(ENTER);
    let screen = program.sees("1 finding below.");
    assert!(screen.says("key-contradicts-matrix:"), "{}", screen.text());
    assert!(
        screen.footer().contains("r findings"),
        "{}",
        screen.footer()
    );
    edit(&questions, bad, good);
    program.press(CTRL_L);
    let screen = program.sees("Reloaded.");
    assert!(!screen.shows("contradicts") && !screen.footer().contains("r findings"));
}

#[test]
fn a_question_that_does_not_load_is_a_problem_and_comes_back_when_mended() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (_, questions) = new_bank(&home, folder.path());
    edit(&questions, "stem = \"After", "stern = \"After");
    // Preview only this file. The rest of its bank is loaded, too.
    let mut program = preview(&home, questions.to_str().expect("UTF-8"));
    let screen = program.sees("5 of 6 entries usable");
    assert!(screen.shows("unknown field `stern`"), "{}", screen.text());
    program.press(ENTER);
    program.sees("1 of 5");
    // The current question stays on the screen when an earlier one reappears.
    program.press("n");
    let screen = program.sees("2 of 5");
    assert!(screen.title().contains("rds-move"), "{}", screen.title());
    program.press("r");
    program.sees("entries usable");
    edit(&questions, "stern = \"After", "stem = \"After");
    program.press(CTRL_L);
    let screen = program.sees("3 of 6");
    assert!(screen.title().contains("rds-move"), "{}", screen.title());
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let home = Home::new();
    let mut program = preview(&home, "/nowhere/at/all");
    program.sees("cannot read `/nowhere/at/all`");
    program.press(ENTER);
    program.sees("There are no usable questions.");
    program.press("n").press(TAB).press("q");
    assert_eq!(program.ends().code, 0);
}

#[test]
fn it_has_its_footer_and_its_help_at_every_size() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (bank, _) = new_bank(&home, folder.path());
    for (columns, rows) in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let mut program = home.start_at(columns, rows, &["bank", "preview", &bank]);
        let screen = program.sees("1 of 6");
        assert!(screen.footer().contains("Tab answer"), "{}", screen.text());
        program.opens_help();
        program.closes_help();
        program.sees("1 of 6");
    }
}
