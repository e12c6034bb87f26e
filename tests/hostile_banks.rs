//! Untrusted banks: random banks and valid banks with changes. These tests sample the same inputs
//! that `fuzz/` explores by coverage. `PROPTEST_CASES` sets the number of cases.

#[path = "hostile/promises.rs"]
mod promises;
mod support;

use std::fs;
use std::path::Path;

use certdrill::bank::{Origin, load};
use proptest::collection::vec;
use proptest::prelude::*;
use support::small;

/// Fragments of text that have a meaning in TOML, in a bank, or in a terminal.
const WORDS: &[&str] = &[
    "[[question]]\n",
    "[[question.option]]\n",
    "[bank]\n",
    "[exam]\n",
    "[[topic]]\n",
    "[[fact]]\n",
    "[[matrix]]\n",
    "[[matrix.row]]\n",
    "[matrix.row.cells]\n",
    "format = 2\n",
    "minutes = 4294967295\n",
    "weight = 0\n",
    "columns = []\n",
    "id = \"q01\"\n",
    "id = 'q\u{301}'\n",
    "stem = \"\"\n",
    "correct = true\n",
    "correct = 1\n",
    "asks = [\"owner/os/rds\"]\n",
    "option = [",
    "{ text = \"A\", correct = true, why = \"So.\" },",
    "]\n",
    "\"\"\"",
    "'''",
    "\\u001B[2J",
    "\\u202E",
    "\u{1b}]52;c;aGk=\u{7}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\r",
    "\r\n",
    "=",
    "====",
    "[[[[[[[[",
    "{{{{{{{{",
    "9999999999999999999999",
    "1979-05-27T07:32:00Z",
    "nan",
    "# ",
];

fn words() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        8 => prop::sample::select(WORDS).prop_map(|it| it.as_bytes().to_vec()),
        2 => "[a-z]{1,8} = \"\\PC{0,40}\"\n".prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..12),
    ];
    vec(word, 0..40).prop_map(|words| words.concat())
}

/// Generates one change: the position and length of the part to remove, as fractions of the whole,
/// and its replacement.
fn change() -> impl Strategy<Value = (f64, f64, Vec<u8>)> {
    (0.0..1.0, 0.0..0.2, words())
}

/// Returns a bank that contains every kind of item.
fn sound() -> Vec<u8> {
    const MATRIX: &str = r#"
[[matrix]]
id = "owner"
title = "Who is responsible?"
values = ["aws", "customer", "both"]
columns = [{ id = "ec2", title = "EC2" }, { id = "rds", title = "RDS" }]

[[matrix.row]]
id = "os"
title = "Operating system"
[matrix.row.cells]
ec2 = { is = "customer", why = "You do." }
rds = { is = "aws", why = "AWS does." }
"#;
    let read = |name| {
        let path = Path::new(&small()).join(name);
        fs::read_to_string(path).expect("the fixture can be read")
    };
    let bank = read("bank.toml") + MATRIX + &read("beta.toml");
    bank.into_bytes()
}

#[test]
fn the_bank_that_is_changed_is_sound() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    fs::write(&path, sound()).expect("written");
    let loaded = load(&Origin::Path(path));
    assert!(
        loaded.problems.is_empty(),
        "{}",
        loaded.problems[0].render(false)
    );
    assert_eq!(
        (loaded.bank.questions.len(), loaded.bank.matrices.len()),
        (6, 1)
    );
}

#[track_caller]
fn holds(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    promises::bank(bytes, &folder.path().join("bank.toml"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        holds(&bytes);
    }

    #[test]
    fn anything_made_of_what_banks_are_made_of(bytes in words()) {
        holds(&bytes);
    }

    #[test]
    fn a_sound_bank_that_somebody_changed(changes in vec(change(), 1..6)) {
        let mut bytes = sound();
        for (at, length, instead) in changes {
            let all = bytes.len() as f64;
            let from = (at * all) as usize;
            let to = from + (length * length * (all - from as f64)) as usize;
            bytes.splice(from..to, instead);
        }
        holds(&bytes);
    }
}

/// Runs the same checks on all known broken banks.
#[test]
fn every_broken_bank_of_the_tests() {
    let folder = Path::new(&small()).with_file_name("broken");
    for entry in fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("readable").path();
        holds(&fs::read(path).expect("readable"));
    }
}
