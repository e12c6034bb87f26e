//! Plain mode through its outer doors: the real program in pipes and in a
//! terminal, one file a subject.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

mod cells;
mod guide;
mod lines;
mod menu;
mod mock_exams;
mod modes;
mod parity;
mod sessions;
mod tables;
mod terms;
mod text;
mod time;

use support::{Home, Printed, small};

/// A script on the small bank that ends well and writes nothing but lines.
#[track_caller]
fn script(home: &Home, args: &[&str], lines: &[&str]) -> String {
    let bank = small();
    let mut all = args.to_vec();
    all.extend(["--bank", &*bank]);
    let Printed { out, err, code } = home.script(&all, lines);
    assert_eq!((code, &*err), (0, ""), "{out}");
    out
}

/// The letters of the options that begin with `text` in what was said of one
/// question, as they are typed.
fn letters(said: &str, text: &str) -> String {
    let options = said.lines().filter_map(|line| line.split_once(". "));
    options
        .filter(|(letter, option)| letter.len() == 1 && option.starts_with(text))
        .map(|(letter, _)| letter.to_lowercase())
        .collect()
}

/// What is said of each question of a session, in their order.
fn questions(said: &str) -> Vec<&str> {
    said.split("\nQuestion ").skip(1).collect()
}
