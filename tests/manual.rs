//! Information that the program prints about itself: shell completions, the manual page, and the
//! documents shipped with the program.
#![cfg(unix)]

mod support;

use std::process::{Command, Stdio};

use support::Home;

/// Returns the commands listed in the help, including the subcommands of `bank`.
fn commands() -> Vec<String> {
    let listed = |args: &[&str]| {
        let help = Home::new().run(args).out;
        let list = help.split("Commands:\n").nth(1).unwrap_or_default();
        let names = list.lines().take_while(|line| !line.is_empty());
        names
            .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
            .filter(|name| name != "help")
            .collect::<Vec<_>>()
    };
    let top = listed(&["--help"]);
    assert!(top.len() > 5, "{top:?}");
    top.into_iter()
        .flat_map(|name| match listed(&[&name, "--help"]) {
            below if below.is_empty() => vec![name],
            below => below.iter().map(|it| format!("{name} {it}")).collect(),
        })
        .collect()
}

/// Returns the options listed in `help`.
fn options(help: &str) -> Vec<String> {
    let lines = help.lines().map(str::trim_start);
    let names = lines.filter_map(|line| line.split_whitespace().find(|it| it.starts_with("--")));
    names.map(str::to_owned).collect()
}

#[test]
fn the_manual_has_every_command_and_every_option() {
    let home = Home::new();
    let page = home.run(&["man"]);
    assert_eq!((page.code, &*page.err), (0, ""));
    let text = page
        .out
        .replace("\\-", "-")
        .replace("\\fB", "")
        .replace("\\fR", "");
    assert!(text.contains(".TH certdrill 1"), "{text}");
    for section in [
        "NAME",
        "SYNOPSIS",
        "OPTIONS",
        "COMMANDS",
        "\"EXIT STATUS\"",
        "ENVIRONMENT",
    ] {
        assert!(
            text.contains(&format!(".SH {section}")),
            "{section} in\n{text}"
        );
    }
    let everywhere = options(&home.run(&["--help"]).out);
    for command in commands() {
        let heading = format!(".SS \"certdrill {command}\"");
        let (_, about) = text
            .split_once(&heading)
            .unwrap_or_else(|| panic!("{heading} in\n{text}"));
        let about = about.split(".SS").next().unwrap_or_default();
        let mut args: Vec<_> = command.split(' ').collect();
        args.push("--help");
        for option in options(&home.run(&args).out) {
            // Global options are listed only once, at the top.
            if !everywhere.contains(&option) {
                assert!(about.contains(&option), "{option} of {command} in\n{about}");
            }
        }
    }
}

#[test]
fn help_says_what_every_argument_is_for() {
    let home = Home::new();
    for command in commands() {
        let mut args: Vec<_> = command.split(' ').collect();
        args.push("--help");
        let help = home.run(&args).out;
        for line in help.lines() {
            let start = line.trim_start();
            // A list of values can be wrapped onto a separate line below its argument.
            let is_argument = start.starts_with(['-', '<', '[']) && !start.starts_with("[possible");
            let named = line.starts_with("  ") && is_argument;
            let said = line.trim().split_once("  ").map(|(_, said)| said.trim());
            assert!(
                !named || said.is_some_and(|it| !it.is_empty()),
                "{command}: {line}"
            );
        }
    }
}

#[test]
fn the_manual_is_read_without_a_complaint() {
    let page = Home::new().run(&["man"]).out;
    let reader = Command::new("groff")
        .args(["-man", "-Tascii", "-ww"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    // Skip the test on machines without groff.
    let Ok(mut reader) = reader else { return };
    let mut input = reader.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, page.as_bytes()));
    let read = reader.wait_with_output().expect("it ends");
    writer
        .join()
        .expect("it only writes")
        .expect("all of it is read");
    assert!(read.status.success());
    assert_eq!(String::from_utf8_lossy(&read.stderr), "");
}

#[test]
fn every_shell_gets_completions_of_every_command() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.run(&["completions", shell]);
        assert_eq!((script.code, &*script.err), (0, ""), "{shell}");
        for command in commands() {
            for name in command.split(' ') {
                assert!(script.out.contains(name), "{name} for {shell}");
            }
        }
        assert!(script.out.contains("plain"), "{shell}");
    }
    let unknown = home.run(&["completions", "klingon"]);
    assert_eq!((unknown.code, &*unknown.out), (2, ""));
    assert!(
        unknown.err.contains("possible values: bash"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_reader_of_completions_that_goes_away_is_no_error() {
    for args in [&["completions", "bash"][..], &["man"]] {
        let printed = Home::new().run_without_reader(args);
        assert_eq!((printed.code, &*printed.err), (0, ""), "{args:?}");
    }
}

#[test]
fn the_changelog_has_this_version() {
    let changelog = include_str!("../CHANGELOG.md");
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    assert!(changelog.contains(&heading), "{heading}");
}

#[test]
fn the_readme_has_every_command() {
    let readme = include_str!("../README.md");
    for command in commands() {
        assert!(
            readme.contains(&format!("certdrill {command} ")),
            "{command}"
        );
    }
}

#[test]
fn what_the_papers_link_to_is_there() {
    for (name, text) in [
        ("README.md", include_str!("../README.md")),
        ("CONTRIBUTING.md", include_str!("../CONTRIBUTING.md")),
        ("ARCHITECTURE.md", include_str!("../ARCHITECTURE.md")),
        ("CHANGELOG.md", include_str!("../CHANGELOG.md")),
    ] {
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let file = link.split('#').next().unwrap_or_default();
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            assert!(path.exists(), "{name} links to {link}");
        }
    }
}

#[test]
fn help_lists_only_options_that_the_command_uses() {
    let home = Home::new();
    let gone = home.banks().join("gone");
    let gone = gone.to_str().expect("a plain path");
    for name in commands() {
        let command: Vec<_> = name.split(' ').collect();
        let help = home.run(&[&command[..], &["--help"]].concat()).out;
        let listed = options(&help);
        let lists = |option: &str| listed.iter().any(|it| it == option);
        let has_session = [
            "practice",
            "exam",
            "placement",
            "study",
            "review",
            "learn",
            "sprint",
            "drill",
            "terms",
        ]
        .contains(&&*name);
        assert_eq!(lists("--plain"), has_session, "{name}: {help}");
        assert_eq!(
            lists("--theme"),
            has_session || name == "bank preview",
            "{name}: {help}"
        );
        assert!(lists("--log"), "{name}: {help}");
        // Some commands need an argument in addition to the bank.
        let needed: &[&str] = match &*name {
            "history reset" => &["alpha"],
            "bank export" => &["--to", "json"],
            "bank import" => &["no-such-file.json"],
            _ => &[],
        };
        // Without a history, these print the same for every bank.
        let is_quiet = ["plan", "status", "results", "history check"].contains(&&*name);
        if lists("--bank") && !is_quiet {
            let printed = home.run(&[&command[..], needed, &["--bank", gone]].concat());
            assert_ne!(printed.code, 0, "{name}: {}", printed.out);
        }
    }
    for command in ["config", "man", "history export"] {
        let args: Vec<_> = command.split(' ').collect();
        let printed = home.run(&[&args[..], &["--bank", gone, "--plain"]].concat());
        assert_eq!(printed.code, 0, "{command} ignores them: {}", printed.err);
    }
}
