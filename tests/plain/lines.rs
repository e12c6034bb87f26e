//! Input and output in plain mode: end of input, long lines, and closed output.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use crate::support::{Home, small};
use crate::{questions, script};

#[test]
fn the_end_of_input_keeps_the_session_and_is_no_error() {
    let home = Home::new();
    let out = script(&home, &["practice", "--topic", "alpha"], &["a", ""]);
    assert!(
        out.ends_with("Saved: practice, question 2 of 6. Run certdrill to continue.\n"),
        "{out}"
    );
    home.open_small()
        .reads("Continue the practice session: question 2 of 6");
    // Empty input also ends the program.
    let printed = home.run(&["--plain", "--bank", &small()]);
    assert_eq!((printed.code, &*printed.err), (0, ""));
    assert!(
        printed.out.contains("0. Continue the practice session"),
        "{}",
        printed.out
    );
}

#[test]
fn the_flag_may_stand_before_or_after_the_command() {
    for args in [
        ["--plain", "practice", "--seed", "7"],
        ["practice", "--seed", "7", "--plain"],
    ] {
        let printed = Home::new().run(&args);
        assert_eq!((printed.code, &*printed.err), (0, ""), "{args:?}");
        assert!(printed.out.contains("Question 1 of 10."), "{}", printed.out);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error_and_the_session_is_kept() {
    let home = Home::new();
    let bank = small();
    let args = ["practice", "--topic", "alpha", "--plain", "--bank", &bank];
    let mut child = home
        .command(&args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    reader.read_line(&mut first).expect("a line");
    assert_eq!(first, "Practice.\n");
    drop(reader);
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(b"n\nn\n").expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
    home.open_small()
        .reads("Continue the practice session: question 2 of 6");
}

#[test]
fn lines_that_mean_nothing_do_no_harm() {
    let home = Home::new();
    let mut practice = home.talk(&["practice", "--topic", "alpha", "--bank", &small()]);
    practice.hears("Your answer?");
    for line in [
        "\u{1b}[A",
        "\0\u{7f}",
        "x",
        "g -1",
        "g 99999999999999999999",
        "äöü",
        "1 2 3 q",
    ] {
        practice.types(line).hears("Your answer?");
    }
    let long = "a".repeat(3_000_000);
    practice.types(&long).hears("Enter for the next question.");
    practice
        .types("q")
        .hears("Saved: practice, question 1 of 6.");
    assert_eq!(practice.ends().code, 0);
}

#[test]
fn no_order_of_lines_brings_it_down() {
    let words = [
        "",
        "",
        "",
        "a",
        "b",
        "a b",
        "c d",
        "e",
        "n",
        "p",
        "u",
        "f",
        "s",
        "s sure",
        "s none",
        "x a",
        "x c",
        "g",
        "g 2",
        "g 0",
        "r",
        "y",
        "r",
        "y",
        "l",
        "m",
        "t",
        "?",
        "d",
        "all",
        "wrong",
        "q",
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "2 3",
        "3 2",
        "1 1",
        "5 flagged",
        "6 end",
        "what",
    ];
    // A reproducible sequence of random numbers (a linear congruential generator with Knuth's
    // constants).
    let mut state = 42_u64;
    let mut word = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        words[(state >> 33) as usize % words.len()]
    };
    let home = Home::new();
    for args in [
        &[][..],
        &["practice", "--count", "3"],
        &["exam", "--count", "3"],
        &["drill"],
    ] {
        for _ in 0..2 {
            let lines: Vec<_> = (0..300).map(|_| word()).collect();
            let printed = home.script(args, &lines);
            assert_eq!((printed.code, &*printed.err), (0, ""), "{args:?} {lines:?}");
        }
    }
}

#[test]
fn thousands_of_lines_are_dealt_with_one_by_one() {
    let home = Home::new();
    let mut lines = vec!["n"; 2_000];
    lines.push("q");
    let out = script(&home, &["practice", "--topic", "alpha"], &lines);
    assert_eq!(questions(&out).len(), 2_001);
    assert!(out.contains("Saved: practice"), "it is still open");
}

#[test]
fn what_cannot_be_begun_is_one_sentence_and_a_code() {
    let home = Home::new();
    let bank = small();
    for (args, code, words) in [
        (
            &["practice", "--topic", "no\u{1b}[31m"][..],
            2,
            "unknown topic `no<U+001B>[31m`",
        ),
        (&["review"], 2, "no missed questions to review"),
        (&["drill"], 2, "no table cells to drill"),
    ] {
        let mut all = vec!["--plain", "--bank", &*bank];
        all.extend(args);
        let printed = home.run(&all);
        assert_eq!((printed.code, &*printed.out), (code, ""), "{args:?}");
        assert_eq!(printed.err.lines().count(), 1, "{}", printed.err);
        assert!(printed.err.contains(words), "{}", printed.err);
    }
}

#[test]
fn a_path_that_is_not_utf8_does_no_harm() {
    use std::os::unix::ffi::OsStrExt as _;
    let odd = std::ffi::OsStr::from_bytes(b"/tmp/\xff\xfe\x1b[31m");
    let mut command = Home::new().command(&["--plain", "--bank"]);
    let output = command.arg(odd).output().expect("it starts");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        !output.stderr.contains(&0x1b) && output.stdout.is_empty(),
        "{output:?}"
    );
}

#[test]
fn without_a_terminal_the_way_in_is_named() {
    let printed = Home::new().run(&["practice"]);
    assert_eq!(printed.code, 2);
    assert!(
        printed.err.contains("`certdrill --plain`"),
        "{}",
        printed.err
    );
}
