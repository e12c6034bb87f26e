//! Clock changes, and reboots during a session.

use std::fs;

use crate::support::{Home, small};
use crate::tools::WallClock;

/// Returns the minutes of the clock on the screen.
fn minutes_left(text: &str) -> u32 {
    let clock = text
        .split_whitespace()
        .find(|word| word.contains(':') && word.chars().all(|c| c.is_ascii_digit() || c == ':'));
    let clock = clock.unwrap_or_else(|| panic!("no clock in {text}"));
    let minutes = clock.split(':').next().expect("it has a part");
    minutes.parse().expect("a number")
}

#[test]
#[ignore = "needs libfaketime"]
fn a_wall_clock_that_is_set_takes_no_time_and_gives_none() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let wall = WallClock::new(folder.path());
    let exam = ["exam", "--bank", &small(), "--minutes", "30"];
    let mut program = home.start_with(80, 24, &exam, &wall.environment());
    let screen = program.asks_number(1);
    assert!(minutes_left(&screen.title()) >= 29, "{}", screen.title());
    for offset in ["+3600", "-3600", "+86400"] {
        wall.set(offset);
        let screen = program.settles();
        assert!(minutes_left(&screen.title()) >= 29, "{}", screen.title());
    }
    program.kill();
    // Within one boot, the wall clock does not matter between two runs of the program, either.
    for offset in ["+7200", "-7200"] {
        wall.set(offset);
        let program = home.start_with(80, 24, &["--bank", &small()], &wall.environment());
        let screen = program.reads("Continue the timed exam: question 1 of 12");
        let row = screen.row_with("left").expect("it tells the time");
        let left = row.split(", ").last().expect("it has a part").to_owned();
        assert!(minutes_left(&left) >= 29, "{row}");
    }
}

#[test]
#[ignore = "needs libfaketime"]
fn an_exam_whose_deadline_passed_before_the_machine_was_started_anew_is_scored() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let wall = WallClock::new(folder.path());
    let exam = [
        "exam",
        "--bank",
        &small(),
        "--topic",
        "alpha",
        "--minutes",
        "30",
    ];
    let mut program = home.start_with(80, 24, &exam, &wall.environment());
    program.marks("Right option");
    program.press("n");
    program.asks_number(2);
    program.kill();

    let boot = folder.path().join("boot_id");
    fs::write(&boot, "00000000-0000-4000-8000-00000000000b\n").expect("written");
    let script = format!(
        "mount --bind {} /proc/sys/kernel/random/boot_id && exec \"$0\" \"$@\"",
        boot.display()
    );
    let later = |offset: &str| {
        wall.set(offset);
        let before = ["unshare", "-rm", "sh", "-c", &script];
        home.start_by(&before, &["--bank", &small()], &wall.environment())
    };
    // After a reboot, the wall clock decides.
    let program = later("+900");
    let screen = program.reads("Continue the timed exam: question 2 of 6");
    let row = screen.row_with("left").expect("it tells the time");
    let left = row.split(", ").last().expect("it has a part").to_owned();
    assert!((14..=15).contains(&minutes_left(&left)), "{row}");
    program.kill();
    let program = later("+1801");
    let screen = program.waits("showed the result", |it| it.title().contains("result"));
    assert!(screen.says("1 of 6"), "{}", screen.text());
}
