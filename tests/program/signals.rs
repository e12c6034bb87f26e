//! When the program receives a signal, it restores the terminal, saves the session, and exits.

use rustix::process::Signal;

use crate::support::{CTRL_Z, ENTER, Home, Program, small};

fn at_the_second_question(home: &Home) -> Program {
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "alpha"]);
    program.answers_right();
    program.goes_on();
    program.press("b");
    program.sees("Enter answer B");
    program
}

#[track_caller]
fn is_kept(home: &Home) {
    let mut program = home.open_small();
    program.reads("Continue the practice session: question 2 of 6");
    program.press(ENTER);
    program.sees("Enter answer B");
}

#[test]
fn term_int_hup_and_quit_exit_with_128_and_their_number() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::HUP, 129),
        (Signal::QUIT, 131),
    ] {
        let home = Home::new();
        let mut program = at_the_second_question(&home);
        program.signal(signal);
        let ended = program.ends();
        assert_eq!(ended.code, code, "{signal:?}");
        ended.restored_the_terminal();
        let backed_up = home.history().with_file_name("backups").exists();
        assert_eq!(backed_up, signal == Signal::HUP, "{signal:?}");
        is_kept(&home);
    }
}

#[test]
fn a_signal_ends_an_exam_without_asking_and_keeps_it() {
    let home = Home::new();
    let mut program = home.start(&["exam", "--bank", &small()]);
    program.asks_number(1);
    program.signal(Signal::TERM);
    assert_eq!(program.ends().code, 143);
    home.open_small()
        .reads("Continue the timed exam: question 1 of 12");
}

#[test]
fn a_window_that_is_closed_takes_the_program_with_it_and_nothing_else() {
    let home = Home::new();
    let program = at_the_second_question(&home);
    // The exit code is 129, or 1 if the window closes while a frame is being written.
    assert!([129, 1].contains(&program.hang_up()));
    is_kept(&home);
}

#[test]
fn ctrl_z_does_nothing_where_no_shell_could_bring_it_back() {
    let home = Home::new();
    let mut program = at_the_second_question(&home);
    program.press(CTRL_Z);
    program.settles();
    program.press("c");
    program.sees("Enter answer C");
}

#[test]
fn back_from_a_stop_it_takes_the_terminal_again_and_draws_all() {
    let home = Home::new();
    let mut program = at_the_second_question(&home);
    program.signal(Signal::STOP);
    let from = program.bytes().len();
    program.signal(Signal::CONT);
    for taken in ["\x1b[?1049h", "\x1b[?1000h", "\x1b[2J", "Enter"] {
        program.writes(taken, from);
    }
    program.press("c");
    program.sees("Enter answer C");
}
