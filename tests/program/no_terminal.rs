//! Without a terminal, the program prints a message, exits with an error code, and writes no escape
//! sequences.

use std::process::Stdio;

use crate::support::{Home, small};

#[test]
fn in_a_pipe_the_program_says_what_to_use_instead() {
    let home = Home::new();
    for command in [&[][..], &["practice"], &["exam"], &["review"]] {
        let printed = home.run(command);
        assert_eq!(printed.code, 2, "{command:?}");
        assert_eq!(printed.out, "");
        assert_eq!(printed.err.lines().count(), 1, "{}", printed.err);
        assert!(printed.err.starts_with("certdrill: no terminal"));
        assert!(printed.err.contains("certdrill stats"));
        assert!(!printed.err.contains('\x1b'));
    }
}

#[test]
fn nothing_is_begun_where_there_is_no_terminal() {
    let home = Home::new();
    home.run(&["practice", "--bank", &small()]);
    let program = home.open_small();
    let screen = program.sees("New here?");
    assert!(!screen.says("Continue the"));
}

#[test]
fn closed_descriptors_are_no_terminal_either() {
    let home = Home::new();
    let bank = small();
    let mut command = home.command(&["--bank", &bank]);
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it starts");
    assert_eq!(status.code(), Some(2));
}
