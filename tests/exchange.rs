//! Import and export of other programs' formats through the command line.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use certdrill::bank::{Loaded, Origin, load};
use support::{Home, Printed, small};
use tempfile::TempDir;

/// A folder for a bank that is created by imports.
struct Desk {
    home: Home,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            home: Home::new(),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn path(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        path.to_str().expect("the path is UTF-8").to_owned()
    }

    /// Writes a file to import.
    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), text).expect("written");
        self.path(name)
    }

    fn bank(&self) -> String {
        self.path("bank")
    }

    /// Imports `files`, which may include flags, into the bank.
    fn import(&self, files: &[&str]) -> Printed {
        let bank = self.bank();
        let args = [&["bank", "import", "--into", &bank], files].concat();
        self.home.run(&args)
    }

    #[track_caller]
    fn imports(&self, files: &[&str]) -> String {
        let printed = self.import(files);
        assert_eq!(printed.code, 0, "{}{}", printed.out, printed.err);
        assert_eq!(printed.err, "");
        printed.out
    }

    fn loaded(&self) -> Loaded {
        load(&Origin::Path(self.bank().into()))
    }

    /// Returns the names of all files in the bank's folder, including hidden ones.
    fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.bank()) else {
            return Vec::new();
        };
        let names = entries.map(|it| it.expect("it can be read").file_name());
        let mut names: Vec<_> = names.map(|it| it.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exchange");
    folder
        .join(name)
        .to_str()
        .expect("the path is UTF-8")
        .to_owned()
}

/// Returns the line numbers of the skipped questions in the report.
fn left_out(report: &str) -> Vec<usize> {
    let lines = report.lines().filter(|it| it.contains(": left out: "));
    let numbers = lines.map(|line| line.split(':').nth(1).and_then(|it| it.parse().ok()));
    numbers
        .map(|it| it.expect("the report names a line"))
        .collect()
}

#[test]
fn every_format_gives_its_questions_and_tells_the_broken_ones_by_line() {
    for (name, taken, broken) in [
        ("ticked.md", 5, &[][..]),
        ("ticked-broken.md", 1, &[1, 6, 11, 17, 19]),
        ("lettered.md", 6, &[]),
        ("lettered-broken.md", 1, &[1, 6, 13, 21, 33]),
        ("wild.md", 5, &[]),
        ("moodle.gift", 6, &[]),
        (
            "moodle-broken.gift",
            1,
            &[3, 5, 7, 9, 11, 13, 15, 17, 19, 21],
        ),
        ("simple.aiken", 3, &[]),
        ("broken.aiken", 1, &[1, 5, 10, 15, 17]),
        ("table.csv", 4, &[]),
        ("broken.csv", 2, &[3, 4, 5, 6, 7, 8, 9, 10]),
        ("tools.tsv", 2, &[]),
        ("notes.txt", 3, &[]),
        // A card without options is a term.
        ("notes-broken.txt", 1, &[5]),
        ("objects.json", 7, &[]),
        ("broken.json", 2, &[4, 5, 6, 7, 8, 9, 11]),
    ] {
        let desk = Desk::new();
        let report = desk.imports(&[&fixture(name)]);
        assert_eq!(left_out(&report), broken, "{report}");
        let bank = desk.loaded();
        assert!(bank.problems.is_empty(), "{name}: {:?}", bank.problems);
        assert_eq!(bank.bank.questions.len(), taken, "{report}");
    }
}

/// Compares the key and all text of every question. A parser that picks the wrong option or loses a
/// reason fails this test.
#[test]
fn keys_reasons_and_topics_come_along() {
    let expected = fs::read_to_string(fixture("expected.txt")).expect("it is there");
    for row in expected.lines().skip(1) {
        let cells: Vec<_> = row
            .split('|')
            .map(|it| it.trim().replace("\\n", "\n"))
            .collect();
        let [name, stem, right, why, explanation, topic] = cells.as_slice() else {
            panic!("six cells: {row}");
        };
        let desk = Desk::new();
        desk.imports(&[&fixture(name)]);
        let bank = desk.loaded().bank;
        let question = bank.questions.iter().find(|it| it.stem == *stem);
        let question = question.unwrap_or_else(|| panic!("{row}: {:?}", bank.questions));
        let marked = question.choices.iter().filter(|it| it.correct);
        let marked: Vec<_> = marked.map(|it| it.text.clone()).collect();
        assert_eq!(marked.join("; "), *right, "{row}");
        let reasons = question.choices.iter().any(|it| it.reason == *why);
        assert!(reasons, "{row}: {question:?}");
        assert_eq!(question.explanation, *explanation, "{row}");
        let title = bank.topic(&question.topic).map(|it| &it.title);
        assert_eq!(title, Some(topic), "{row}");
    }
}

#[test]
fn an_imported_bank_is_practiced_like_any_other() {
    let desk = Desk::new();
    desk.imports(&[&fixture("simple.aiken")]);
    let bank = desk.bank();
    let mut program = desk
        .home
        .start(&["practice", "--bank", &bank, "--seed", "3"]);
    program.sees("1 of 3");
    program.press("q");
}

#[test]
fn files_of_other_kinds_are_named_with_what_to_export_instead() {
    let desk = Desk::new();
    for (name, bytes, words) in [
        ("deck.apkg", &b"PK\x03\x04\x14\0"[..], "Notes in Plain Text"),
        ("quiz.xml", b"<?xml version=\"1.0\"?><quiz>", "export GIFT"),
        ("moodle.txt", b"\xef\xbb\xbf\n<quiz>", "export GIFT"),
        (
            "collection.anki2",
            b"SQLite format 3\0",
            "Notes in Plain Text",
        ),
        ("wide.csv", b"\xff\xfeq\0", "UTF-16"),
        ("binary.csv", b"question,a,b\n\x81", "line 2 is not UTF-8"),
        ("novel.txt", b"It was a dark night.", "--format"),
    ] {
        let printed = desk.import(&[&desk.file(name, bytes)]);
        assert_eq!((printed.code, &*printed.out), (1, ""), "{name}");
        assert!(printed.err.contains(words), "{name}: {}", printed.err);
        assert_eq!(printed.err.lines().count(), 1, "{}", printed.err);
    }
    assert!(!Path::new(&desk.bank()).exists());
}

#[test]
fn one_file_that_cannot_be_read_stops_the_whole_import() {
    let desk = Desk::new();
    let large = desk.file("large.csv", "");
    let file = fs::File::options()
        .write(true)
        .open(&large)
        .expect("it opens");
    file.set_len(64 * 1024 * 1024 + 1).expect("a sparse file");
    let fifo = desk.path("fifo.csv");
    let made = Command::new("mkfifo").arg(&fifo).status().expect("mkfifo");
    assert!(made.success());
    for (other, words) in [
        (desk.path("missing.csv"), "file not found"),
        (large, "larger than 64 MiB"),
        (fifo, "not a regular file"),
    ] {
        let printed = desk.import(&[&fixture("table.csv"), &other]);
        assert_eq!(printed.code, 1, "{}", printed.out);
        assert!(printed.err.contains(words), "{}", printed.err);
        assert!(!Path::new(&desk.bank()).exists());
    }
}

#[test]
fn where_nothing_can_be_taken_nothing_is_written() {
    let desk = Desk::new();
    let file = desk.file("q.csv", "question,a,b,answer\nWho?,x,y,F\n");
    let printed = desk.import(&[&file]);
    assert_eq!(printed.code, 1);
    assert!(
        printed
            .out
            .contains("q.csv:2: left out: its answer key names option F"),
        "{}",
        printed.out
    );
    assert!(
        printed.out.contains("nothing was written"),
        "{}",
        printed.out
    );
    assert!(!Path::new(&desk.bank()).exists());
}

#[test]
fn ragged_unclosed_and_huge_cells_fail_alone_and_are_told_briefly() {
    let desk = Desk::new();
    let huge = "x".repeat(10 << 20);
    let text = format!(
        "question,a,b,answer\nFirst?,x,y,A\nragged, here?,x,y,A\n{huge},x,y,A\n\"{huge}\",x,y,A\nunclosed?,\"x,y,A\nLast?,x,y,B\n"
    );
    let report = desk.imports(&[&desk.file("q.csv", text)]);
    assert_eq!(left_out(&report), [3, 4, 5, 6], "{report}");
    assert!(report.len() < 2_000, "{} bytes", report.len());
    assert_eq!(desk.loaded().bank.questions.len(), 2);
}

#[test]
fn many_unclosed_tags_are_rejected_as_fast_as_other_long_text() {
    let desk = Desk::new();
    // If the rest of the file were searched for the end of every tag, this test would take minutes.
    let tags = "<a <p <td ".repeat(1 << 19);
    let text = format!(
        r#"[{{"question": "{tags}", "options": ["x", "y"], "answer": "x"}},
            {{"question": "Last?", "options": ["x", "y"], "answer": "x"}}]"#
    );
    let report = desk.imports(&[&desk.file("q.json", text)]);
    assert!(report.contains("the limit is 16 KiB"), "{report}");
    assert_eq!(desk.loaded().bank.questions.len(), 1);
}

#[test]
fn names_in_files_lead_nowhere() {
    let desk = Desk::new();
    for (name, text) in [
        ("a.gift", "$CATEGORY: ../../up\n\n1? {=x ~y}"),
        ("b.gift", "$CATEGORY: /etc/passwd\n\n2? {=x ~y}"),
        ("c.csv", "question,a,b,answer,topic\n3?,x,y,A,C:\\Windows\n"),
        (
            "d.json",
            r#"[{"question": "4?", "options": ["x", "y"], "answer": "x", "topic": "..\\..\\up", "id": "../../up"}]"#,
        ),
        ("e.md", "# ../../up\n\n## 5?\n\n- [x] x\n- [ ] y\n"),
        (
            "f.txt",
            "#separator:tab\n#tags column:3\n6?<br>A. x<br>B. y\tA\t/etc/cron.d\n",
        ),
    ] {
        let text = text.replace("#tags", "#html:true\n#tags");
        let report = desk.imports(&[&desk.file(name, text)]);
        assert!(
            report.contains("looks like a path and was not used"),
            "{report}"
        );
    }
    let odd = desk.file("..\u{202e}\\x'; rm.csv", "question,a,b,answer\n7?,x,y,A\n");
    desk.imports(&[&odd]);
    let bank = desk.loaded();
    assert!(bank.problems.is_empty(), "{:?}", bank.problems);
    assert_eq!(bank.bank.questions.len(), 7);
    let names = desk.names();
    assert_eq!(names.len(), 7, "{names:?}");
    assert!(
        names
            .iter()
            .all(|it| Path::new(it).extension().is_some_and(|it| it == "toml")),
        "{names:?}"
    );
    assert!(!desk.folder.path().join("up").exists());

    let printed = desk.import(&["--topic", "../up", &fixture("table.csv")]);
    assert_eq!(printed.code, 2, "{}", printed.err);
}

#[test]
fn a_link_where_the_new_file_is_written_is_not_followed() {
    let desk = Desk::new();
    let victim = desk.file("victim", "untouched");
    fs::create_dir(desk.bank()).expect("a folder");
    let link = PathBuf::from(desk.bank()).join("table.toml");
    std::os::unix::fs::symlink(&victim, link).expect("a link");
    desk.imports(&[&fixture("table.csv")]);
    assert_eq!(
        fs::read_to_string(victim).expect("it is there"),
        "untouched"
    );
    assert_eq!(desk.names(), ["table-2.toml", "table.toml"]);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let desk = Desk::new();
    desk.imports(&[&fixture("lettered.md"), &fixture("notes.txt")]);
    let file = PathBuf::from(desk.bank()).join("lettered.toml");
    // Manual edits to an imported file are preserved.
    let text = fs::read_to_string(&file).expect("it is there");
    let edited = text.replace("Heat and pressure changed them.", "By heat.");
    assert_ne!(text, edited);
    fs::write(&file, &edited).expect("written");
    let report = desk.imports(&[&fixture("notes.txt"), &fixture("lettered.md")]);
    assert!(
        report.contains("0 imported, 6 already in the bank"),
        "{report}"
    );
    assert!(report.contains("Nothing new was found"), "{report}");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), edited);
    assert_eq!(desk.names(), ["lettered.toml"]);
}

#[test]
fn what_is_there_keeps_its_ids_and_only_the_new_is_added() {
    let desk = Desk::new();
    let first = "question,a,b,answer\nOne?,x,y,A\nTwo?,x,y,B\n";
    desk.imports(&[&desk.file("q.csv", first)]);
    let ids = |loaded: &Loaded| -> Vec<_> {
        let all = loaded.bank.questions.iter();
        all.map(|it| (it.stem.clone(), it.id.clone())).collect()
    };
    let before = ids(&desk.loaded());
    // The first question has reordered options and different spelling, the second has a different
    // key, and the third is new.
    let second = "question,a,b,answer\none? ,Y,X.,B\nTwo?,x,y,A\nThree?,x,y,A\n";
    let report = desk.imports(&[&desk.file("q.csv", second)]);
    assert!(
        report.contains("1 imported, 1 already in the bank, 1 left out"),
        "{report}"
    );
    assert!(
        report.contains("q.csv:3: left out: the same question is in the bank (`two-"),
        "{report}"
    );
    let after = ids(&desk.loaded());
    assert_eq!(after.len(), 3);
    assert!(
        before.iter().all(|it| after.contains(it)),
        "{before:?} {after:?}"
    );
    assert_eq!(desk.names(), ["q-2.toml", "q.toml"]);
}

#[test]
fn a_bank_that_would_lose_questions_is_left_alone() {
    let desk = Desk::new();
    fs::create_dir(desk.bank()).expect("a folder");
    let own = "[[topic]]\nid = \"only\"\ntitle = \"Only\"\n\n[[question]]\nid = \"q\"\nstem = \"Who?\"\n\
               option = [{ text = \"a\", correct = true }, { text = \"b\" }]\n";
    fs::write(PathBuf::from(desk.bank()).join("own.toml"), own).expect("written");
    let printed = desk.import(&[&fixture("table.csv")]);
    assert_eq!(printed.code, 1, "{}", printed.out);
    assert!(
        printed
            .err
            .contains("would make some questions of the bank unusable"),
        "{}",
        printed.err
    );
    assert!(printed.err.contains("add a `topic`"), "{}", printed.err);
    assert_eq!(desk.names(), ["own.toml"]);
    // The import succeeds if the bank's only topic is given.
    desk.imports(&["--topic", "only", &fixture("table.csv")]);
    assert_eq!(desk.loaded().bank.questions.len(), 5);
}

#[test]
fn a_killed_import_leaves_all_or_nothing() {
    let desk = Desk::new();
    let mut text = String::from("question,a,b,answer\n");
    for number in 0..400 {
        text += &format!("Question {number}?,x{number},y{number},A\n");
    }
    let file = desk.file("q.csv", text);
    let bank = PathBuf::from(desk.bank());
    // Returns the size of the file that is being written, if it exists.
    let begun = || {
        let mut files = fs::read_dir(&bank).into_iter().flatten().flatten();
        let is_hidden = |it: &fs::DirEntry| it.file_name().as_encoded_bytes().starts_with(b".");
        let file = files.find(is_hidden)?;
        Some(file.metadata().map_or(0, |it| it.len()))
    };
    let mut killed_while_writing = 0;
    for round in 0..200 {
        if round >= 12 && killed_while_writing >= 3 {
            break;
        }
        let _gone = fs::remove_dir_all(&bank);
        let args = ["bank", "import", "--into", &desk.bank(), &file];
        let mut child = desk
            .home
            .command(&args)
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts");
        // Kill the import when the folder exists, when the file exists, or when the file has
        // content.
        while child.try_wait().expect("it is ours").is_none() {
            let now = match round % 3 {
                0 => bank.exists(),
                1 => begun().is_some(),
                _ => begun().is_some_and(|size| size > 0),
            };
            if now {
                break;
            }
        }
        let _ended = child.kill();
        child.wait().expect("it is ours");
        killed_while_writing += usize::from(begun().is_some());
        let loaded = desk.loaded();
        let count = loaded.bank.questions.len();
        assert!(count == 0 || count == 400, "{count} questions");
        assert!(count == 0 || loaded.problems.is_empty());
    }
    assert!(killed_while_writing > 0, "no round hit the writing");
    desk.imports(&[&file]);
    assert_eq!(desk.names(), ["q.toml"]);
}

#[test]
fn a_full_disk_leaves_the_bank_as_it_was() {
    let desk = Desk::new();
    desk.imports(&[&fixture("table.csv")]);
    let before = fs::read(PathBuf::from(desk.bank()).join("table.toml")).expect("it is there");
    let mut text = String::from("question,a,b,answer\n");
    for number in 0..200 {
        text += &format!("Question {number}?,x{number},y{number},A\n");
    }
    let file = desk.file("q.csv", text);
    // A file size limit makes a write fail like a full disk.
    let program = desk.home.command(&[]).get_program().to_owned();
    let output = Command::new("sh")
        .args([
            "-c",
            "ulimit -f 8; exec \"$0\" bank import --into \"$1\" \"$2\"",
        ])
        .args([program, desk.bank().into(), file.into()])
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("nothing was imported"), "{said}");
    assert_eq!(desk.names(), ["table.toml"]);
    let after = fs::read(PathBuf::from(desk.bank()).join("table.toml")).expect("it is there");
    assert_eq!(before, after);
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_neutralized_and_come_back() {
    let desk = Desk::new();
    let bank = desk.file(
        "formulas.toml",
        r#"
[[topic]]
id = "-sum"
title = "@sum"

[[question]]
id = "-1"
topic = "-sum"
stem = "=HYPERLINK(\"http://example.com\")"
explanation = "+1"
option = [
  { text = "=1+1", correct = true, why = "-x" },
  { text = "'=1+1", why = "@x" },
]
"#,
    );
    for format in ["csv", "anki"] {
        let printed = desk
            .home
            .run(&["bank", "export", "--bank", &bank, "--to", format]);
        assert_eq!(printed.code, 0, "{}", printed.err);
        let separator = if format == "csv" { b',' } else { b'\t' };
        let mut rows = csv::ReaderBuilder::new();
        let mut rows = rows
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(printed.out.as_bytes());
        for row in rows.records() {
            for cell in &row.expect("it is a table") {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t']),
                    "{format}: {cell}"
                );
            }
        }
        let name = desk.file(&format!("out.{format}"), &printed.out);
        let back = Desk::new();
        back.imports(&["--format", format, &name]);
        let loaded = back.loaded();
        let question = &loaded.bank.questions[0];
        assert_eq!(
            question.stem, "=HYPERLINK(\"http://example.com\")",
            "{format}"
        );
        assert_eq!(question.explanation, "+1");
        let options: Vec<_> = question
            .choices
            .iter()
            .map(|it| (&*it.text, &*it.reason))
            .collect();
        assert_eq!(options, [("=1+1", "-x"), ("'=1+1", "@x")]);
    }
}

#[test]
fn what_a_format_cannot_hold_is_told_beside_it() {
    let home = Home::new();
    let printed = home.run(&["bank", "export", "--bank", &small(), "--to", "aiken"]);
    assert_eq!(printed.code, 0);
    assert!(
        printed.err.contains(
            "3 left out because a question in Aiken has exactly one correct option: q08, q10, q12"
        ),
        "{}",
        printed.err
    );
    assert!(printed.err.contains("4 facts"), "{}", printed.err);
    assert_eq!(printed.out.matches("ANSWER: ").count(), 9);
}

#[test]
fn an_export_goes_into_a_new_file_only() {
    let desk = Desk::new();
    let out = desk.path("out.gift");
    let bank = small();
    let args = [
        "bank", "export", "--bank", &*bank, "--to", "gift", "--out", &*out,
    ];
    let printed = desk.home.run(&args);
    assert_eq!(
        (printed.code, &*printed.out),
        (0, &*format!("12 questions written to {out}.\n"))
    );
    let first = fs::read(&out).expect("it is there");
    let printed = desk.home.run(&args);
    assert_eq!(printed.code, 1);
    assert!(printed.err.contains("already exists"), "{}", printed.err);
    assert_eq!(fs::read(&out).expect("it is there"), first);
}

#[test]
fn wrong_usage_exits_with_2_and_a_bad_bank_with_3() {
    let home = Home::new();
    for args in [
        &["bank", "import", "a.csv"][..],
        &["bank", "import", "--into", "x"],
        &["bank", "import", "--into", "x", "--format", "xml", "a.csv"],
        &["bank", "import", "--into", "x", "--bank", "y", "a.csv"],
        &["bank", "export"],
        &["bank", "export", "--to", "tsv"],
    ] {
        assert_eq!(home.run(args).code, 2, "{args:?}");
    }
    let printed = home.run(&["bank", "export", "--to", "json", "--bank", "/nowhere"]);
    assert_eq!(printed.code, 3, "{}", printed.err);
}

#[test]
fn an_import_names_the_existing_questions_that_get_its_topic() {
    let desk = Desk::new();
    desk.home.run(&["bank", "new", &desk.bank()]);
    let text = "# Capitals\n\n1. What is the capital of France?\n- [ ] Lyon\n- [x] Paris\n";
    let said = desk.imports(&[&desk.file("q.md", text)]);
    assert!(
        said.contains(
            "note: 1 existing question without a topic now belongs to the only topic of the bank, \
             Capitals."
        ),
        "{said}"
    );
    let more = "# Rivers\n\n1. Which river is in Paris?\n- [ ] Rhine\n- [x] Seine\n";
    let refused = desk.import(&[&desk.file("r.md", more)]);
    assert!(refused.err.contains("unusable"), "{}", refused.err);
    // A bank with topics keeps them.
    let said = desk.imports(&["--topic", "Capitals", &desk.file("r.md", more)]);
    assert!(!said.contains("without a topic"), "{said}");
}
