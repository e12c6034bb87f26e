//! An unusable history: the program still runs, reports the problem, and overwrites nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::support::{BINARY, ENTER, Home, small};

/// Runs a practice session without a history, and checks that the screen reports this.
#[track_caller]
fn practices_without_history(home: &Home, why: &str) {
    let mut program = home.open_small();
    let screen = program.sees("Answers are not saved:");
    assert!(screen.says("New here?"), "{}", screen.text());
    let banner = screen
        .row_with("Answers are not saved:")
        .expect("it was seen");
    assert!(banner.contains(why), "{banner}");
    program.press(ENTER);
    program.asks_number(1);
    let answered = program.answers_right();
    assert!(answered.shows("Answers are not saved:"), "the banner stays");
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    ended.restored_the_terminal();

    let stats = home.run(&["stats", "--bank", &small()]);
    assert_eq!(stats.code, 1, "{}", stats.err);
    assert_eq!(stats.out, "");
    assert_eq!(stats.err.lines().count(), 1, "{}", stats.err);
    assert!(stats.err.contains(why), "{}", stats.err);
}

#[test]
fn without_a_history_no_answer_is_called_saved() {
    let home = Home::new();
    fs::create_dir(home.history_to_be()).expect("a folder");
    let mut program = home.open_small();
    program.sees("Answers are not saved:");
    program.press(ENTER);
    let answered = program.answers_right();
    assert!(!answered.says("Saved"), "{}", answered.status());
}

/// Runs a practice session with a damaged history. Checks that a new history is started, and that
/// the old file is kept unchanged.
#[track_caller]
fn begins_anew(home: &Home) {
    let path = home.history();
    let before = fs::read(&path).expect("it is there");
    let mut program = home.open_small();
    program.sees("Damaged history saved as history.db.damaged-1; new history started.");
    program.press(ENTER);
    program.answers_right();
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    assert_eq!(program.ends().code, 0);
    let kept = fs::read(path.with_file_name("history.db.damaged-1")).expect("it is kept");
    assert!(kept == before, "it was touched");
    assert!(!path.with_file_name("history.db.damaged-1-wal").exists());
    let stats = home.run(&["stats", "--bank", &small()]);
    assert!(
        stats.out.contains("1 answer to questions: 1 of 1 correct"),
        "{}",
        stats.out
    );
    assert_eq!(stats.err, "", "a new history is news once");
}

#[test]
fn a_text_file_in_its_place_is_set_aside() {
    let home = Home::new();
    let letter = "Dear aunt, this is no history at all.\n".repeat(200);
    fs::write(home.history_to_be(), letter).expect("written");
    begins_anew(&home);
}

#[test]
fn a_folder_in_its_place_is_left_as_it_is() {
    let home = Home::new();
    let path = home.history_to_be();
    fs::create_dir(&path).expect("a folder");
    fs::write(path.join("treasure"), "gold").expect("written");
    practices_without_history(&home, "the history is not a file");
    let kept = fs::read_to_string(path.join("treasure")).expect("it is there");
    assert_eq!(kept, "gold");
}

#[test]
fn a_history_of_a_newer_program_is_left_as_it_is() {
    let home = Home::new();
    let path = home.history_to_be();
    drop(home.library());
    let db = rusqlite::Connection::open(&path).expect("it opens");
    db.pragma_update(None, "user_version", 99).expect("set");
    db.execute_batch("CREATE TABLE wonder (what TEXT); PRAGMA journal_mode = DELETE")
        .expect("made");
    drop(db);
    let before = fs::read(&path).expect("it is there");
    practices_without_history(&home, "the history is from a newer version");
    assert!(
        fs::read(&path).expect("it is there") == before,
        "it was touched"
    );
}

#[test]
fn a_database_of_another_program_is_set_aside() {
    let home = Home::new();
    let db = rusqlite::Connection::open(home.history_to_be()).expect("it opens");
    db.execute_batch("CREATE TABLE recipe (cake TEXT); INSERT INTO recipe VALUES ('lemon')")
        .expect("made");
    drop(db);
    begins_anew(&home);
}

#[test]
fn a_damaged_history_is_set_aside() {
    let home = Home::new();
    let path = home.history_to_be();
    drop(home.library());
    let mut bytes = fs::read(&path).expect("it is there");
    let schema = 100..bytes.len().min(4096);
    bytes[schema].fill(0xAA);
    fs::write(&path, &bytes).expect("written");
    begins_anew(&home);
}

#[test]
fn a_truncated_history_is_set_aside() {
    let home = Home::new();
    let path = home.history_to_be();
    drop(home.library());
    let bytes = fs::read(&path).expect("it is there");
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    begins_anew(&home);
}

/// The first page, which describes the other pages, is intact. All other pages are damaged.
#[test]
fn a_history_that_is_damaged_further_in_is_set_aside_when_it_is_read() {
    let home = Home::new();
    answers_one(&home);
    let path = home.history();
    let mut bytes = fs::read(&path).expect("it is there");
    bytes[4096..].fill(0xAA);
    fs::write(&path, &bytes).expect("written");
    begins_anew(&home);
}

#[test]
fn while_another_program_has_it_open_a_damaged_history_stays() {
    let home = Home::new();
    let mut other = home.open_small();
    other.sees("New here?");
    fs::write(home.history(), "overwritten by somebody").expect("written");
    practices_without_history(&home, "the history is damaged and in use");
    let kept = fs::read_to_string(home.history()).expect("it is there");
    assert_eq!(kept, "overwritten by somebody");
    other.press("q");
}

#[test]
fn a_fifo_or_a_device_in_its_place_is_refused() {
    for what in ["a FIFO", "a device"] {
        let home = Home::new();
        let path = home.history_to_be();
        if what == "a FIFO" {
            let made = Command::new("mkfifo").arg(&path).status();
            assert!(made.expect("mkfifo is everywhere").success());
        } else {
            std::os::unix::fs::symlink("/dev/null", &path).expect("linked");
        }
        let why = match what {
            "a FIFO" => "the history is not a file",
            _ => "is a symbolic link",
        };
        practices_without_history(&home, why);
    }
}

#[test]
fn without_any_home_that_is_said_and_nothing_is_written() {
    for (home, state) in [
        (None, None),
        (Some(""), Some("")),
        (Some("a/b"), Some("c/d")),
    ] {
        let mut command = Command::new(BINARY);
        command.args(["stats", "--bank", &small()]).env_clear();
        command.envs(home.map(|it| ("HOME", it)));
        command.envs(state.map(|it| ("XDG_STATE_HOME", it)));
        let output = command.output().expect("it starts");
        assert_eq!(output.status.code(), Some(1), "{home:?}");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(said.contains("set HOME or XDG_STATE_HOME"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_home_without_a_place_for_it_is_said() {
    let home = Home::new();
    let program = home.start_with(
        80,
        24,
        &["--bank", &small()],
        &[("HOME", "not/absolute"), ("XDG_STATE_HOME", "")],
    );
    program.sees("Answers are not saved:");
}

/// Returns the permissions of `folder` and everything in it.
fn modes(folder: &Path) -> Vec<(String, u32)> {
    let mut modes = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        let meta = fs::metadata(&path).expect("it is there");
        modes.push((
            path.display().to_string(),
            meta.permissions().mode() & 0o777,
        ));
        if meta.is_dir() {
            modes.extend(self::modes(&path));
        }
    }
    modes
}

#[test]
fn whatever_the_umask_only_its_owner_can_read_it_and_what_is_beside_it() {
    for umask in ["000", "022", "077"] {
        let home = Home::new();
        let script = format!("umask {umask}; exec \"$0\" \"$@\"");
        let start = || {
            let args = ["practice", "--bank", &small()];
            home.start_by(&["sh", "-c", &script], &args, &[])
        };
        let mut program = start();
        program.answers_right();
        program.press("q");
        program.sees("Continue the");
        program.press("q");
        assert_eq!(program.ends().code, 0);
        // Kill the program, so that the journal files remain.
        let mut program = start();
        program.ends_the_open_one();
        program.answers_right();
        program.kill();
        let state = home.history_to_be();
        let state = state.ancestors().nth(2).expect("it lies two deep");
        let modes = modes(state);
        for ending in ["history.db", "-wal", "-shm", "history.lock", "backups"] {
            let there = modes.iter().any(|(path, _)| path.ends_with(ending));
            assert!(there, "{ending} in {modes:?}");
        }
        for (path, mode) in modes {
            let is_folder = Path::new(&path).is_dir();
            let wanted = if is_folder { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "{path} under {umask}");
        }
    }
}

#[test]
fn a_history_that_others_can_read_is_closed_to_them() {
    let home = Home::new();
    drop(home.library());
    let open = fs::Permissions::from_mode(0o644);
    fs::set_permissions(home.history(), open).expect("opened");
    let stats = home.run(&["stats", "--bank", &small()]);
    assert_eq!(stats.code, 0, "{}", stats.err);
    let meta = fs::metadata(home.history()).expect("it is there");
    assert_eq!(meta.permissions().mode() & 0o777, 0o600);
}

/// Answers one question correctly, and quits.
#[track_caller]
fn answers_one(home: &Home) {
    let mut program = home.open_small();
    program.sees("Start a practice");
    program.press(ENTER);
    program.answers_right();
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    assert_eq!(program.ends().code, 0);
}
