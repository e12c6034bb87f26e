//! Full, broken, and read-only disks, and file systems without locks.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::support::{ENTER, Home, Program, small};
use crate::tools::Injection;

/// Starts a practice session of questions with one correct option.
fn begins(home: &Home) -> Program {
    home.start(&["practice", "--bank", &small(), "--topic", "alpha"])
}

/// Returns the number of answers in the history at `path`.
fn answers(path: &Path) -> usize {
    let db = Connection::open(path).expect("it opens");
    let query = "SELECT count(*) FROM event WHERE body ->> 'kind' = 'answered'";
    let count = db.query_row(query, [], |row| row.get::<_, u32>(0));
    count.expect("it can be read") as usize
}

/// Answers while `calls` fail, and again once they succeed. An answer that is not on disk is not
/// shown as saved, and is saved later.
#[track_caller]
fn marks_and_tries_again(calls: &str, error: &str, words: &str) {
    let home = Home::new();
    let mut program = begins(&home);
    assert!(!program.answers_right().shows("Not saved"));
    let injection = Injection::into(&program, &home, calls, &format!("error={error}"));
    program.goes_on();
    let screen = program.answers_right();
    assert!(screen.says("Not saved."), "{}", screen.text());
    let banner = format!("Not saved: {words}");
    assert!(screen.shows(&banner), "{}", screen.text());
    drop(injection);
    program.goes_on();
    let screen = program.answers_right();
    assert!(!screen.shows("Not saved"), "{}", screen.text());
    program.kill();
    assert_eq!(answers(&home.history()), 3);
}

#[test]
#[ignore = "needs strace"]
fn an_answer_that_a_full_disk_does_not_take_is_marked_and_tried_again() {
    marks_and_tries_again("pwrite64", "ENOSPC", "the disk is full");
}

#[test]
#[ignore = "needs strace"]
fn an_answer_that_a_broken_disk_does_not_take_is_marked_and_tried_again() {
    marks_and_tries_again("pwrite64", "EIO", "the disk reported an error");
}

#[test]
#[ignore = "needs strace"]
fn no_answer_is_called_saved_when_the_disk_does_not_sync() {
    marks_and_tries_again("fsync,fdatasync", "EIO", "the disk reported an error");
}

/// Lets the nth write or sync fail once. Everything shown as saved must be in the history after a
/// kill, and the session must continue.
#[test]
#[ignore = "needs strace"]
fn whichever_write_fails_what_is_called_saved_is_there() {
    let mut failed = 0;
    for (calls, error) in [("pwrite64", "ENOSPC"), ("fsync,fdatasync", "EIO")] {
        for n in 1..=8 {
            let home = Home::new();
            let mut program = begins(&home);
            program.asks();
            let how = format!("error={error}:when={n}");
            let _injection = Injection::into(&program, &home, calls, &how);
            let mut saved = 0;
            for number in 1..=4 {
                let screen = program.answers_right();
                if screen.says("Not saved.") {
                    failed += 1;
                } else {
                    saved = number;
                }
                assert!(!screen.says("read-only"), "{}", screen.text());
                if number < 4 {
                    program.goes_on();
                }
            }
            assert!(saved >= 3, "the next answer mends it: {calls} {n}");
            program.kill();
            assert!(answers(&home.history()) >= saved, "{calls} {n}");
        }
    }
    assert!(failed > 0, "no write failed at an answer");
}

/// Starts the program with its history on a separate file system, mounted with `options`.
fn on_a_mount(home: &Home, options: &str, args: &[&str]) -> Program {
    home.history_to_be();
    let script =
        format!("mount -t tmpfs -o {options} tmpfs \"$XDG_STATE_HOME\" && exec \"$0\" \"$@\"");
    home.start_by(&["unshare", "-rm", "sh", "-c", &script], args, &[])
}

/// Returns the path of the history inside the program's mount namespace, where only the program
/// sees the mount.
fn seen_by(program: &Program, home: &Home) -> PathBuf {
    let path = home.history();
    let inside = path.strip_prefix("/").expect("it is absolute");
    Path::new("/proc")
        .join(program.pid().to_string())
        .join("root")
        .join(inside)
}

#[test]
#[ignore = "needs mounts"]
fn a_disk_of_300_kilobytes_fills_and_is_cleared_again() {
    let home = Home::new();
    let args = ["practice", "--bank", &small(), "--topic", "alpha"];
    let mut program = on_a_mount(&home, "size=300k", &args);
    assert!(!program.answers_right().shows("Not saved"));
    let history = seen_by(&program, &home);
    let filler = history.with_file_name("filler");
    let mut file = fs::File::create(&filler).expect("made");
    // Fill the disk to the last byte.
    while file.write_all(&[0; 512]).is_ok() {}
    drop(file);
    let mut said = 0;
    for _ in 2..=5 {
        program.goes_on();
        let screen = program.answers_right();
        if screen.says("Not saved.") {
            assert!(
                screen.shows("Not saved: the disk is full"),
                "{}",
                screen.text()
            );
            said += 1;
        }
    }
    assert!(said > 0, "the disk was never full");
    fs::remove_file(&filler).expect("removed");
    program.goes_on();
    let screen = program.answers_right();
    assert!(!screen.shows("Not saved"), "{}", screen.text());
    // Copy the history and its journal while the file system is mounted.
    let kept = home.history().with_file_name("taken-out.db");
    for ending in ["", "-wal"] {
        let from = format!("{}{ending}", history.display());
        let to = format!("{}{ending}", kept.display());
        fs::copy(from, to).expect("copied");
    }
    assert_eq!(answers(&kept), 6);
}

#[test]
#[ignore = "needs mounts"]
fn a_home_that_is_read_only_is_said_and_the_quiz_runs() {
    let home = Home::new();
    let mut program = on_a_mount(&home, "ro", &["--bank", &small()]);
    program.sees("Answers are not saved: the history's folder is read-only");
    program.press(ENTER);
    let screen = program.answers_right();
    assert!(screen.says("Not saved."), "{}", screen.text());
    assert!(screen.shows("Answers are not saved:"), "{}", screen.text());
}

#[test]
#[ignore = "needs mounts"]
fn a_history_that_is_there_and_read_only_is_said_and_the_quiz_runs() {
    let home = Home::new();
    drop(home.library());
    let script = "mount --bind \"$XDG_STATE_HOME\" \"$XDG_STATE_HOME\" && \
                  mount -o remount,ro,bind \"$XDG_STATE_HOME\" && exec \"$0\" \"$@\"";
    let args = ["--bank", &small()];
    let mut program = home.start_by(&["unshare", "-rm", "sh", "-c", script], &args, &[]);
    program.sees("Answers are not saved: the history's folder is read-only");
    program.press(ENTER);
    let screen = program.answers_right();
    assert!(screen.says("Not saved."), "{}", screen.text());
}

#[test]
#[ignore = "needs strace"]
fn a_file_system_without_locks_is_said() {
    // Test without any locks, and without only those that SQLite needs.
    for calls in ["flock,fcntl", "fcntl"] {
        let home = Home::new();
        let args = ["--bank", &small()];
        let mut program = home.start_with_fault(calls, "error=ENOLCK", &args);
        let screen = program.sees("Answers are not saved:");
        assert!(screen.shows("lock"), "{}", screen.text());
        program.press(ENTER);
        let screen = program.answers_right();
        assert!(screen.says("Not saved."), "{}", screen.text());
    }
}
