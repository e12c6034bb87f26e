//! The text of plain mode: no escape sequences, no long lines, and ASCII on request.

use std::process::Stdio;

use crate::support::{Home, Talk, broken, small};

const ODD: &str = r#"
format = 1
[bank]
id = "odd"
title = "Größe – “odd”"
about = "日本"
[[topic]]
id = "all"
title = "Topic · all"
[[question]]
id = "one"
stem = "Stem × naïve…"
explanation = "Rule → it."
[[question.option]]
text = "Right ≤ 1"
correct = true
why = "Reason – right."
[[question.option]]
text = "Wrong ≥ 1"
why = "Reason ’wrong’."
"#;

/// Input that goes through the whole menu and shows all text in a bank.
const ALL: [&str; 19] = [
    "1", "", "a", "", "r", "", "", "", "5", "1", "1", "", "q", "q", "4", "1", "d", "q", "q",
];

#[test]
fn a_plain_locale_gets_ascii_alone_and_loses_nothing() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let bank = folder.path().join("odd.toml");
    std::fs::write(&bank, ODD).expect("written");
    let bank = bank.to_str().expect("UTF-8");
    for locale in ["C", "POSIX"] {
        let mut command = home.command(&["--plain", "--bank", bank]);
        command.env("LC_ALL", locale);
        let mut talk = Talk::start(command);
        for line in ALL {
            talk.writes(&format!("{line}\n"));
        }
        talk.writes("?\n");
        let out = talk.ends().out;
        assert!(out.is_ascii(), "{out}");
        for text in [
            "Gr<U+00F6><U+00DF>e - \"odd\"",
            "<U+65E5><U+672C>",
            "Stem x na<U+00EF>ve...",
            "Right <= 1",
            "Reason 'wrong'.",
            "Rule: Rule -> it.",
        ] {
            assert!(out.contains(text), "{text} in {out}");
        }
    }
    // In a UTF-8 locale, all characters are unchanged.
    let out = home.script(&["--bank", bank], &ALL).out;
    for text in ["Größe – “odd”", "日本", "Stem × naïve…"] {
        assert!(out.contains(text), "{text} in {out}");
    }
}

#[test]
fn texts_that_would_steer_a_terminal_are_told_as_marks() {
    let home = Home::new();
    let bank = broken("escapes");
    let out = home.script(&["--bank", &bank], &ALL).out;
    for hidden in ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{200b}', '\r'] {
        assert!(!out.contains(hidden), "{hidden:?} in {out:?}");
    }
    for mark in [
        "Stem <U+001B>[2J",
        "Rule <U+001B>]0;title",
        "<U+202E> of steers",
        "<U+200B>",
    ] {
        assert!(out.contains(mark), "{mark} in {out}");
    }
}

#[test]
fn lines_in_a_pipe_are_at_most_80_columns_but_for_addresses() {
    let mut lines = ["a", "a b", ""].repeat(10);
    lines.extend(["r", "y", "r", "", "", "d"]);
    let out = Home::new().script(&["practice", "--seed", "4"], &lines).out;
    assert!(out.contains("result."), "{out}");
    for line in out.lines().filter(|line| !line.contains("https://")) {
        assert!(line.chars().count() <= 80, "{line}");
        assert_eq!(line.trim_end(), line, "no blanks at its end");
    }
    let addresses: Vec<_> = out
        .lines()
        .filter(|line| line.contains("https://"))
        .collect();
    assert!(!addresses.is_empty());
    for address in addresses {
        assert_eq!(address.split_whitespace().count(), 1, "{address} is whole");
    }
}

#[test]
fn a_bank_with_nothing_usable_is_an_error_and_one_with_less_is_said() {
    let home = Home::new();
    for command in [&["--plain"][..], &["--plain", "practice"]] {
        let mut args = command.to_vec();
        let bank = broken("not-toml");
        args.extend(["--bank", &*bank]);
        let printed = home.run(&args);
        assert_eq!((printed.code, &*printed.out), (3, ""), "{args:?}");
        assert!(
            printed
                .err
                .contains("run `certdrill bank check` for details"),
            "{}",
            printed.err
        );
    }
    let printed = home.run(&["--plain", "--bank", &broken("unknown-key")]);
    assert_eq!(printed.code, 0);
    assert!(
        printed
            .out
            .contains("The bank has 1 problem. Run `certdrill bank check` for details."),
        "{}",
        printed.out
    );
}

#[test]
fn without_a_history_all_works_and_nothing_is_kept() {
    let home = Home::new();
    std::fs::create_dir(home.history_to_be()).expect("a folder in its place");
    let args = [
        "practice",
        "--topic",
        "alpha",
        "--count",
        "1",
        "--bank",
        &small(),
    ];
    let printed = home.script(&args, &["a", "", "q"]);
    assert_eq!(printed.code, 0);
    assert!(
        printed.out.contains("Answers are not saved: "),
        "{}",
        printed.out
    );
    assert!(printed.out.contains("of 1 correct"), "{}", printed.out);
    let left = home.script(&args, &["q"]).out;
    assert!(left.contains("Some answers could not be saved"), "{left}");
}

#[test]
fn a_damaged_history_is_told_with_the_way_back() {
    let home = Home::new();
    let bank = small();
    assert_eq!(
        home.script(&["practice", "--bank", &bank], &["a", "q"])
            .code,
        0
    );
    std::fs::write(home.history(), "no database at all").expect("written");
    let printed = home.script(&["--bank", &bank], &["q"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    let told: Vec<_> = printed.out.split_whitespace().collect();
    let told = told.join(" ");
    assert!(
        told.contains("Damaged history saved as history.db"),
        "{told}"
    );
    assert!(
        told.contains("Run `certdrill history restore` to list backups."),
        "{told}"
    );
}

#[test]
fn closed_descriptors_do_no_harm() {
    let home = Home::new();
    let status = home
        .command(&["--plain", "practice", "--bank", &small()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it starts");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn code_keeps_its_lines_and_loses_its_marks() {
    let home = Home::new();
    let path = home.banks().join("code.toml");
    let bank = "format = 1\n[bank]\nid = \"code\"\ntitle = \"Code\"\n\
        [[question]]\nid = \"q\"\nexplanation = \"Use **quotes**.\"\n\
        stem = \"\"\"\nWhat is wrong here?\n```yaml\nkind: Pod\n  name: a\n```\"\"\"\n\
        [[question.option]]\ntext = \"Run `kubectl apply`\"\ncorrect = true\nwhy = \"So.\"\n\
        [[question.option]]\ntext = \"Nothing\"\nwhy = \"No.\"\n";
    std::fs::write(&path, bank).expect("the folder is the test's");
    let path = path.display().to_string();
    let mut practice = home.talk(&["practice", "--bank", &path]);
    let asked = practice.hears("Your answer?");
    assert!(
        asked.contains("What is wrong here?\nkind: Pod\n  name: a\n"),
        "{asked}"
    );
    assert!(asked.contains("Run kubectl apply\n"), "{asked}");
    practice.types("a").hears("Rule: Use quotes.");
}
