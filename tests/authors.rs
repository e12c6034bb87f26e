//! What the program promises to those who write banks, on the command line.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::Home;

/// A folder for the banks of a test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// A new bank, as `bank new` writes it.
fn new_bank(home: &Home, folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    let printed = home.run(&["bank", "new", text(&path)]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    path
}

#[test]
fn a_new_bank_is_sound_and_has_an_example_of_everything() {
    let (home, folder) = (Home::new(), folder());
    let path = new_bank(&home, folder.path(), "deep/first-bank");
    let checked = home
        .run(&["bank", "check", "--json", "--bank", text(&path)])
        .json();
    let counts = &checked["counts"];
    assert_eq!(
        (&counts["errors"], &counts["warnings"]),
        (&0.into(), &0.into()),
        "{checked:#}"
    );
    assert_eq!(counts["allowed"], 1);
    assert_eq!(
        checked["bank"], "first-bank",
        "it is named after its folder"
    );

    let mut all = String::new();
    for file in ["bank.toml", "facts.toml", "owner.toml", "questions.toml"] {
        let file = fs::read_to_string(path.join(file)).expect("it was written");
        assert!(file.starts_with("#:schema bank.schema.json\n"));
        all += &file;
    }
    assert!(path.join("bank.schema.json").exists());
    for part in [
        "[exam]",
        "[[topic]]",
        "[[source]]",
        "[[document]]",
        "[[fact]]",
        "[[matrix]]",
        "[matrix.row.cells]",
        "otherwise =",
        "shape = \"direct\"",
        "shape = \"scenario\"",
        "shape = \"reverse\"",
        "(Select TWO.)",
        "negated = true",
        "allow = [",
        "claims = [",
    ] {
        assert!(all.contains(part), "an example of `{part}`");
    }
}

#[test]
fn a_new_bank_is_written_over_nothing() {
    let (home, folder) = (Home::new(), folder());
    let kept = folder.path().join("kept.txt");
    fs::write(&kept, "mine").expect("the folder is ours");
    for (path, why) in [(folder.path(), "is not empty"), (&*kept, "is not a folder")] {
        let printed = home.run(&["bank", "new", text(path)]);
        assert_eq!(printed.code, 2);
        assert!(printed.err.contains(why), "{}", printed.err);
    }
    let files = fs::read_dir(folder.path()).expect("it is there").count();
    assert_eq!(files, 1);
    assert_eq!(fs::read_to_string(&kept).expect("it is there"), "mine");
    // An empty folder is as good as a new one.
    let empty = folder.path().join("Empty Folder");
    fs::create_dir(&empty).expect("the folder is ours");
    assert_eq!(home.run(&["bank", "new", text(&empty)]).code, 0);
    let listed = home
        .run(&["bank", "list", "--json", "--bank", text(&empty)])
        .json();
    assert_eq!(
        listed["id"], "my-bank",
        "a name that can be no id is not taken for one"
    );
}

#[test]
fn disputes_are_none_at_first() {
    let home = Home::new();
    let printed = home.run(&["bank", "disputes"]);
    assert_eq!(printed.code, 0);
    assert!(
        printed.out.starts_with("No question of "),
        "{}",
        printed.out
    );
}

#[test]
fn a_command_works_on_one_bank() {
    let home = Home::new();
    let small = support::small();
    let printed = home.run(&["bank", "list", "--bank", &small, "--bank", &small]);
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("give --bank once"), "{}", printed.err);
}
