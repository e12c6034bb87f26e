//! Machines with too little memory for the program.

use std::process::Command;

use crate::banks::{bank, card, question};
use crate::support::{ENTER, Home, small};

/// A shell command that limits the memory of a program to a number of KiB and disables core files.
const LIMITED: &str = "ulimit -c 0; ulimit -v \"$1\"; shift; exec \"$@\"";

#[test]
#[cfg(target_os = "linux")]
fn a_bank_that_needs_more_memory_than_there_is_is_refused_in_a_sentence() {
    let home = Home::new();
    let padding = "word ".repeat(20);
    let of = |number: usize| {
        question(
            &format!("q{number}"),
            &padding,
            &["Yes it is", "No it is not"],
        )
    };
    let made = bank(card() + &(0..20_000).map(of).collect::<String>());
    let mut refused = 0;
    let mut read = 0;
    for mib in [40, 48, 64, 96, 112, 128, 160, 1024] {
        let program = home.command(&[]);
        let mut shell = Command::new("/bin/sh");
        shell.env_clear().envs(home.environment());
        shell.args(["-c", LIMITED, "sh", &(mib * 1024).to_string()]);
        shell.arg(program.get_program());
        shell.args(["bank", "list", "--bank", made.path()]);
        let output = shell.output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(3) => {
                assert!(said.contains(" 0 questions"), "{mib} MiB: {said}");
                assert!(
                    complained.contains("the bank has 1 problem"),
                    "{complained}"
                );
                refused += 1;
            }
            Some(0) => {
                assert_eq!(complained, "", "{mib} MiB");
                read += 1;
            }
            other => panic!("{mib} MiB: {other:?}: {complained}"),
        }
    }
    assert!(refused > 0 && read > 0, "{refused} refused, {read} read");
}

/// A reason with 16,000 letters that applies to 1,000 × 50 cells would need 800 MB if each cell had
/// a copy.
#[test]
#[cfg(target_os = "linux")]
fn a_large_default_of_a_table_costs_its_size_once() {
    use std::fmt::Write as _;

    let home = Home::new();
    let mut text = card() + &question("q", "Which?", &["Yes it is", "No it is not"]);
    let columns: Vec<_> = (0..1000)
        .map(|at| format!("{{ id = \"c{at}\", title = \"C\" }}"))
        .collect();
    let columns = columns.join(", ");
    let head = "[[matrix]]\nid = \"m\"\ntitle = \"M\"\nvalues = [\"one\", \"two\"]\n";
    writeln!(text, "{head}columns = [{columns}]").expect("a text grows");
    let why = "w".repeat(16_000);
    for row in 0..50 {
        let row = format!("[[matrix.row]]\nid = \"r{row}\"\ntitle = \"R\"\nasks = \"so?\"");
        writeln!(
            text,
            "{row}\notherwise = {{ is = \"one\", why = \"{why}\" }}"
        )
        .expect("a text grows");
    }
    let made = bank(text);
    let program = home.command(&[]);
    let mut shell = Command::new("/bin/sh");
    shell.env_clear().envs(home.environment());
    shell.args(["-c", LIMITED, "sh", &(256 * 1024).to_string()]);
    shell.arg(program.get_program());
    shell.args(["bank", "stats", "--bank", made.path()]);
    let output = shell.output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{complained}");
    assert!(said.starts_with("A made bank"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn with_little_memory_it_runs_or_says_that_it_cannot() {
    let bank = small();
    let mut ran = 0;
    for mib in [40, 48, 56, 64, 80, 88, 96, 104, 112, 128, 256] {
        let home = Home::new();
        let limit = (mib * 1024).to_string();
        let shell = ["/bin/sh", "-c", LIMITED, "sh", &limit];
        let args = ["practice", "--bank", &bank, "--topic", "alpha"];
        let mut program = home.start_by(&shell, &args, &[]);
        let mut asked = program.shows_or_ends("How sure?");
        if asked {
            program.press_if_it_runs("a\r");
            asked = program.shows_or_ends("Enter next");
            program.press_if_it_runs(ENTER);
            program.press_if_it_runs("q");
            program.pauses();
            program.press_if_it_runs("q");
        }
        let ended = program.ends();
        if asked {
            assert_eq!(ended.code, 0, "{mib} MiB:\n{}", ended.screen.text());
            ended.restored_the_terminal();
            ran += 1;
        } else {
            // With less memory than any program needs, the system may be unable to start it.
            let text = ended.screen.text();
            assert!(
                [1, 3, 127].contains(&ended.code),
                "{mib} MiB: {}\n{text}",
                ended.code
            );
            assert!(
                ended.screen.is_normal() && ended.modes_are_back,
                "{mib} MiB:\n{text}"
            );
            assert!(!text.trim().is_empty(), "{mib} MiB: it says nothing");
        }
    }
    assert!(ran > 1, "it ran with {ran} of the limits");
}
