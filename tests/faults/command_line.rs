//! Invalid arguments and exit codes.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use crate::escapes::only_its_own;
use crate::support::{Home, broken, small};

#[test]
fn bytes_that_are_no_text_do_no_harm_wherever_they_stand() {
    let home = Home::new();
    let bank = small();
    let odd: &[&[u8]] = &[
        b"\xff\xfe",
        b"\xc3",
        b"--topic=\xff",
        b"\x1b[31m\xff",
        b"-\xff",
        b"--\xff",
    ];
    for odd in odd {
        for before in [
            &[][..],
            &["practice"],
            &["practice", "--topic"],
            &["results", "--export"],
            &["bank", "check", "--bank"],
        ] {
            let mut command = home.command(before);
            command.arg(OsStr::from_bytes(odd));
            if !before.contains(&"--bank") {
                command.args(["--bank", &bank]);
            }
            let output = command.output().expect("it starts");
            let code = output.status.code();
            assert!(
                matches!(code, Some(1..=3)),
                "{odd:?} after {before:?}: {output:?}"
            );
            assert!(
                !output.stderr.contains(&0x1b) && !output.stdout.contains(&0x1b),
                "{output:?}"
            );
        }
    }
}

#[test]
fn every_exit_code_is_one_that_help_tells() {
    let home = Home::new();
    let help = home.run(&["--help"]).out;
    let told =
        "Exit codes: 0 success, 1 failure, 2 invalid usage or no terminal, 3 errors in the bank";
    assert!(
        help.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(told),
        "{help}"
    );
    let bank = small();
    let no_bank = broken("not-toml");
    for (args, code) in [
        (&["--version"][..], 0),
        (&["help", "practice"], 0),
        (&["stats", "--bank", &bank], 0),
        (&["results", "7", "--bank", &bank], 2),
        (&[], 2),
        (&["--no-such-flag"], 2),
        (&["no-such-command"], 2),
        (&["practice", "--count"], 2),
        (&["practice", "--count", "-1"], 2),
        (&["practice", "--minutes", "99999999999999999999"], 2),
        (&["exam", "--seed", "1.5"], 2),
        (&["practice", "--bank", &bank, "--topic", ""], 2),
        (&["bank", "check", "--bank", &no_bank], 3),
        (&["bank", "list", "--bank", &no_bank], 3),
        (&["stats", "--bank", &no_bank], 3),
        (&["stats", "--bank", ""], 2),
    ] {
        let printed = home.run(args);
        assert_eq!(printed.code, code, "{args:?}: {}", printed.err);
        assert!(
            code == 0 || !(printed.err.is_empty() && printed.out.is_empty()),
            "{args:?}"
        );
    }
}

#[test]
fn a_log_file_that_is_a_pipe_without_a_reader_is_refused_at_once() {
    let home = Home::new();
    let pipe = home.history_to_be().with_file_name("pipe");
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0)
        .expect("a pipe");
    let pipe = pipe.to_str().expect("UTF-8").to_owned();
    let printed = home.run(&["--log", &pipe, "stats", "--bank", &small()]);
    assert_eq!(printed.code, 1);
    assert!(
        printed.err.contains("not a regular file"),
        "{}",
        printed.err
    );
}

#[test]
fn a_history_that_cannot_be_reached_is_not_called_new() {
    let home = Home::new();
    let folder = home.history_to_be();
    let folder = folder.parent().expect("a folder");
    std::fs::remove_dir(folder).expect("empty");
    std::fs::write(folder, "in the way").expect("written");
    let checked = home.run(&["history", "check"]);
    assert_eq!(checked.code, 1, "{}", checked.out);
    assert!(checked.err.contains("cannot read"), "{}", checked.err);
}

#[test]
fn without_a_home_folder_settings_and_history_are_refused_alike() {
    for args in [&["config"][..], &["stats"]] {
        let mut command = Home::new().command(args);
        command.env_clear();
        let output = command.output().expect("it starts");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            err.contains("no home folder was found; set HOME"),
            "{args:?}: {err}"
        );
    }
}

#[test]
fn a_cause_is_named_once() {
    let home = Home::new();
    let backups = home.history_to_be().with_file_name("backups");
    std::fs::write(&backups, "in the way").expect("written");
    let args = [
        "practice",
        "--topic",
        "alpha",
        "--count",
        "1",
        "--bank",
        &small(),
    ];
    let printed = home.script(&args, &["a", "", "q"]);
    assert_eq!(printed.code, 1, "{}", printed.out);
    assert_eq!(
        printed.err.matches("is not a folder").count(),
        1,
        "{}",
        printed.err
    );
}

#[test]
fn usage_errors_write_no_escapes_of_their_arguments_to_a_terminal() {
    let hostile = "b\u{1b}]0;PWNED\u{7}\u{1b}[2J\u{202e}.toml";
    for args in [
        &["bank", "check", "good.toml", hostile][..],
        &[hostile],
        &["practice", "--count", hostile],
        &["results", hostile],
    ] {
        let program = Home::new().start(args);
        let ended = program.ends();
        only_its_own(&ended.bytes);
        let text = String::from_utf8_lossy(&ended.bytes).into_owned();
        assert!(!text.contains('\u{202e}'), "{args:?}: {text}");
        assert!(text.contains("<U+202E>"), "{args:?}: {text}");
    }
}
