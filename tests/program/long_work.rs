//! Long work shows its progress and can be canceled.

use std::fmt::Write as _;

use crate::support::{CTRL_C, Home};

/// Writes a bank that is so large that no machine can check it within a second. Returns its folder
/// and path.
fn large() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = String::new();
    for number in 0..150_000 {
        write!(
            text,
            "[[question]]\nid = \"q{number}\"\nstem = \"What is the {number}th thing of these?\"\n\
             [[question.option]]\ntext = \"The {number}th\"\ncorrect = true\nwhy = \"It is.\"\n\
             [[question.option]]\ntext = \"Another thing than that\"\nwhy = \"It is not.\"\n\n"
        )
        .expect("a String takes all");
    }
    let path = folder.path().join("large.toml");
    std::fs::write(&path, text).expect("the folder is ours");
    let path = path.to_str().expect("the path is UTF-8").to_owned();
    (folder, path)
}

#[test]
fn checking_a_large_bank_says_how_far_it_is_and_stops_at_ctrl_c() {
    let home = Home::new();
    let (_folder, bank) = large();
    let mut program = home.start(&["bank", "check", "--bank", &bank]);
    program.sees("Reading the bank, ");
    program.press(CTRL_C);
    let ended = program.ends();
    assert_ne!(ended.code, 0, "it was stopped");
    let screen = ended.screen.text();
    assert!(!screen.contains("questions on"), "half a report:\n{screen}");
    assert!(ended.modes_are_back);
}

#[test]
fn what_nobody_watches_says_nothing() {
    let home = Home::new();
    let (_folder, bank) = large();
    let printed = home.run(&["bank", "list", "--bank", &bank]);
    assert_eq!(printed.err, "");
    assert!(printed.out.contains("150,000 questions"), "{}", printed.out);
}
