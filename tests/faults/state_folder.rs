//! The folder that contains the history: its permissions and the files that are rejected in it.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use crate::support::{Home, small};

fn mode(path: &Path) -> u32 {
    let meta = fs::metadata(path).expect("it is there");
    meta.permissions().mode() & 0o777
}

fn open_to_all(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours");
}

/// Answers one question in the small bank.
fn answer_one(home: &Home) {
    let bank = small();
    let args = [
        "practice", "--count", "1", "--topic", "alpha", "--bank", &bank,
    ];
    let printed = home.script(&args, &["a", "", "q"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
}

#[test]
fn a_folder_that_others_can_read_is_closed_to_them_with_all_that_is_in_it() {
    let home = Home::new();
    answer_one(&home);
    let history = home.history();
    let folder = history.parent().expect("a folder").to_owned();
    let kept = [
        history.clone(),
        history.with_extension("lock"),
        folder.join("backups"),
    ];
    open_to_all(&folder, 0o777);
    for path in &kept {
        open_to_all(path, 0o755);
    }
    // A journal that a killed program left behind.
    let journal = folder.join("history.db-wal");
    fs::write(&journal, "").expect("written");
    open_to_all(&journal, 0o644);
    answer_one(&home);
    assert_eq!(mode(&folder), 0o700);
    for path in kept.iter().chain([&journal]).filter(|path| path.exists()) {
        assert_eq!(mode(path) & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn links_in_the_folder_are_refused_and_what_they_lead_to_is_not_touched() {
    for name in ["history.db", "history.lock", "history.db-wal", "backups"] {
        let home = Home::new();
        let link = home.history_to_be().with_file_name(name);
        let elsewhere = tempfile::tempdir().expect("a folder");
        let target = elsewhere.path().join("precious");
        fs::write(&target, "precious").expect("written");
        open_to_all(&target, 0o644);
        symlink(&target, &link).expect("linked");
        let checked = home.run(&["stats", "--bank", &small()]);
        assert_ne!(checked.code, 0, "{name}: {}", checked.out);
        assert!(
            checked.err.contains("is a symbolic link"),
            "{name}: {}",
            checked.err
        );
        let restored = home.run(&["history", "restore", target.to_str().expect("UTF-8")]);
        assert_eq!(restored.code, 1, "{name}: {}", restored.out);
        assert_eq!(fs::read_to_string(&target).expect("there"), "precious");
        assert_eq!(mode(&target), 0o644);
    }
}

#[test]
fn a_history_with_triggers_or_views_is_refused() {
    for foreign in [
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE VIEW v AS SELECT * FROM event",
    ] {
        let home = Home::new();
        answer_one(&home);
        let copy = home.history().with_file_name("evil.db");
        fs::copy(home.history(), &copy).expect("copied");
        let db = rusqlite::Connection::open(&copy).expect("it opens");
        db.execute_batch(foreign).expect("made");
        drop(db);
        let before = fs::read(home.history()).expect("it is there");
        let refused = home.run(&["history", "restore", copy.to_str().expect("UTF-8")]);
        assert_eq!(refused.code, 1, "{}", refused.out);
        assert!(fs::read(home.history()).expect("it is there") == before);
        // If such a file replaces the history, it is set aside, and a new history is started.
        fs::rename(&copy, home.history()).expect("moved");
        answer_one(&home);
        let stats = home.run(&["stats", "--json", "--bank", &small()]).json();
        assert_eq!(stats["all"]["answers"], 1, "{stats}");
    }
}

#[test]
fn a_log_that_was_cut_off_is_not_taken_for_a_whole_one() {
    let home = Home::new();
    answer_one(&home);
    answer_one(&home);
    let log = home.history().with_file_name("log.jsonl");
    let log = log.to_str().expect("UTF-8").to_owned();
    assert_eq!(home.run(&["history", "export", &log]).code, 0);
    let whole = fs::read_to_string(&log).expect("written");
    let lines: Vec<_> = whole.lines().collect();
    for kept in 1..lines.len() {
        fs::write(&log, lines[..kept].join("\n") + "\n").expect("written");
        let merged = Home::new().run(&["history", "merge", &log]);
        assert_eq!(merged.code, 1, "{kept} lines: {}", merged.out);
        assert!(merged.err.contains("incomplete"), "{}", merged.err);
    }
    fs::write(&log, &whole).expect("written");
    let merged = Home::new().run(&["history", "merge", &log]);
    assert_eq!(merged.code, 0, "{}", merged.err);
}
