//! The command line without a terminal: output and exit codes.
#![cfg(unix)]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "`SNAPSHOTS=overwrite` writes them so"
)]

mod support;

use serde_json::{Value, json};
use snapbox::cmd::Command;
use snapbox::str;
use support::{Home, broken, long, small, tables, terms, without_questions};

/// Returns the program in `home` as a command for assertions.
fn certdrill(home: &Home, args: &[&str]) -> Command {
    Command::from_std(home.command(args))
}

/// Asserts that the program prints a one-line error message and nothing to stdout that a pipe could
/// mistake for a result.
#[track_caller]
fn says(home: &Home, args: &[&str], code: i32, words: &[&str]) {
    let printed = home.run(args);
    assert_eq!(printed.code, code, "{args:?}: {}", printed.err);
    assert_eq!(printed.out, "", "{args:?}");
    assert_eq!(printed.err.lines().count(), 1, "{args:?}: {}", printed.err);
    assert!(printed.err.starts_with("certdrill: "), "{}", printed.err);
    for word in words {
        assert!(printed.err.contains(word), "{word} in {}", printed.err);
    }
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let printed = Home::new().run(&["--help"]);
    assert_eq!(printed.code, 0);
    for word in [
        "practice",
        "exam",
        "review",
        "stats",
        "bank",
        "--bank <PATH>",
        "Exit codes: 0 success",
    ] {
        assert!(printed.out.contains(word), "{word} in\n{}", printed.out);
    }
    let printed = Home::new().run(&["practice", "--help"]);
    for word in ["--topic", "--count", "--minutes", "--seed", "--bank"] {
        assert!(printed.out.contains(word), "{word} in\n{}", printed.out);
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    let home = Home::new();
    for args in [
        &["nonsense"][..],
        &["practice", "--count", "0"],
        &["practice", "--count", "many"],
        &["exam", "--minutes", "0"],
        &["exam", "--minutes", "100000"],
        &["practice", "--seed", "-1"],
        &["stats", "--yaml"],
        &["bank"],
    ] {
        let printed = home.run(args);
        assert_eq!(printed.code, 2, "{args:?}: {}", printed.err);
        assert!(!printed.err.is_empty(), "{args:?}");
    }
}

#[test]
fn a_topic_that_does_not_exist_is_named_with_those_that_do() {
    let home = Home::new();
    let bank = small();
    let args = ["practice", "--bank", &bank, "--topic", "nonsense"];
    says(
        &home,
        &args,
        2,
        &["unknown topic `nonsense`", "alpha, beta"],
    );
}

#[test]
fn bank_list_counts_topics_questions_and_facts() {
    let home = Home::new();
    certdrill(&home, &["bank", "list", "--bank", &small()])
        .assert()
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r"
A small bank (small)
alpha      6 questions      2 facts  Topic alpha
beta       6 questions      2 facts  Topic beta
          12 questions      4 facts

"]]);
}

#[test]
fn terms_are_counted_where_facts_are() {
    let home = Home::new();
    certdrill(&home, &["bank", "list", "--bank", &terms()])
        .assert()
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r"
A bank of terms (terms)
storage      1 question       0 facts      3 terms  Topic storage
network      0 questions      0 facts      1 term   Topic network
             1 question       0 facts      4 terms

"]]);
    let listed = home.run(&["bank", "list", "--json", "--bank", &terms()]);
    assert_eq!(listed.json()["terms"], 4);
    assert_eq!(listed.json()["topics"][0]["terms"], 3);
    let counted = home.run(&["bank", "stats", "--json", "--bank", &terms()]);
    assert_eq!(counted.json()["all"]["terms"], 4);
    assert_eq!(counted.json()["topics"][1]["terms"], 1);
    let checked = home.run(&["bank", "check", "--bank", &terms()]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    let summary = "terms: 1 question on 0 facts, 0 cells, 4 terms; ";
    assert!(checked.out.contains(summary), "{}", checked.out);
    let checked = home.run(&["bank", "check", "--json", "--bank", &terms()]);
    assert_eq!(checked.json()["counts"]["terms"], 4);
}

#[test]
fn bank_list_prints_json() {
    let listed = Home::new().run(&["bank", "list", "--json", "--bank", &small()]);
    let topic = |id: &str| json!({ "id": id, "title": format!("Topic {id}"), "questions": 6, "facts": 2, "terms": 0 });
    let expected = json!({
        "id": "small",
        "title": "A small bank",
        "version": 2,
        "license": "CC-BY-4.0",
        "questions": 12,
        "facts": 4,
        "terms": 0,
        "topics": [topic("alpha"), topic("beta")],
    });
    assert_eq!(listed.json(), expected);
}

#[test]
fn the_embedded_bank_is_listed_without_any_problem() {
    let listed = Home::new().run(&["bank", "list", "--json"]);
    assert_eq!(listed.err, "");
    let list = listed.json();
    assert_eq!(list["id"], "clf-c02");
    assert!(list["questions"].as_u64() >= Some(60), "{list}");
    assert!(list["facts"].as_u64() >= Some(50), "{list}");
}

#[test]
fn bank_check_passes_sound_banks_and_fails_broken_ones_with_3() {
    let home = Home::new();
    let check = |bank: &str, code: i32| {
        let printed = home.run(&["bank", "check", "--bank", bank]);
        assert_eq!(printed.code, code, "{bank}: {}{}", printed.out, printed.err);
        printed.out
    };
    assert_eq!(home.run(&["bank", "check"]).code, 0, "the embedded one");
    check(&small(), 0);
    check(&long(), 0);
    for (name, words) in [
        ("not-toml", "not-toml.toml:1:6"),
        ("no-right-option", "no-right-option.toml:20:1"),
        ("duplicate-id", "the question ID `twice` is used twice"),
        ("unknown-key", "unknown field `color`"),
        ("newer-format", "update certdrill"),
    ] {
        let out = check(&broken(name), 3);
        assert!(out.contains(words), "{words} in\n{out}");
    }
    let out = check("/nowhere/at/all", 3);
    assert!(out.contains("file or folder not found"), "{out}");
}

#[test]
fn a_bank_of_only_tables_or_only_terms_is_sound_and_can_be_drilled() {
    for (bank, drill) in [
        (tables(), &["drill", "--plain"][..]),
        (terms(), &["terms", "--plain"]),
    ] {
        let home = Home::new();
        let bank = without_questions(&home, &bank);
        let checked = home.run(&["bank", "check", &bank]);
        assert_eq!(checked.code, 0, "{}", checked.out);
        assert!(checked.out.contains(": 0 questions "), "{}", checked.out);
        assert!(!checked.out.contains("nothing-to-ask"), "{}", checked.out);
        let mut args = drill.to_vec();
        args.extend(["--bank", &*bank]);
        let drilled = home.run(&args);
        assert_eq!(drilled.code, 0, "{}{}", drilled.out, drilled.err);
        assert!(drilled.out.contains(" 1 of "), "{}", drilled.out);
        assert_eq!(home.run(&["stats", "--bank", &bank]).code, 0);
    }
}

#[test]
fn bank_check_prints_json() {
    let printed = Home::new().run(&["bank", "check", "--json", "--bank", &broken("duplicate-id")]);
    assert_eq!(printed.code, 3);
    let report: Value = serde_json::from_str(&printed.out).expect("it prints JSON");
    let rules: Vec<_> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["rule"])
        .collect();
    assert!(rules.contains(&&json!("duplicate-id")), "{report}");
}

#[test]
fn a_broken_bank_is_said_on_stderr_and_what_loads_is_listed() {
    let home = Home::new();
    for (name, questions, code) in [
        ("no-right-option", 2, 0),
        ("duplicate-id", 2, 0),
        ("unknown-key", 2, 0),
        ("not-toml", 0, 3),
        ("newer-format", 0, 3),
    ] {
        let printed = home.run(&["bank", "list", "--json", "--bank", &broken(name)]);
        assert_eq!(printed.code, code, "{name}: {}", printed.err);
        assert_eq!(printed.err.lines().count(), 1, "{}", printed.err);
        assert!(
            printed.err.contains("the bank has 1 problem"),
            "{}",
            printed.err
        );
        assert!(
            printed.err.contains("certdrill bank check"),
            "{}",
            printed.err
        );
        let list: Value = serde_json::from_str(&printed.out).expect("it prints JSON");
        assert_eq!(list["questions"], questions, "{name}");
    }
}

#[test]
fn texts_of_a_bank_print_no_escapes() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let evil = folder.path().join("evil\u{1b}[31m\u{202e}.toml");
    std::fs::write(&evil, "\u{1b}]52;c;aGVsbG8=\u{7}\u{202e} = =\n").expect("written");
    for bank in [broken("escapes"), evil.to_str().expect("UTF-8").to_owned()] {
        for command in [
            &["bank", "list"][..],
            &["bank", "list", "--json"],
            &["bank", "check"],
            &["bank", "check", "--json"],
            &["stats"],
            &["stats", "--json"],
            &["practice", "--topic", "\u{1b}[31mred\u{202e}"],
        ] {
            let mut args = command.to_vec();
            args.extend(["--bank", &*bank]);
            let printed = home.run(&args);
            for text in [printed.out, printed.err] {
                for hidden in ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{200b}'] {
                    assert!(!text.contains(hidden), "{hidden:?} of {args:?} in {text:?}");
                }
            }
        }
    }
}

#[test]
fn stats_before_the_first_answer_say_how_to_begin() {
    let printed = Home::new().run(&["stats", "--bank", &small()]);
    assert_eq!((printed.code, &*printed.err), (0, ""));
    assert!(
        printed
            .out
            .contains("No answers yet. Run `certdrill practice`")
    );
}

#[test]
fn stats_tell_answers_topics_missed_and_sessions() {
    let home = Home::new();
    let bank = small();
    let args = [
        "practice", "--bank", &*bank, "--topic", "alpha", "--count", "2", "--seed", "5",
    ];
    let mut program = home.start(&args);
    let missed = program.asks();
    program.answers_wrong();
    program.goes_on();
    program.answers_right();
    program.press(support::ENTER);
    program.sees("1 of 2 correct");
    program.press("q");
    program.sees("1  Practice");
    program.press("q");
    program.ends();

    let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
    assert_eq!(stats["bank"], "small");
    assert_eq!(stats["questions"], 12);
    assert_eq!(stats["seen"], 2);
    assert_eq!(stats["all"], json!({ "right": 1, "answers": 2 }));
    let topic = |id: &str, right: u8, answers: u8| json!({ "topic": id, "title": format!("Topic {id}"), "right": right, "answers": answers });
    assert_eq!(
        stats["topics"],
        json!([topic("alpha", 1, 2), topic("beta", 0, 0)])
    );
    assert_eq!(stats["missed"][0]["question"], missed);
    assert_eq!(stats["missed"][0]["right_since"], 0);
    let session = &stats["sessions"][0];
    assert_eq!(session["kind"], "practice");
    assert_eq!(session["seed"], 5);
    assert_eq!(
        (&session["right"], &session["questions"]),
        (&json!(1), &json!(2))
    );
    assert!(session["ended_ms"].as_i64() >= session["began_ms"].as_i64());

    let told = home.run(&["stats", "--bank", &bank]).out;
    let answers = "2 answers to questions: 1 of 2 correct. 2 of 12 questions seen.";
    assert!(told.contains(answers), "{told}");
    assert!(told.contains(" due, 1 question missed, "), "{told}");
    assert!(told.contains("Topic alpha: 1 of 2 correct"), "{told}");
}

#[test]
fn the_same_seed_gives_the_same_session_on_another_machine() {
    let asked = |home: &Home| {
        let bank = small();
        let mut program = home.start(&["practice", "--bank", &bank, "--seed", "11"]);
        let mut pages = Vec::new();
        for place in 1..=4 {
            pages.push(program.asks_number(place).options());
            program.press("n");
        }
        pages
    };
    assert_eq!(asked(&Home::new()), asked(&Home::new()));
}

#[test]
fn a_command_on_a_bank_that_cannot_be_used_exits_with_3() {
    let home = Home::new();
    says(
        &home,
        &["stats", "--bank", &broken("not-toml")],
        3,
        &["certdrill bank check"],
    );
    says(
        &home,
        &["stats", "--bank", "/nowhere"],
        3,
        &["certdrill bank check"],
    );
    for command in ["practice", "exam", "placement", "learn", "drill", "terms"] {
        let args = ["--plain", command, "--bank", &*broken("not-toml")];
        says(&home, &args, 3, &["no usable questions"]);
    }
    for command in ["list", "stats", "disputes"] {
        let args = ["bank", command, "--bank", "/nowhere"];
        says(&home, &args, 3, &["/nowhere: file or folder not found"]);
    }
}

#[test]
fn arguments_that_are_not_utf8_do_no_harm() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let home = Home::new();
    let odd = OsStr::from_bytes(b"/tmp/\xff\xfe\x1b[31m");
    for args in [
        &[odd][..],
        &["--bank".as_ref(), odd, "bank".as_ref(), "list".as_ref()],
    ] {
        let output = home.command(&[]).args(args).output().expect("it starts");
        assert!(
            output
                .status
                .code()
                .is_some_and(|code| code == 2 || code == 3),
            "{output:?}"
        );
        assert!(
            !output.stderr.contains(&0x1b) && !output.stdout.contains(&0x1b),
            "{output:?}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let printed = Home::new().run_without_reader(&["bank", "list", "--json"]);
    assert_eq!((printed.code, &*printed.err), (0, ""));
}

#[test]
fn stats_of_a_task_and_a_domain_include_their_readiness() {
    let home = Home::new();
    home.script(&["practice", "--count", "1"], &["a", "", "q"]);
    let task = home.run(&["stats", "--task", "3.6"]).out;
    let (_, readiness) = task.split_once("\nReadiness\n").expect("a section");
    let lines: Vec<_> = readiness.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "  Cloud Technology and Services: too few answers, 34% of the exam.",
            "  3.6 Storage services: too few answers, 4.25% of the exam."
        ]
    );
    assert!(!readiness.contains("  3.5 "), "{readiness}");
    let domain = home.run(&["stats", "--domain", "billing"]).out;
    let (_, readiness) = domain.split_once("\nReadiness\n").expect("a section");
    assert_eq!(readiness.matches("\n  4.").count(), 3, "{domain}");
}

#[test]
fn sessions_are_limited_to_domains_tasks_and_topics() {
    let home = Home::new();
    for scope in [
        ["--domain", "security"],
        ["--task", "2.1"],
        ["--topic", "encryption"],
    ] {
        let args = [&["practice", "--count", "1"][..], &scope].concat();
        let mut talk = home.talk(&args);
        talk.hears("Question 1");
        talk.types("q");
    }
    for (scope, said) in [
        (
            ["--domain", "magic"],
            "unknown domain `magic`; valid domains: concepts, security",
        ),
        (["--task", "9.9"], "unknown task `9.9`; valid tasks: "),
        (
            ["--topic", "magic"],
            "unknown topic `magic`; valid topics: ",
        ),
    ] {
        let printed = home.run(&[&["practice"][..], &scope].concat());
        assert_eq!(printed.code, 2, "{}", printed.err);
        assert!(printed.err.contains(said), "{}", printed.err);
    }
}

#[test]
fn commands_paths_and_host_names_are_not_checked_as_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let bank = folder.path().join("commands.toml");
    let text = r#"
[bank]
id = "c"
title = "Commands"

[[topic]]
id = "t"
title = "T"

[[question]]
id = "q"
topic = "t"
stem = "Which command lists the objects of the bucket `s3://not-only-logs`?"
explanation = "The command is `aws s3 ls`."
option = [
  { id = "a", text = "`aws s3 ls s3://logs`", correct = true, why = "`ls` lists." },
  { id = "b", text = "aws s3 rm --recursive --all", why = "That command is `rm`." },
  { id = "c", text = "`curl https://all.example.com/every/key`", why = "That is `curl`." },
  { id = "d", text = "/usr/bin/always", why = "That is a path." },
]
"#;
    std::fs::write(&bank, text).expect("written");
    let checked = Home::new().run(&["bank", "check", "--bank", bank.to_str().expect("UTF-8")]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(
        checked.out.contains("0 errors, 0 warnings"),
        "{}",
        checked.out
    );
}
