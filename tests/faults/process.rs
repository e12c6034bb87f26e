//! Faults caused by the system and the shell: signals, stops, hang-ups, panics, and unwritable
//! output.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};

use crate::escapes::only_its_own;
use crate::support::{CTRL_C, CTRL_Z, ENTER, Ended, Home, Program, figure, small};
use crate::terminal::comes_true;

fn at_the_second_question(home: &Home, program: Program) -> Program {
    let mut program = program;
    program.reads("New here?");
    program.press(ENTER);
    program.answers_right();
    program.goes_on();
    program.press("b");
    program.sees("B");
    program.settles();
    assert!(home.history().exists());
    program
}

#[track_caller]
fn is_kept(home: &Home) {
    let program = home.open_small();
    program.reads("Continue the practice session: question 2 of 10");
}

/// The maximum time for the program to exit after its terminal closes. The longer limit is for a
/// busy machine.
const AT_ONCE: Duration = Duration::from_millis(100);
const BUSY: Duration = Duration::from_secs(2);

#[track_caller]
fn goes_with_its_terminal(start: impl Fn(&Home) -> Program) -> Duration {
    let home = Home::new();
    let program = at_the_second_question(&home, start(&home));
    let (code, took) = program.hang_up_and_wait();
    assert_eq!(code, 129);
    assert!(took < BUSY, "it took {took:?}");
    is_kept(&home);
    took
}

#[test]
fn it_goes_with_its_terminal_told_by_a_signal() {
    goes_with_its_terminal(Home::open_small);
}

#[test]
fn it_goes_with_its_terminal_where_the_signal_is_ignored() {
    goes_with_its_terminal(|home| {
        let ignoring = ["/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""];
        home.start_by(&ignoring, &["--bank", &small()], &[])
    });
}

#[test]
fn it_goes_with_its_terminal_where_no_signal_comes() {
    goes_with_its_terminal(|home| home.start_as_a_guest(&["--bank", &small()]));
}

#[test]
#[ignore = "long: a hundred hang-ups of each kind; needs GNU's env"]
fn it_goes_with_its_terminal_every_time() {
    let bank = small();
    let args = ["--bank", &*bank];
    let rounds = figure("CERTDRILL_ROUNDS", 10);
    for before in [
        &["/usr/bin/env"][..],
        &["/usr/bin/env", "--ignore-signal=HUP"],
        &["/usr/bin/env", "--block-signal=HUP"],
    ] {
        let mut times: Vec<_> = (0..rounds)
            .map(|_| goes_with_its_terminal(|home| home.start_by(before, &args, &[])))
            .collect();
        times.sort_unstable();
        let (quick, middle, worst) = (times[rounds / 4], times[rounds / 2], times[rounds - 1]);
        println!("{before:?}: {rounds} of {rounds}, middle {middle:?}, worst {worst:?}");
        // The limit applies to the lower quartile, because other tests run at the same time and
        // every hang-up waits for the disk.
        assert!(quick < AT_ONCE, "{before:?}: {quick:?}");
    }
}

/// The cause that makes the program exit.
enum Leave {
    Key(&'static str),
    Signal(Signal),
}

/// One way to exit the program, with its exit code.
struct WayOut {
    name: &'static str,
    code: u32,
    open: fn(&Home) -> Program,
    leave: Leave,
}

const fn way(name: &'static str, code: u32, open: fn(&Home) -> Program, leave: Leave) -> WayOut {
    WayOut {
        name,
        code,
        open,
        leave,
    }
}

const WAYS_OUT: [WayOut; 10] = [
    way("q", 0, Home::open_small, Leave::Key("q")),
    way("Ctrl-C", 0, Home::open_small, Leave::Key(CTRL_C)),
    way("TERM", 143, Home::open_small, Leave::Signal(Signal::TERM)),
    way("INT", 130, Home::open_small, Leave::Signal(Signal::INT)),
    way("QUIT", 131, Home::open_small, Leave::Signal(Signal::QUIT)),
    way("HUP", 129, Home::open_small, Leave::Signal(Signal::HUP)),
    way("no bank", 3, no_bank, Leave::Key("q")),
    way(
        "a panic while drawing",
        101,
        panics_drawing,
        Leave::Key("j"),
    ),
    way("a panic in a worker", 101, panics_reading, Leave::Key("j")),
    way("no memory left", 1, runs_out_of_memory, Leave::Key("j")),
];

fn no_bank(home: &Home) -> Program {
    home.start(&["exam", "--bank", "/nowhere"])
}

fn panics_drawing(home: &Home) -> Program {
    panics(home, "draw")
}

fn panics_reading(home: &Home) -> Program {
    panics(home, "worker")
}

fn runs_out_of_memory(home: &Home) -> Program {
    panics(home, "memory")
}

fn panics(home: &Home, place: &str) -> Program {
    let bank = small();
    home.start_with(80, 24, &["--bank", &bank], &[("CERTDRILL_PANIC", place)])
}

#[track_caller]
fn leaves(way: &WayOut) -> Ended {
    let name = way.name;
    let home = Home::new();
    let mut program = (way.open)(&home);
    program.waits("drew something", |screen| {
        screen.shows("quit") || screen.shows("usable")
    });
    assert!(program.took_the_terminal(), "{name}");
    match way.leave {
        Leave::Key(key) => program.press(key),
        Leave::Signal(signal) => program.signal(signal),
    };
    let ended = program.ends();
    assert_eq!(ended.code, way.code, "{name}");
    ended.restored_the_terminal();
    let text = String::from_utf8_lossy(&ended.bytes);
    assert_eq!(
        text.matches("\x1b[?1049l").count(),
        1,
        "{name}: it is left once"
    );
    only_its_own(&ended.bytes);
    ended
}

#[test]
#[cfg(debug_assertions)]
fn the_terminal_is_restored_once_on_every_way_out() {
    for way in &WAYS_OUT {
        leaves(way);
    }
}

#[test]
#[cfg(debug_assertions)]
#[ignore = "long: every way out a hundred times"]
fn the_terminal_is_restored_every_time() {
    let rounds = figure("CERTDRILL_ROUNDS", 10);
    for way in &WAYS_OUT {
        for _ in 0..rounds {
            leaves(way);
        }
        println!("{}: restored {rounds} of {rounds} times", way.name);
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_is_reported_below_the_shell_s_own_words_and_quotes_nothing() {
    for way in WAYS_OUT.iter().filter(|way| way.code == 101) {
        let ended = leaves(way);
        let screen = ended.screen;
        assert!(
            screen.says("certdrill: internal error at src/tui/test_panics.rs:"),
            "{}",
            screen.text()
        );
        assert!(
            screen.says("Everything that was reported as saved is safe"),
            "{}",
            screen.text()
        );
        // The panic message, which could contain an answer, is not shown.
        assert!(!screen.says("asked for"), "{}", screen.text());
    }
}

#[test]
#[cfg(debug_assertions)]
fn after_a_panic_the_session_is_offered_again() {
    for place in ["draw", "worker"] {
        let home = Home::new();
        let bank = small();
        let args = ["practice", "--bank", &*bank, "--topic", "alpha"];
        let mut program = home.start(&args);
        program.answers_right();
        program.kill();
        let mut program = panics(&home, place);
        program.reads("Continue the practice session: question 1 of 6");
        program.press(ENTER);
        assert_eq!(program.ends().code, 101);
        home.open_small()
            .reads("Continue the practice session: question 1 of 6");
    }
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_it_back() {
    let home = Home::new();
    // A shell with job control: it runs a job, shows a prompt, and resumes the job with `fg`.
    let shell = "set -m; \"$0\" \"$@\"; echo stopped; read line; fg >/dev/null; echo over";
    let bank = small();
    let before = ["/bin/sh", "-c", shell];
    let program = home.start_by(&before, &["--bank", &bank], &[]);
    let mut program = at_the_second_question(&home, program);
    let before = program.settles();
    assert!(program.took_the_terminal());
    program.press(CTRL_Z);
    let shell = program.waits("gave the terminal back", |it| {
        it.is_normal() && it.shows("stopped")
    });
    assert!(!shell.shows("How sure?"), "{}", shell.text());
    assert!(
        !program.took_the_terminal(),
        "input is cooked while it is stopped"
    );
    let from = program.bytes().len();
    program.press("\n");
    program.writes("\x1b[2J", from);
    assert_eq!(program.settles().text(), before.text());
    assert!(program.took_the_terminal());
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    let ended = program.ends();
    assert!(ended.screen.shows("over"), "{}", ended.screen.text());
    ended.restored_the_terminal();
}

#[test]
fn ctrl_z_does_nothing_where_nobody_could_continue_it() {
    let home = Home::new();
    // A shell without job control, as in a script, would wait forever for a stopped program.
    let before = ["/bin/sh", "-c", "\"$0\" \"$@\"; exit $?"];
    let program = home.start_by(&before, &["--bank", &small()], &[]);
    let mut program = at_the_second_question(&home, program);
    program.press(CTRL_Z);
    program.settles();
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    ended.restored_the_terminal();
}

#[test]
#[cfg(target_os = "linux")]
fn stopped_and_continued_from_outside_it_draws_all_anew() {
    let home = Home::new();
    let program = home.open_small();
    let mut program = at_the_second_question(&home, program);
    let before = program.settles();
    let pid: Pid = program.pid();
    for _ in 0..3 {
        program.signal(Signal::STOP);
        comes_true("it stops", || Program::state_of(pid) == Some('T'));
        program.smudges(b"\x1b[2J\x1b[Hsomebody else drew here");
        let from = program.bytes().len();
        program.signal(Signal::CONT);
        program.writes("\x1b[2J", from);
        program.waits("drew all of it", |screen| screen.text() == before.text());
    }
}

#[test]
fn ended_while_it_is_stopped_it_restores_the_terminal() {
    let home = Home::new();
    let program = home.open_small();
    let mut program = at_the_second_question(&home, program);
    let pid: Pid = program.pid();
    program.signal(Signal::STOP);
    comes_true("it stops", || Program::state_of(pid) == Some('T'));
    // The program receives both signals at once and draws nothing in between.
    program.signal(Signal::TERM);
    program.signal(Signal::CONT);
    let ended = program.ends();
    assert_eq!(ended.code, 143);
    ended.restored_the_terminal();
}

/// Runs the program through a shell that closes some of its standard file descriptors.
fn with_closed(home: &Home, closed: &str, args: &[&str]) -> std::process::Output {
    let mut command = home.command(&[]);
    let program = command.get_program().to_owned();
    command = {
        let mut shell = Command::new("/bin/sh");
        shell.env_clear().envs(home.environment());
        shell.arg("-c").arg(format!("exec \"$0\" \"$@\" {closed}"));
        shell.arg(program).args(args).stdin(Stdio::null());
        shell
    };
    command.output().expect("it starts")
}

#[test]
fn closed_descriptors_are_no_terminal_and_no_harm() {
    let home = Home::new();
    let bank = small();
    for closed in [
        "<&-",
        ">&-",
        "2>&-",
        "<&- >&-",
        "<&- 2>&-",
        ">&- 2>&-",
        "<&- >&- 2>&-",
    ] {
        for args in [&["--bank", &*bank][..], &["exam", "--bank", &*bank]] {
            let output = with_closed(&home, closed, args);
            assert_eq!(output.status.code(), Some(2), "{closed} {args:?}");
            let said = String::from_utf8(output.stderr).expect("UTF-8");
            assert!(!said.contains('\x1b'), "{said}");
            assert!(
                closed.contains("2>") || said.starts_with("certdrill: no terminal"),
                "{said}"
            );
        }
        // Commands that do not need a terminal still work. They may fail if their output is closed.
        for args in [
            &["stats", "--bank", &*bank][..],
            &["bank", "list", "--bank", &*bank],
        ] {
            let output = with_closed(&home, closed, args);
            assert!(
                matches!(output.status.code(), Some(0 | 1)),
                "{closed} {args:?}: {output:?}"
            );
        }
    }
    // The history must be intact. If its file had been opened under the number of a closed standard
    // descriptor, regular output would have overwritten it.
    home.open_small().reads("New here?");
}

#[test]
fn a_reader_that_goes_away_is_no_error_of_any_command() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["exam", "--bank", &bank]);
    program.marks_incorrectly(&home);
    program.finishes();
    program.press("q").press("q");
    program.ends();
    for args in [
        &["stats"][..],
        &["stats", "--json"],
        &["results"],
        &["results", "1"],
        &["results", "--json"],
        &["bank", "list"],
        &["bank", "list", "--json"],
        &["bank", "check"],
        &["bank", "check", "--json"],
        &["--help"],
        &["practice", "--help"],
        &["--version"],
    ] {
        let mut args = args.to_vec();
        if !args[0].starts_with('-') && !args.contains(&"--help") {
            args.extend(["--bank", &bank]);
        }
        let printed = home.run_without_reader(&args);
        assert_eq!((printed.code, &*printed.err), (0, ""), "{args:?}");
    }
    // Pipe the output to `head`.
    let mut line = Command::new("/bin/sh");
    line.env_clear().envs(home.environment());
    line.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let words =
        "for n in 1 2 3 4 5 6 7 8 9 10; do \"$0\" bank list --json --bank \"$1\" | head -1; done";
    line.args(["-c", words])
        .arg(home.command(&[]).get_program())
        .arg(&bank);
    let output = line.output().expect("it starts");
    assert_eq!(
        output.stderr,
        b"",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 10);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_an_error_in_a_sentence() {
    let home = Home::new();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it");
    let output = home
        .command(&["bank", "list", "--bank", &small()])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(
        said.starts_with("certdrill: ") && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_limit_on_file_sizes_fails_the_write_and_not_the_program() {
    let home = Home::new();
    let bank = small();
    // The history already exists, but no file can grow.
    home.open_small().reads("New here?");
    let limited = ["/bin/sh", "-c", "ulimit -f 8; exec \"$0\" \"$@\""];
    let args = ["practice", "--bank", &*bank, "--topic", "alpha"];
    let mut program = home.start_by(&limited, &args, &[]);
    let told = program.waits("said that it is not kept", |screen| {
        screen.says("Not saved") || screen.says("Answers are not saved")
    });
    assert!(!told.says("Saved."), "{}", told.text());
    program.signal(Signal::TERM);
    let ended = program.ends();
    assert_eq!(ended.code, 143, "{}", ended.screen.text());
    ended.restored_the_terminal();
}

#[test]
fn while_nothing_happens_it_does_nothing() {
    let home = Home::new();
    let mut program = home.open_small();
    program.reads("New here?");
    program.settles();
    let from = program.bytes().len();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_millis(300) {
        std::thread::yield_now();
    }
    assert_eq!(program.bytes().len(), from, "it drew though nothing came");
}
