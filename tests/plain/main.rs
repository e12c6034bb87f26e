//! End-to-end tests of plain mode, which run the real program in pipes and in a terminal. Each
//! subject has its own file.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

mod cells;
mod guide;
mod lines;
mod menu;
mod missed;
mod mock_exams;
mod modes;
mod notes;
mod parity;
mod sessions;
mod tables;
mod terms;
mod text;
mod time;

use support::{Home, Printed, small};

/// Runs a script with the small bank. The script must succeed and print nothing to stderr.
#[track_caller]
fn script(home: &Home, args: &[&str], lines: &[&str]) -> String {
    let bank = small();
    let mut all = args.to_vec();
    all.extend(["--bank", &*bank]);
    let Printed { out, err, code } = home.script(&all, lines);
    assert_eq!((code, &*err), (0, ""), "{out}");
    out
}

/// Returns the letters to type for the options that begin with `text` in the output for one
/// question.
fn letters(said: &str, text: &str) -> String {
    let options = said.lines().filter_map(|line| line.split_once(". "));
    options
        .filter(|(letter, option)| letter.len() == 1 && option.starts_with(text))
        .map(|(letter, _)| letter.to_lowercase())
        .collect()
}

/// Splits the output of a session into its questions, in order.
fn questions(said: &str) -> Vec<&str> {
    said.split("\nQuestion ").skip(1).collect()
}
