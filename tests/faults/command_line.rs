//! Arguments that are none, and the codes that the program exits with.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

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
    let told = "Exit codes: 0 done, 1 failed, 2 wrong usage or no terminal, 3 the bank has errors";
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
