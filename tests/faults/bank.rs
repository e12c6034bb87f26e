//! Broken banks, hostile banks, and files that are not banks, opened by the real program.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use certdrill::bank::{Loaded, Origin, load};
use certdrill::text::clean;
use proptest::prelude::*;
use serde_json::Value;

use crate::banks::{bank, card, one_question, question, quoted};
use crate::escapes::only_its_own;
use crate::support::{ENTER, Home, small};

/// The maximum time to reject a bank on a busy machine.
const SOON: Duration = Duration::from_secs(20);

/// The result of a bank check: the rule, location, message, and help of every error, and the number
/// of usable questions.
struct Found {
    errors: Vec<Value>,
    usable: u64,
    code: i32,
}

#[track_caller]
fn check(path: &str) -> Found {
    let home = Home::new();
    let begun = Instant::now();
    let checked = home.run(&["bank", "check", "--json", "--bank", path]);
    let report: Value = serde_json::from_str(&checked.out).expect("it prints JSON");
    let listed = home.run(&["bank", "list", "--json", "--bank", path]);
    assert!(begun.elapsed() < SOON, "it took {:?}", begun.elapsed());
    let list: Value = serde_json::from_str(&listed.out).expect("it prints JSON");
    for text in [&checked.out, &checked.err, &listed.out, &listed.err] {
        assert!(
            text.len() < 100_000,
            "{} bytes are too many to read",
            text.len()
        );
        only_its_own(text.replace('\n', "").as_bytes());
    }
    let findings = report["findings"].as_array().expect("a list");
    let is_error = |it: &&Value| it["severity"] == "error";
    Found {
        errors: findings.iter().filter(is_error).cloned().collect(),
        usable: list["questions"].as_u64().expect("a number"),
        code: checked.code,
    }
}

/// Asserts that the check finds exactly one error, with this rule, this text, and a help line, and
/// that `usable` questions remain.
#[track_caller]
fn refused(path: &str, rule: &str, says: &str, usable: u64) {
    let found = check(path);
    let texts: Vec<_> = found.errors.iter().map(Value::to_string).collect();
    assert_eq!(found.errors.len(), 1, "{texts:#?}");
    let error = &found.errors[0];
    assert_eq!(error["rule"], rule, "{texts:?}");
    assert!(texts[0].contains(says), "{says} in {texts:?}");
    assert!(
        error["help"].as_str().is_some_and(|it| !it.is_empty()),
        "{texts:?}"
    );
    assert_eq!(found.usable, usable, "what can be used");
    assert_eq!(found.code, 3);
}

fn sound() -> String {
    card() + &question("sound", "Is it sound?", &["Yes it is", "No it is not"])
}

/// Returns a bank with these exam figures and one topic in the exam's only domain.
fn with_exam(minutes: &str, weight: &str) -> String {
    format!(
        "[bank]\nid = \"e\"\ntitle = \"E\"\n[exam]\nminutes = {minutes}\nscored = 2\n\
         scale = {{ min = 0, max = 100, pass = 70 }}\n\
         domains = [\n{{ id = \"d\", title = \"D\", weight = {weight} }},\n]\n\
         [[topic]]\nid = \"t\"\ntitle = \"T\"\ndomain = \"d\"\n"
    ) + &question("only", "Is it sound?", &["Yes it is", "No it is not"])
        .replace("stem", "topic = \"t\"\nstem")
}

#[test]
fn one_wrong_number_of_the_exam_costs_the_exam_alone_and_is_told_on_its_line() {
    for (minutes, weight, line) in [
        ("0", "100", 5),
        ("-1", "100", 5),
        ("nan", "100", 5),
        ("\"ninety\"", "100", 5),
        ("99999999999", "100", 5),
        ("90", "0", 9),
        ("90", "1.5", 9),
    ] {
        let bank = bank(with_exam(minutes, weight));
        refused(bank.path(), "bad-exam", "until then, mock exams use", 1);
        let error = &check(bank.path()).errors[0];
        assert_eq!(error["line"], line, "{minutes} {weight}: {error}");
    }
}

#[test]
fn an_odd_id_of_a_bank_is_reported_and_the_bank_works() {
    for id in ["", "UPPER", "../../etc/passwd", "\u{e9}"] {
        let card = format!("[bank]\nid = {}\ntitle = \"T\"\n", quoted(id));
        let bank = bank(card + &question("only", "Is it sound?", &["Yes it is", "No it is not"]));
        refused(bank.path(), "bad-id", "is not a valid bank ID", 1);
    }
}

#[test]
fn options_that_look_alike_are_refused_however_their_letters_are_written() {
    for (one, other) in [
        ("Caf\u{e9}", "Cafe\u{301}"),
        (
            "\u{d55c}\u{ae00}",
            "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
        ),
        ("The \u{fb01}rst", "The first"),
        ("Soft\u{ad}ware", "Software"),
    ] {
        let bank = one_question("Which?", &[one, other]);
        refused(bank.path(), "options-alike", "", 0);
    }
}

#[test]
fn thousands_of_mistakes_are_counted_and_not_written_in_full() {
    let bank = bank(card() + &"[[question]]\n".repeat(5000));
    let checked = Home::new().run(&["bank", "check", "--bank", bank.path()]);
    assert_eq!(checked.code, 3);
    assert_eq!(checked.out.matches("error[").count(), 100);
    let end: Vec<_> = checked.out.lines().rev().take(3).collect();
    assert!(end[2].starts_with("… and 4,900 more."), "{end:?}");
    assert!(end[0].contains("5,000 errors"), "{end:?}");
}

#[test]
fn nesting_without_end_and_a_million_equal_signs_are_a_short_error() {
    let deep = |open: &str, close: &str| {
        format!("x = {}{}\n", open.repeat(100_000), close.repeat(100_000))
    };
    for text in [
        deep("[", "]"),
        deep("[", ""),
        deep("{a=", "}"),
        format!("{} = 1\n", "a.".repeat(100_000) + "a"),
        format!("[{}]\n", "a.".repeat(100_000) + "a"),
        "=".repeat(1_000_000),
        "a = \"".to_owned() + &"x".repeat(1_000_000),
        "[[".repeat(500_000),
        "\"\"\"".repeat(300_000),
    ] {
        let found = check(bank(&text).path());
        assert_eq!((found.code, found.usable), (3, 0), "{text:.20}");
        assert!(
            (1..10).contains(&found.errors.len()),
            "{}",
            found.errors.len()
        );
    }
}

#[test]
fn what_is_too_large_or_no_file_is_refused_after_a_bounded_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let large = folder.path().join("large.toml");
    let file = fs::File::create(&large).expect("made");
    file.set_len(65 * 1024 * 1024).expect("a file with a hole");
    let fifo = folder.path().join("fifo.toml");
    make_fifo(&fifo);
    for (path, why) in [
        (large.to_str().expect("UTF-8"), "larger than 64 MiB"),
        (fifo.to_str().expect("UTF-8"), "not a regular file"),
        ("/dev/zero", "not a regular file"),
        ("/dev/null", "not a regular file"),
    ] {
        refused(path, "unreadable", why, 0);
    }
    // In a folder, the file is skipped and the other files are loaded.
    fs::remove_file(&large).expect("removed");
    fs::write(folder.path().join("sound.toml"), sound()).expect("written");
    refused(
        folder.path().to_str().expect("UTF-8"),
        "unreadable",
        "not a regular file",
        1,
    );
}

fn make_fifo(path: &Path) {
    let made = rustix::fs::mknodat(
        rustix::fs::CWD,
        path,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    );
    made.expect("a FIFO");
}

#[test]
fn a_field_that_is_too_long_is_refused_wherever_it_stands() {
    let long = "long ".repeat(4_000);
    let head = "[bank]\nid = \"b\"\ntitle = \"T\"\n[[topic]]\nid = \"t\"\ntitle = \"T\"\n";
    let fact = |says: &str| format!("[[fact]]\nid = \"f\"\ntopic = \"t\"\nsays = \"{says}\"\n");
    let matrix = |why: &str| {
        format!(
            "[[matrix]]\nid = \"m\"\ntitle = \"M\"\nvalues = [\"a\", \"b\"]\n\
             columns = [{{ id = \"c\", title = \"C\" }}]\n\
             [[matrix.row]]\nid = \"r\"\ntitle = \"R\"\notherwise = {{ is = \"a\", why = \"{why}\" }}\n"
        )
    };
    let sound = question("sound", "Is it sound?", &["Yes it is", "No it is not"]);
    for (what, table) in [
        ("a stem", question("bad", &long, &["Yes", "No"])),
        ("an option", question("bad", "Is it?", &["Yes", &long])),
        ("a fact", fact(&long)),
        ("a cell", matrix(&long)),
        (
            "a topic",
            format!("[[topic]]\nid = \"u\"\ntitle = \"{long}\"\n"),
        ),
    ] {
        let made = bank(format!("{head}{table}{sound}"));
        let found = check(made.path());
        assert_eq!(found.errors.len(), 1, "{what}: {:?}", found.errors);
        assert_eq!(found.errors[0]["rule"], "too-long", "{what}");
        assert_eq!(found.usable, 1, "{what}");
    }
}

#[test]
fn duplicate_and_unknown_names_are_told_with_line_column_and_a_way_out() {
    let twice = sound() + "\n[[question]]\nid = \"bad\"\nid = \"worse\"\nstem = \"S\"\n";
    refused(
        bank(twice).path(),
        "malformed",
        "`id` appears twice in this table",
        1,
    );
    let home = Home::new();
    let same = sound() + &question("sound", "Again?", &["Yes", "No"]);
    let made = bank(&same);
    refused(made.path(), "duplicate-id", "used twice", 1);
    let told = home.run(&["bank", "check", "--bank", made.path()]).out;
    assert!(told.contains("bank.toml:15:6"), "{told}");
    assert!(told.contains("help: rename one of them"), "{told}");
    let unknown = sound() + "\n[[question]]\nid = \"bad\"\ncolor = \"red\"\nstem = \"S\"\n";
    refused(
        bank(unknown).path(),
        "malformed",
        "unknown field `color`",
        1,
    );
}

#[test]
fn a_question_that_cannot_be_asked_fails_alone() {
    let option = |text: &str, right: bool| {
        let mark = if right { "correct = true\n" } else { "" };
        format!("[[question.option]]\ntext = {}\n{mark}", quoted(text))
    };
    let bad = |stem: &str, options: &[String]| {
        let head = format!("\n[[question]]\nid = \"bad\"\nstem = {}\n", quoted(stem));
        sound() + &head + &options.concat()
    };
    for (rule, text) in [
        (
            "no-right-option",
            bad("S?", &[option("a", false), option("b", false)]),
        ),
        (
            "all-right",
            bad("S?", &[option("a", true), option("b", true)]),
        ),
        (
            "blank-text",
            bad(" \u{a0}\t", &[option("a", true), option("b", false)]),
        ),
        (
            "blank-text",
            bad("S?", &[option("a", true), option("", false)]),
        ),
        ("option-count", bad("S?", &[option("a", true)])),
        ("option-count", bad("S?", &[])),
        (
            "options-alike",
            bad(
                "S?",
                &[option("Same thing", true), option(" Same  thing. ", false)],
            ),
        ),
    ] {
        refused(bank(text).path(), rule, "bad", 1);
    }
}

#[test]
fn every_way_to_write_text_is_read_or_named() {
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        let mut text = mark.to_vec();
        text.extend(sound().encode_utf16().flat_map(bytes));
        text
    };
    let read: [Vec<u8>; 4] = [
        format!("\u{feff}{}", sound()).into_bytes(),
        sound().replace('\n', "\r\n").into_bytes(),
        sound().replace('\n', "\r").into_bytes(),
        format!("\u{feff}{}", sound().replace('\n', "\r\n")).into_bytes(),
    ];
    for bytes in read {
        let found = check(bank(&bytes).path());
        assert_eq!(
            (found.errors.len(), found.usable),
            (0, 1),
            "{:?}",
            found.errors
        );
    }
    for bytes in [
        utf16(u16::to_le_bytes, [0xff, 0xfe]),
        utf16(u16::to_be_bytes, [0xfe, 0xff]),
    ] {
        refused(bank(bytes).path(), "unreadable", "UTF-16", 0);
    }
    let mut latin = sound().into_bytes();
    latin.extend(b"# caf\xe9\n");
    refused(bank(latin).path(), "unreadable", "is not UTF-8", 0);
    let nul = check(bank(sound() + "\n[[topic]]\nid = \"a\0b\"\n").path());
    assert_eq!(
        (nul.errors.len(), nul.usable, nul.code),
        (1, 1, 3),
        "{:?}",
        nul.errors
    );
}

#[test]
fn links_in_a_circle_and_files_that_cannot_be_read_are_skipped_and_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("bank");
    fs::create_dir(&inside).expect("made");
    fs::write(inside.join("sound.toml"), sound()).expect("written");
    symlink("round.toml", inside.join("round.toml")).expect("linked");
    symlink("..", inside.join("up")).expect("linked");
    symlink("/etc/passwd", inside.join("out.toml")).expect("linked");
    symlink("nowhere", inside.join("gone.toml")).expect("linked");
    let found = check(inside.to_str().expect("UTF-8"));
    assert_eq!(
        (found.errors.len(), found.usable),
        (3, 1),
        "{:?}",
        found.errors
    );
    for error in &found.errors {
        assert!(
            error
                .to_string()
                .contains("links inside a bank's folder are not followed"),
            "{error}"
        );
    }
    refused(
        inside.join("round.toml").to_str().expect("UTF-8"),
        "unreadable",
        "cannot read",
        0,
    );
    refused("/proc/self/mem", "unreadable", "cannot read", 0);
}

#[test]
fn a_file_without_permission_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = folder.path().join("secret.toml");
    fs::write(&secret, sound()).expect("written");
    let mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    mode(&secret, 0o000);
    mode(folder.path(), 0o755);
    let home = Home::new();
    let mut command = home.command(&["bank", "check", "--bank", secret.to_str().expect("UTF-8")]);
    if rustix::process::geteuid().is_root() {
        // Root can read every file, so run as the user `nobody`.
        command.uid(65534);
    }
    let output = command.output().expect("it starts");
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        said.contains("you do not have permission to read it"),
        "{said}"
    );
}

#[test]
fn a_bank_that_is_edited_during_a_session_changes_nothing_in_it() {
    let home = Home::new();
    let made = one_question(
        "Stem of before: what?",
        &["Right option of before", "Wrong option of before"],
    );
    let mut program = home.start(&["practice", "--bank", made.path()]);
    program.sees("Stem of before");
    // Edit the bank while the question is open, and again before the restart.
    let other = one_question(
        "Stem of after: what?",
        &["Wrong option of before", "Right option of after"],
    );
    fs::copy(other.path(), made.path()).expect("written");
    program.answers_right();
    program.kill();
    fs::copy(other.path(), made.path()).expect("written");
    let mut program = home.start(&["--bank", made.path()]);
    program.reads("Continue the practice session: question 1 of 1");
    program.press(ENTER);
    let again = program.sees("✓ Correct");
    assert!(again.shows("Stem of before") && again.shows("Right option of before"));
    program.press(ENTER);
    program.sees("1 of 1 correct");
}

#[test]
fn no_text_of_a_bank_writes_an_escape_on_any_screen() {
    const EVIL: &str = "x\u{1b}]52;c;aGk=\u{7}y\u{1b}]8;;http://e\u{1b}\\z\u{9b}2J\u{90}q\u{202e}r\u{200b}s\u{2028}t";
    let evil = quoted(EVIL);
    let text = fs::read_dir(small()).expect("a folder");
    let mut whole = String::new();
    for entry in text {
        whole += &fs::read_to_string(entry.expect("readable").path()).expect("text");
    }
    // Append a hostile string to every text field of the bank except IDs.
    let fields = [
        "title",
        "about",
        "says",
        "text",
        "why",
        "stem",
        "explanation",
        "note",
        "license",
        "short",
        "asks",
    ];
    let mut hostile = String::new();
    for line in whole.lines() {
        let field = line.split(" = ").next().unwrap_or_default().trim();
        let ends = line.ends_with('"') && line.matches('"').count() == 2;
        if fields.contains(&field) && ends {
            hostile += &line[..line.len() - 1];
            hostile += &evil[1..];
        } else {
            hostile += line;
        }
        hostile.push('\n');
    }
    assert!(hostile.matches("\\U0000001B").count() > 100);
    let made = bank(hostile);
    let home = Home::new();
    let mut program = home.start(&["--bank", made.path()]);
    program.settles();
    // Visit all screens, opening help from time to time.
    for keys in [
        "\r", "?", "?", "a\r", "b\r", "?", "?", "m", "q", "\r", "cd\r", "\r", "g", "q", "r", "q",
        "q", "1", "q", "2", "q", "3", "q", "4", "q", "5", "\r", "n", "q", "q", "6", "jl", "\r",
        "v", "q", "q", "7", "1", "2", "q", "q", "4", "\r", "r", "n", "q", "q", "q",
    ] {
        if program.has_ended() {
            break;
        }
        program.press_if_it_runs(keys);
        program.press_if_it_runs("\x0c");
        program.pauses();
    }
    program.signal_if_it_runs(rustix::process::Signal::TERM);
    let ended = program.ends();
    let shown = String::from_utf8_lossy(&ended.bytes)
        .matches("<U+001B>")
        .count();
    assert!(shown > 20, "it is shown as a mark, {shown} times");
    only_its_own(&ended.bytes);
    ended.restored_the_terminal();
}

fn loaded(text: &str) -> Loaded {
    load(&Origin::Path(bank(text).path().into()))
}

fn text() -> impl Strategy<Value = String> {
    // Mix arbitrary text with text that resembles TOML.
    prop_oneof![
        any::<String>(),
        "[\\[\\]{}=\"'a-z.,\n #0-9-]{0,200}",
        prop::collection::vec(
            prop::sample::select(vec![
                "[[question]]\n",
                "[[question.option]]\n",
                "id = ",
                "stem = ",
                "text = ",
                "\"a\"\n",
                "\"\"\"",
                "'''",
                "correct = true\n",
                "[bank]\n",
                "[[topic]]\n",
                "[exam]\n",
                "= ",
                "\n",
                "[[matrix]]\n",
                "[[matrix.row]]\n",
                "cells = { ",
                "}\n",
                "9999999999999999999999\n",
                "-1\n",
                "nan\n",
                "\u{202e}",
                "\u{0}",
                "[",
                "]",
                "[[fact]]\n",
                "topic = ",
                "asks = [",
            ]),
            0..60
        )
        .prop_map(|pieces| pieces.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: crate::support::figure("CERTDRILL_CASES", 500) as u32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_a_bank_or_a_list_of_problems(text in text()) {
        let loaded = loaded(&text);
        for problem in &loaded.problems {
            only_its_own(problem.render(false).replace('\n', "").as_bytes());
            prop_assert!(problem.render(false).len() < 10_000);
        }
        for question in &loaded.bank.questions {
            prop_assert!(question.correct_count() >= 1);
            prop_assert!(question.correct_count() < question.choices.len());
        }
    }

    #[test]
    fn any_text_is_cleaned_to_what_no_terminal_acts_on(
        head: String,
        tail in "[\u{80}-\u{9f}\u{200b}-\u{202e}\u{1b}\u{300}א-ת]{0,20}",
    ) {
        let text = head + &tail;
        let cleaned = clean(&text).into_owned();
        only_its_own(cleaned.replace('\n', "").as_bytes());
        // Cleaning is idempotent, and letters of every script survive.
        prop_assert_eq!(&*clean(&cleaned), &*cleaned);
        let letters = |text: &str| text.chars().filter(|c| ('א'..='ת').contains(c)).count();
        prop_assert_eq!(letters(&cleaned), letters(&text));
    }

    #[test]
    fn options_that_differ_in_spaces_and_a_stop_are_one(
        words in prop::collection::vec("[A-Za-zäöüßА-я]{1,8}", 1..6),
        stop in any::<bool>(),
        spaces in 1_usize..4,
    ) {
        let one = words.join(" ");
        let other = words.join(&" ".repeat(spaces)) + if stop { "." } else { "" };
        let made = sound() + &question("bad", "S?", &[&one, &other]);
        let loaded = loaded(&made);
        prop_assert_eq!(loaded.bank.questions.len(), 1, "{} and {}", one, other);
        prop_assert_eq!(loaded.problems[0].rule, "options-alike");
    }
}
