//! Several banks: one is open at a time, and the home screen offers a choice.

use std::fs;
use std::path::Path;

use crate::support::{CTRL_L, DOWN, ENTER, Home, long, small};

/// Writes a bank with one question.
fn write(path: &Path, id: &str, title: &str) {
    let text = format!(
        "[bank]\nid = \"{id}\"\ntitle = \"{title}\"\n\n\
         [[question]]\nid = \"q\"\nstem = \"Stem of {id}?\"\noption = [\n\
         {{ text = \"Right\", correct = true }},\n{{ text = \"Wrong\" }},\n]\n"
    );
    fs::write(path, text).expect("the folder is ours");
}

#[test]
fn with_one_bank_home_speaks_of_none() {
    let home = Home::new();
    let mut program = home.start(&[]);
    let screen = program.sees("New here?");
    assert!(!screen.footer().contains("banks"), "{}", screen.footer());
    program.press("b");
    program.press("5");
    program.sees("all topics");
}

#[test]
fn banks_in_the_folder_are_chosen_on_home_and_keep_histories_of_their_own() {
    let home = Home::new();
    let banks = home.banks();
    write(&banks.join("one.toml"), "one", "Bank one");
    fs::create_dir(banks.join("two")).expect("the folder is ours");
    write(&banks.join("two/any.toml"), "two", "Bank two");
    let mut program = home.start(&[]);
    let screen = program.sees("New here?");
    assert!(screen.footer().contains("b banks"), "{}", screen.footer());
    program.press("b");
    let screen = program.sees("3 banks");
    assert!(
        screen.says("● AWS Certified Cloud Practitioner"),
        "{}",
        screen.text()
    );
    assert!(screen.shows("Bank one") && screen.shows("Bank two"));
    program.press(DOWN);
    program.sees("ID one");
    program.press(ENTER);
    let screen = program.sees("New here?");
    assert!(screen.title().contains("Bank one"), "{}", screen.text());
    program.press(ENTER);
    program.sees("Stem of one?");
    program.press("a").press(ENTER);
    program.sees("Enter finish");
    program.press(ENTER);
    program.sees("result");
    program.press("q");
    program.sees("Seen: 1 of 1 question.");
    // The program opens the bank that was studied last.
    program.press("q");
    program.ends().restored_the_terminal();
    let mut program = home.start(&[]);
    let screen = program.sees("Seen: 1 of 1 question.");
    assert!(screen.title().contains("Bank one"), "{}", screen.text());
    // A question with the same ID in another bank is a different question.
    program.press("b");
    program.sees("3 banks");
    program.press(DOWN).press(ENTER);
    let screen = program.sees("New here?");
    assert!(screen.title().contains("Bank two"), "{}", screen.text());
}

#[test]
fn several_banks_named_open_with_their_list() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &long(), "--bank", &small()]);
    let screen = program.sees("2 banks");
    assert!(
        !screen.shows("Cloud Practitioner"),
        "the embedded one is replaced"
    );
    program.press(DOWN).press(ENTER);
    program.reads("12 questions on");
    program.press("b");
    program.sees("2 banks");
    program.press("q");
    program.reads("12 questions on");
    program.press("q");
    program.ends().restored_the_terminal();

    let mut program = home.start(&["--bank", &long(), "--bank", &small()]);
    program.sees("2 banks");
    program.press("q");
    program.ends().restored_the_terminal();
}

#[test]
fn of_two_banks_with_one_id_both_are_named_and_the_second_stays_closed() {
    let home = Home::new();
    let banks = home.banks();
    write(&banks.join("first.toml"), "same", "The first");
    write(&banks.join("second.toml"), "same", "The second");
    let mut program = home.start_at(100, 30, &[]);
    program.sees("New here?");
    program.press("b");
    program.sees("3 banks");
    program.press(DOWN).press(DOWN);
    let screen = program.reads("so their histories would mix");
    assert!(screen.says("have the same ID, `same`"), "{}", screen.text());
    assert!(screen.shows("first.toml") && screen.shows("second.toml"));
    program.press(ENTER);
    let screen = program.sees("Not opened:");
    assert!(screen.title().contains("Banks"));
}

#[test]
fn a_broken_bank_is_chosen_mended_and_loaded_again() {
    let home = Home::new();
    let path = home.banks().join("mine.toml");
    write(&path, "mine", "My bank");
    let sound = fs::read_to_string(&path).expect("it was written");
    fs::write(&path, sound.replace("correct = true", "corect = true")).expect("it is ours");
    let mut program = home.start(&[]);
    program.sees("New here?");
    program.press("b");
    program.sees("2 banks");
    program.press(DOWN).press(ENTER);
    let screen = program.sees("unknown field `corect`");
    assert!(
        screen.footer().contains("Ctrl-L reload"),
        "{}",
        screen.footer()
    );
    fs::write(&path, sound).expect("it is ours");
    program.press(CTRL_L);
    let screen = program.reads("1 question.");
    assert!(screen.title().contains("My bank"), "{}", screen.text());
}

#[test]
fn a_bank_from_a_stranger_leads_nowhere_and_steers_nothing() {
    let home = Home::new();
    let outside = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret.toml");
    write(&secret, "secret", "A secret");
    let banks = home.banks();
    let bank = banks.join("strange");
    fs::create_dir(&bank).expect("the folder is ours");
    write(
        &bank.join("bank.toml"),
        "strange",
        "Odd \\u001b[31m title \\u202e",
    );
    for link in [bank.join("more.toml"), banks.join("linked.toml")] {
        std::os::unix::fs::symlink(&secret, link).expect("the folder is ours");
    }
    let mut program = home.start(&[]);
    program.sees("New here?");
    program.press("b");
    let screen = program.sees("2 banks");
    assert!(
        screen.shows("Odd <U+001B>[31m title <U+202E>"),
        "{}",
        screen.text()
    );
    program.press(DOWN).press(ENTER);
    let screen = program.sees("usable");
    assert!(screen.shows("more.toml"), "{}", screen.text());
    assert!(
        screen.says("links inside a bank's folder are not followed"),
        "{}",
        screen.text()
    );
    assert!(!screen.shows("secret"));
    program.press(ENTER);
    program.reads("1 question.");
}

#[test]
fn the_list_has_its_footer_and_its_help_at_every_size() {
    let home = Home::new();
    for (columns, rows) in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let args = ["--bank", &*long(), "--bank", &small()];
        let mut program = home.start_at(columns, rows, &args);
        let screen = program.sees("2 banks");
        assert!(screen.footer().contains("Enter open"), "{}", screen.text());
        program.opens_help();
        program.closes_help();
        program.sees("2 banks");
    }
}

#[test]
fn the_bank_of_the_settings_opens_and_others_can_be_chosen() {
    let home = Home::new();
    let banks = home.banks();
    write(&banks.join("one.toml"), "one", "Bank one");
    write(&banks.join("two.toml"), "two", "Bank two");
    let two = banks.join("two.toml");
    home.writes_config("config.toml", &format!("bank = {two:?}\n"));
    let mut program = home.start(&[]);
    let screen = program.sees("New here?");
    assert!(screen.title().contains("Bank two"), "{}", screen.text());
    program.press("b");
    let screen = program.sees("3 banks");
    assert!(screen.says("● Bank two"), "{}", screen.text());
    assert!(screen.shows("Bank one") && screen.shows("Cloud Practitioner"));
}

#[test]
fn a_bank_of_few_questions_is_offered_as_it_is() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &crate::support::long()]);
    let screen = program.sees("New here?");
    assert!(
        screen.shows("▸    Start a practice session of 1 question "),
        "{}",
        screen.text()
    );
    assert!(screen.shows("1 question."), "{}", screen.text());
    assert!(screen.shows("read 1 question"), "{}", screen.text());
    program.press("1").sees("1 question matches");
    program
        .press("q3")
        .sees("Start a practice session of 1 question ");
    program
        .press("q4")
        .sees("Start a practice session of 1 question ");
}
