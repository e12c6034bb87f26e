//! Output of commands: the study sheet, files and standard output, and closed pipes.
#![cfg(unix)]

mod support;

use std::collections::BTreeSet;

use certdrill::bank::{Origin, load};
use support::{Home, long, small, tables, terms};

/// Returns the study sheet that the program prints with `args`.
#[track_caller]
fn sheet(args: &[&str]) -> String {
    let printed = Home::new().run(&[&["sheet"], args].concat());
    assert_eq!((printed.code, &*printed.err), (0, ""), "{args:?}");
    printed.out
}

#[test]
fn a_task_is_printed_with_its_bullets_facts_tables_terms_and_sources() {
    let out = sheet(&["--task", "3.6"]);
    let bank = load(&Origin::Embedded).bank;
    let topic = "storage".into();
    assert!(out.starts_with("# AWS Certified Cloud Practitioner, CLF-C02: study sheet\n"));
    let order = [
        "\nExam guide: 2026 revision.\n",
        "\n## Cloud Technology and Services\n\n34% of the exam.\n",
        "\n### 3.6 Storage services\n\nThe exam guide lists:\n\n- ",
        "\n#### Facts\n\n- **",
        "\n|  | ",
        "\n#### Terms\n\n- **",
        "\n#### Sources\n\n- ",
    ];
    let mut from = 0;
    for part in order {
        let at = out[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part:?} after {from} in\n{out}"));
    }
    let facts = bank.facts.iter().filter(|fact| fact.topic == topic);
    for fact in facts {
        assert!(
            out.contains(&format!("- **{}**", fact.title)),
            "{}",
            fact.id
        );
    }
    for term in bank.terms.iter().filter(|term| term.topic == topic) {
        assert!(out.contains(&format!("- **{}**", term.name)), "{}", term.id);
    }
    let others = ["Cloud Concepts", "3.5 ", "3.7 "];
    assert!(!others.iter().any(|it| out.contains(it)), "only this task");
    assert_eq!(out, sheet(&["--topic", "storage"]), "a task and its topic");
    assert_eq!(out, sheet(&["--task", "3.6"]), "the same again");
}

#[test]
fn the_whole_sheet_has_everything_in_the_order_of_the_guide() {
    let out = sheet(&[]);
    let bank = load(&Origin::Embedded).bank;
    let mut from = 0;
    for task in &bank.tasks {
        let heading = format!("\n### {} {}\n", task.id, task.title);
        let at = out[from..].find(&heading);
        from += at.unwrap_or_else(|| panic!("{heading:?} after {from}"));
    }
    let items = out.lines().filter(|line| line.starts_with("- **"));
    assert_eq!(items.count(), bank.facts.len() + bank.terms.len());
    let noted = bank.facts.iter().filter(|fact| fact.note.is_some());
    let closed = bank.terms.iter().filter(|term| term.closed.is_some());
    let noted_terms = bank.terms.iter().filter(|term| term.note.is_some());
    let notes = out.lines().filter(|line| line.starts_with("  Note: "));
    assert_eq!(
        notes.count(),
        noted.count() + closed.count() + noted_terms.count()
    );
    let beyond = bank.facts.iter().filter(|fact| fact.beyond).count()
        + bank.terms.iter().filter(|term| term.beyond).count();
    assert!(beyond > 0);
    assert_eq!(out.matches("*(beyond the exam)*").count(), beyond);
}

#[test]
fn terms_closed_services_and_contested_cells_are_marked() {
    let out = sheet(&["--bank", &terms()]);
    for part in [
        "- **Amazon S3** (also Amazon Simple Storage Service): Objects in buckets of any size.\n  \
         Note: The oldest of them.\n",
        "last read 2026-11-01: <https://example.com/storage>\n",
    ] {
        assert!(out.contains(part), "{part:?} in\n{out}");
    }
    let out = sheet(&["--bank", &tables(), "--domain", "plants"]);
    assert!(out.contains("### 1.1 Know trees\n"), "{out}");
    assert!(
        out.contains("|  | Oak | Larch |\n| --- | --- | --- |\n"),
        "{out}"
    );
    assert!(out.contains("Yes *(contested)*"), "{out}");
    assert!(!out.contains("Tools"), "{out}");
}

#[test]
fn it_is_written_to_a_new_file_or_to_standard_output() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sheet.md");
    let path = path.to_str().expect("a plain path");
    let bank = small();
    let args = ["sheet", "--bank", &bank];
    let printed = home.run(&args);
    let dash = home.run(&[&args[..], &["--output", "-"]].concat());
    assert_eq!((dash.code, &dash.out), (0, &printed.out));
    let written = home.run(&[&args[..], &["--output", path]].concat());
    assert_eq!(written.out, format!("Study sheet written to {path}.\n"));
    let text = std::fs::read_to_string(path).expect("it was written");
    assert_eq!(text, printed.out);
    let again = home.run(&[&args[..], &["--output", path]].concat());
    assert_eq!(again.code, 1);
    assert!(again.err.contains("already exists"), "{}", again.err);
}

#[test]
fn what_does_not_exist_is_named_with_what_does() {
    let home = Home::new();
    let printed = home.run(&["sheet", "--task", "9.9"]);
    assert_eq!((printed.code, &*printed.out), (2, ""));
    assert!(
        printed.err.contains("unknown task `9.9`"),
        "{}",
        printed.err
    );
    assert!(
        printed.err.contains("valid tasks: 1.1, 1.2"),
        "{}",
        printed.err
    );
    let printed = home.run(&["sheet", "--bank", &long()]);
    assert_eq!((printed.code, &*printed.out), (1, ""));
    assert!(printed.err.contains("no facts"), "{}", printed.err);
}

#[test]
fn a_dash_is_standard_output_for_every_command_that_writes() {
    let home = Home::new();
    let bank = small();
    let exam = ["exam", "--topic", "alpha", "--count", "1", "--bank", &bank];
    let exam = home.script(&exam, &["a", "r", "y"]);
    assert_eq!(exam.code, 0, "{}", exam.err);
    let same = |args: &[&str], with: &[&str]| {
        let printed = home.run(args);
        let dashed = home.run(&[args, with].concat());
        assert_eq!((dashed.code, &dashed.err), (0, &printed.err), "{args:?}");
        assert!(!printed.out.is_empty());
        assert_eq!(dashed.out, printed.out, "{args:?}");
    };
    let report = ["results", "1", "--bank", &bank];
    let export = ["bank", "export", "--to", "gift", "--bank", &bank];
    for args in [&["sheet"][..], &["history", "export"], &report, &export] {
        same(args, &["--output", "-"]);
    }
    // The names of earlier versions.
    same(&["history", "export"], &["-"]);
    same(&report, &["--export", "-"]);
    same(&export, &["--out", "-"]);
    let new = home.run(&["bank", "new", "-"]);
    assert!(new.out.contains("[[question]]"), "{}", new.out);
    let log = home.run(&["stats", "--log", "-"]);
    assert_eq!((log.code, &*log.out), (2, ""));
    assert!(
        log.err.contains("--log cannot write to standard output"),
        "{}",
        log.err
    );
    assert!(!std::path::Path::new("-").exists(), "no file has that name");
}

#[test]
fn an_import_is_printed_as_a_bank() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("planets.txt");
    let text = "Which planet has rings?\nA. Mars\nB. Saturn\nANSWER: B\n\nNo answer\nA. x\nB. y\n";
    std::fs::write(&path, text).expect("the folder is ours");
    let mut command = home.command(&["bank", "import", "planets.txt", "--into", "-"]);
    let output = command.current_dir(&folder).output().expect("it starts");
    assert_eq!(output.status.code(), Some(0));
    let bank = String::from_utf8(output.stdout).expect("UTF-8");
    let report = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(
        bank.starts_with("format = 1\n\n[bank]\nid = \"planets\"\n"),
        "{bank}"
    );
    assert!(
        report.contains("planets.txt (Aiken): 1 imported, 1 left out\n"),
        "{report}"
    );
    assert!(report.ends_with("1 question printed.\n"), "{report}");
    assert!(!folder.path().join("-").exists());
    let copy = folder.path().join("bank.toml");
    std::fs::write(&copy, bank).expect("the folder is ours");
    let copy = copy.to_str().expect("a plain path");
    let listed = home.run(&["bank", "list", "--json", "--bank", copy]);
    assert_eq!(listed.json()["id"], "planets");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let home = Home::new();
    for args in [
        &["--help"][..],
        &["--version"],
        &["sheet", "--help"],
        &["man"],
    ] {
        let full = std::fs::File::create("/dev/full").expect("Linux has it");
        let mut command = home.command(args);
        let output = command.stdout(full).output().expect("it starts");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.starts_with("certdrill: No space left"), "{said}");
    }
}

/// Adds the names of all fields in `value` to `names`. The fields of `shapes` and `wrong` are not
/// names but data.
fn fields(value: &serde_json::Value, names: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                names.insert(name.clone());
                if !["shapes", "wrong"].contains(&name.as_str()) {
                    fields(value, names);
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|it| fields(it, names)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_json_outputs_is_documented() {
    let home = Home::new();
    let bank = small();
    // The answers must be incorrect, because incorrect choices have fields of their own.
    let topic = ["--topic", "alpha", "--count", "2", "--bank", &bank];
    for keys in [["a", "n", "a", "r", "y"], ["b", "n", "b", "r", "y"]] {
        let exam = [&["exam", "--seed", "1"], &topic[..]].concat();
        assert_eq!(home.script(&exam, &keys).code, 0);
    }
    let mut names = BTreeSet::new();
    for args in [
        &["status", "--json"][..],
        &["plan", "--json"],
        &["stats", "--json"],
        &["notes", "--json"],
        &["results", "--json"],
        &["results", "1", "--json"],
        &["bank", "list", "--json"],
        &["bank", "stats", "--mine", "--json"],
        &["bank", "check", "--json"],
    ] {
        let printed = home.run(&[args, &["--bank", &bank]].concat());
        fields(&printed.json(), &mut names);
    }
    assert!(names.len() > 95, "{names:?}");
    let documented = include_str!("../docs/json.md");
    names.retain(|name| !documented.contains(&format!("`{name}`")));
    assert_eq!(names, BTreeSet::new());
}

#[test]
fn days_are_iso_dates_in_json() {
    let home = Home::new();
    let bank = small();
    let exam = ["exam", "--topic", "alpha", "--count", "1", "--bank", &bank];
    assert_eq!(home.script(&exam, &["a", "r", "y"]).code, 0);
    let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
    assert_eq!(stats["version"], 2);
    let day = stats["days"][0]["date"].as_str().expect("a date");
    let numbers: Vec<_> = day.split('-').map(str::len).collect();
    assert_eq!(numbers, [4, 2, 2], "{day}");
}

#[test]
fn the_names_in_json_are_those_of_the_glossary() {
    let home = Home::new();
    let bank = small();
    let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
    let states = stats["mastery"][0]["facts"].as_object().expect("numbers");
    let states: Vec<_> = states.keys().map(String::as_str).collect();
    assert_eq!(states, ["fading", "known", "learning", "mastered", "new"]);
    let names = stats.as_object().expect("an object");
    assert!(names.contains_key("confidence") && names.contains_key("mix_ups"));
    assert!(!names.contains_key("sureness") && !names.contains_key("myths"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::new();
    let bank = small();
    let exam = ["exam", "--topic", "alpha", "--count", "1", "--bank", &bank];
    assert_eq!(home.script(&exam, &["a", "r", "y"]).code, 0);
    for args in [
        &["history", "export"][..],
        &["sheet"],
        &["stats", "--json"],
        &["status"],
        &["results"],
        &["bank", "export", "--to", "json"],
        &["bank", "list"],
        &["man"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let printed = home.run_without_reader(args);
        assert_eq!((printed.code, &*printed.err), (0, ""), "{args:?}");
    }
}
