//! Real-world import files, one fixture per style. The resulting questions, keys, and messages are
//! compared with the file of the same name in `expected/`. `UPDATE_IMPORTS=1` writes these files.
#![cfg(unix)]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use certdrill::bank::{Origin, load};
use support::Home;

#[test]
fn every_kind_of_file_gives_its_questions_and_messages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports");
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().expect("a name").to_str().expect("UTF-8");
        let expected = folder.join("expected").join(format!("{name}.txt"));
        let came = came_of(&path, name);
        if std::env::var_os("UPDATE_IMPORTS").is_some() {
            fs::write(&expected, &came).expect("written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(came, expected, "{name}");
        count += 1;
    }
    assert!(count >= 38, "{count} fixtures");
}

/// Returns the import report and the questions, which must be valid and survive an export to
/// Markdown and back.
fn came_of(path: &Path, name: &str) -> String {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let bank = folder.path().join("bank");
    let bank = bank.to_str().expect("UTF-8");
    let path = path.to_str().expect("UTF-8");
    let printed = home.run(&["bank", "import", path, "--into", bank]);
    let mut out = printed
        .out
        .lines()
        .filter(|it| !it.contains(" written to "));
    let mut came = out
        .by_ref()
        .fold(String::new(), |all, line| all + line + "\n");
    came += &printed.err;
    let mut came = came.replace(path, name);
    if !Path::new(bank).exists() {
        return came;
    }
    let loaded = load(&Origin::Path(bank.into()));
    assert!(loaded.problems.is_empty(), "{name}");
    for question in &loaded.bank.questions {
        let order = if question.fixed_order { " (fixed)" } else { "" };
        let title = loaded
            .bank
            .topic(&question.topic)
            .map(|it| it.title.as_str());
        let stem = question.stem.replace('\n', "\n  ");
        writeln!(came, "\n{}{order}\n  {stem}", title.unwrap_or_default()).expect("written");
        for choice in &question.choices {
            let mark = if choice.correct { "*" } else { "-" };
            let text = choice.text.replace('\n', "\n    ");
            writeln!(came, "  {mark} {text}").expect("written");
            if !choice.reason.is_empty() {
                writeln!(came, "    why: {}", choice.reason).expect("written");
            }
        }
        if !question.explanation.is_empty() {
            let text = question.explanation.replace('\n', "\n  ");
            writeln!(came, "  because: {text}").expect("written");
        }
    }
    let checked = home.run(&["bank", "check", "--bank", bank]);
    assert!(!checked.out.contains("error["), "{name}: {}", checked.out);
    let exported = home.run(&["bank", "export", "--bank", bank, "--to", "markdown"]);
    assert!(
        !exported.err.contains("left out"),
        "{name}: {}",
        exported.err
    );
    came
}
