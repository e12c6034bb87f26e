//! Kills commands at every system call that changes the disk. Afterward, the disk must have either
//! the old state or the new one, without any loss.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;

use rusqlite::Connection;
use rustix::process::Signal;

use crate::support::{Home, history_log, lay_history, rows, small};
use crate::tools::strikes;

/// The system calls that change files or lock them.
const CALLS: &[&str] = &[
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
    "mkdir",
    "copy_file_range",
    "sendfile",
    "fchmod",
    "fchown",
    "flock",
];
/// More calls of one kind than any command makes.
const LIMIT: usize = 1_000;

/// Kills `args` at its first call of a kind in a fresh home from `prepare`, then at its second, and
/// so on for all kinds, and runs `check` after every kill. Returns the number of kills.
#[track_caller]
fn sweep(args: &[&str], prepare: impl Fn() -> Home, mut check: impl FnMut(&Home, &str)) -> usize {
    let mut points = 0;
    for call in CALLS {
        for n in 1..LIMIT {
            let home = prepare();
            let ended = strikes(&home, args, call, "signal=KILL", n).status;
            check(&home, &format!("{call} {n}"));
            // strace exits in the same way as the program that it traces.
            if ended.signal() != Some(Signal::KILL.as_raw()) {
                break;
            }
            points += 1;
        }
    }
    points
}

fn version(home: &Home) -> usize {
    let db = Connection::open(home.history()).expect("it opens");
    let version = db.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0));
    version.expect("it has one") as usize
}

fn backups(home: &Home) -> PathBuf {
    home.history().with_file_name("backups")
}

#[track_caller]
fn is_sound_and_has(home: &Home, answers: usize, n: &str) {
    let stats = home.run(&["stats", "--bank", &small(), "--json"]).json();
    assert_eq!(stats["all"]["answers"], answers, "killed at {n}");
    let checked = home.run(&["history", "check"]);
    assert_eq!(checked.code, 0, "killed at {n}: {}", checked.out);
}

#[test]
#[ignore = "needs strace"]
fn killed_during_a_migration_the_history_is_old_or_new() {
    let prepare = || {
        let home = Home::new();
        lay_history(1, &home.history_to_be());
        home
    };
    let home = prepare();
    let before = rows(&home.history());
    home.run(&["stats", "--bank", &small()]);
    let newest = version(&home);
    let mut old = 0;
    let stats = ["stats", "--bank", &small()];
    let points = sweep(&stats, prepare, |home, n| {
        let version = version(home);
        assert!([1, newest].contains(&version), "{version} at {n}");
        old += usize::from(version == 1);
        assert_eq!(rows(&home.history()), before, "killed at {n}");
        is_sound_and_has(home, 6, n);
    });
    println!("{points} kills during a migration, {old} of them before it was done");
    assert!(points > 60 && old > 30 && old < points, "{points}, {old}");
}

#[test]
#[ignore = "needs strace"]
fn whichever_call_fails_during_a_migration_the_history_is_old_or_new() {
    let stats = ["stats", "--bank", &small()];
    let mut failed = 0;
    for (call, error, most) in [
        ("pwrite64", "ENOSPC", 30),
        ("fsync", "EIO", 16),
        ("rename", "EIO", 1),
        ("unlink", "EIO", 6),
        ("ftruncate", "EIO", 2),
        ("mkdir", "EROFS", 2),
    ] {
        for n in 1..=most {
            let home = Home::new();
            lay_history(1, &home.history_to_be());
            let before = rows(&home.history());
            let printed = strikes(&home, &stats, call, &format!("error={error}"), n);
            let said = String::from_utf8(printed.stderr).expect("UTF-8");
            let at = format!("{call} {n}: {said}");
            assert!([Some(0), Some(1)].contains(&printed.status.code()), "{at}");
            assert!(said.lines().count() <= 1, "{at}");
            failed += usize::from(!said.is_empty());
            assert_eq!(rows(&home.history()), before, "{at}");
            is_sound_and_has(&home, 6, &at);
        }
    }
    println!("{failed} failed calls were told");
    assert!(failed > 10, "{failed}");
}

#[test]
#[ignore = "needs strace"]
fn killed_while_a_history_is_set_aside_none_of_it_is_lost() {
    let letter = "no history at all, and long enough to be looked at".repeat(9);
    let prepare = || {
        let home = Home::new();
        fs::write(home.history_to_be(), &letter).expect("written");
        home
    };
    let stats = ["stats", "--bank", &small()];
    let points = sweep(&stats, prepare, |home, n| {
        let aside = home.history().with_file_name("history.db.damaged-1");
        let there = if aside.exists() {
            &aside
        } else {
            &home.history()
        };
        let kept = fs::read_to_string(there).expect("it is there");
        assert!(kept == letter, "killed at {n}");
        is_sound_and_has(home, 0, n);
        assert!(fs::read_to_string(&aside).expect("kept") == letter);
    });
    println!("{points} kills while a history is set aside");
    assert!(points > 40, "{points}");
}

#[test]
#[ignore = "needs strace"]
fn killed_during_a_restore_the_history_is_old_or_new_and_both_are_kept() {
    let prepare = || {
        let home = Home::new();
        lay_history(2, &home.history_to_be());
        fs::create_dir(backups(&home)).expect("a folder");
        let backup = backups(&home).join("history-2026-01-01.db");
        lay_history(2, &backup);
        let db = Connection::open(&backup).expect("it opens");
        let cut = "DELETE FROM event WHERE session = 1 AND step > 3";
        db.execute_batch(cut).expect("cut");
        drop(db);
        home.run(&["stats", "--bank", &small()]);
        home
    };
    let home = prepare();
    let present = rows(&home.history());
    let backup = rows(&backups(&home).join("history-2026-01-01.db"));
    let mut old = 0;
    let restore = ["history", "restore", "history-2026-01-01.db"];
    let points = sweep(&restore, prepare, |home, n| {
        let found = rows(&home.history());
        if found == present {
            old += 1;
            is_sound_and_has(home, 6, n);
        } else {
            assert!(found == backup, "killed at {n}");
            is_sound_and_has(home, 4, n);
            let replaced = backups(home).join("history-replaced-1.db");
            assert!(rows(&replaced) == present, "killed at {n}");
        }
    });
    println!("{points} kills during a restore, {old} of them before it was done");
    assert!(points > 60 && old > 30 && old < points, "{points}, {old}");
}

#[test]
#[ignore = "needs strace"]
fn killed_during_a_merge_all_of_the_log_is_there_or_nothing() {
    let prepare = || {
        let home = Home::new();
        drop(home.library());
        home
    };
    let log = history_log();
    let mut nothing = 0;
    let points = sweep(&["history", "merge", &log], prepare, |home, n| {
        let came = !rows(&home.history()).is_empty();
        nothing += usize::from(!came);
        is_sound_and_has(home, if came { 6 } else { 0 }, n);
    });
    println!("{points} kills during a merge, {nothing} of them before it was done");
    assert!(nothing > 5 && nothing < points, "{points}, {nothing}");
}
