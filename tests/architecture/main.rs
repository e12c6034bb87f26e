//! Checks the layers described in `ARCHITECTURE.md`: which modules may depend on each other, and that
//! the pure modules do not depend on the outside world.

mod cycles;

use std::fs;
use std::path::{Path, PathBuf};

/// The modules that `tui` and `cli` may use because `app` may.
const BELOW_APP: &[&str] = &[
    "model",
    "quiz",
    "learn",
    "store",
    "bank",
    "exchange",
    "config",
    "counts",
    "diagnostic",
    "text",
];

/// The modules that know neither the history nor a file.
const PURE: &[&str] = &["model", "quiz", "learn"];

/// Every top-level module with the modules that it may use, in groups. A module that is not listed
/// fails the test, so that every new module is assigned a layer.
const ROOMS: &[(&str, &[&[&str]])] = &[
    ("model", &[]),
    ("quiz", &[&["model"]]),
    ("learn", &[&["model", "quiz"]]),
    ("disk", &[]),
    ("atomic_file", &[&["disk"]]),
    ("text", &[]),
    ("counts", &[]),
    ("diagnostic", &[&["text"]]),
    ("parse_error", &[]),
    ("paths", &[]),
    ("memory", &[]),
    ("out_of_memory", &[]),
    ("clock", &[&["quiz"]]),
    ("logbook", &[&["text", "clock", "disk"]]),
    ("store", &[PURE, &["disk"]]),
    (
        "bank",
        &[
            PURE,
            &["counts", "diagnostic", "memory", "parse_error", "text"],
        ],
    ),
    (
        "exchange",
        &[
            PURE,
            &["atomic_file", "bank", "counts", "diagnostic", "text"],
        ],
    ),
    (
        "config",
        &[&[
            "atomic_file",
            "bank",
            "counts",
            "diagnostic",
            "parse_error",
            "paths",
            "text",
        ]],
    ),
    ("app", &[BELOW_APP]),
    (
        "tui",
        &[
            BELOW_APP,
            &[
                "app",
                "clock",
                "memory",
                "out_of_memory",
                "parse_error",
                "paths",
            ],
        ],
    ),
    (
        "cli",
        &[
            BELOW_APP,
            &[
                "app",
                "tui",
                "atomic_file",
                "clock",
                "logbook",
                "out_of_memory",
                "paths",
            ],
        ],
    ),
];

/// Crates and modules that the pure modules must not use: terminals, files, databases, clocks, and
/// everything else that would make results unpredictable.
const WORLD: &[&str] = &[
    "ratatui",
    "crossterm",
    "rusqlite",
    "jiff",
    "rustix",
    "signal_hook",
    "etcetera",
    "toml",
    "clap",
    "log",
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::path",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "rand::rng",
    "rand::random",
    "rand::rngs::SysRng",
    "rand::rngs::ThreadRng",
];

/// A path used in a source file, with its line.
#[derive(Debug)]
struct Named {
    path: String,
    file: String,
    line: usize,
}

#[test]
fn every_room_names_only_rooms_below_it() {
    for (room, below) in ROOMS {
        for named in named_in(room) {
            let Some(other) = named.path.strip_prefix("crate::") else {
                continue;
            };
            let other = other.split("::").next().unwrap_or_default();
            let is_room = ROOMS.iter().any(|(name, _)| *name == other);
            assert!(
                !is_room || other == *room || below.concat().contains(&other),
                "{}:{} names `{}`, and `{room}` may not name `{other}`",
                named.file,
                named.line,
                named.path,
            );
        }
    }
}

#[test]
fn model_quiz_and_learn_know_no_terminal_file_database_or_clock() {
    for room in ["model", "quiz", "learn"] {
        for named in named_in(room) {
            // Calendar dates are allowed, because they do not read a clock.
            let outside = WORLD.iter().find(|it| {
                !named.path.starts_with("jiff::civil::")
                    && (named.path == **it || named.path.starts_with(&format!("{it}::")))
            });
            assert!(
                outside.is_none(),
                "{}:{} names `{}`",
                named.file,
                named.line,
                named.path
            );
        }
    }
}

#[test]
fn formats_know_no_file() {
    for named in named_in("exchange") {
        let may = ["src/exchange/folder.rs", "src/exchange/source.rs"];
        let outside = ["std::fs", "std::io", "std::env", "std::path", "std::net"];
        let reaches_out = outside.iter().any(|it| named.path.starts_with(it));
        assert!(
            !reaches_out || may.contains(&&*named.file),
            "{}:{} names `{}`",
            named.file,
            named.line,
            named.path
        );
    }
}

#[test]
fn only_the_clock_s_room_reads_a_wall_clock() {
    for (room, _) in ROOMS.iter().filter(|(room, _)| *room != "clock") {
        for named in named_in(room) {
            assert!(
                !named.path.contains("SystemTime") && !named.path.contains("Timestamp::now"),
                "{}:{} names `{}`",
                named.file,
                named.line,
                named.path
            );
        }
    }
}

/// Files that may mention the values and the provider of a particular bank: values that old banks
/// refer to only by ID, and color names in old themes.
const NAME_VALUES: &[&str] = &["bank/resolve/known_values.rs", "tui/theme/mod.rs"];

#[test]
fn no_code_knows_the_values_of_one_bank() {
    let mut files = Vec::new();
    collect(&source(), &mut files);
    for file in files {
        let shown = file.strip_prefix(source()).expect("it is a source");
        let is_for_tests = file.ends_with("testing.rs") || file.ends_with("tests.rs");
        if is_for_tests || NAME_VALUES.iter().any(|it| shown.ends_with(it)) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("it can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().enumerate();
        for (number, line) in lines.filter(|(_, it)| !it.trim_start().starts_with("//")) {
            let line = line.to_lowercase();
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            let named = words.find(|it| ["aws", "amazon", "customer", "customers"].contains(it));
            assert!(
                named.is_none(),
                "{}:{} names {named:?}",
                shown.display(),
                number + 1
            );
        }
    }
}

#[test]
fn every_folder_and_file_of_the_library_is_a_room() {
    let rooms = ROOMS.iter().map(|(room, _)| *room);
    let known: Vec<_> = rooms.chain(["lib", "main"]).collect();
    for entry in fs::read_dir(source()).expect("there are sources") {
        let path = entry.expect("it can be read").path();
        let name = path.file_stem().and_then(|it| it.to_str()).unwrap_or("");
        assert!(
            known.contains(&name),
            "{} stands in no table",
            path.display()
        );
    }
}

#[test]
fn groups_and_long_paths_are_seen_through() {
    let code = "use std::{fs, time::{Duration, Instant}};\nlet x = crate::store::open(a, b);\n\
                use super::Thing; // std::net\nlet text = \"rusqlite::Error\";";
    let paths: Vec<_> = paths_of(code).into_iter().map(|(path, _)| path).collect();
    for path in [
        "std::fs",
        "std::time::Duration",
        "std::time::Instant",
        "crate::store::open",
        "super::Thing",
    ] {
        assert!(paths.iter().any(|it| it == path), "{path} in {paths:?}");
    }
    assert!(
        !paths
            .iter()
            .any(|it| it.contains("net") || it.contains("rusqlite"))
    );
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Returns every path used in the code of the module `room`; its unit tests may use any path.
fn named_in(room: &str) -> Vec<Named> {
    let mut files = Vec::new();
    let file = source().join(format!("{room}.rs"));
    if file.exists() {
        files.push(file);
    }
    collect(&source().join(room), &mut files);
    assert!(!files.is_empty(), "there is no room `{room}`");
    let mut named = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("it can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let shown = file.strip_prefix(source()).unwrap_or(&file).display();
        named.extend(paths_of(code).into_iter().map(|(path, line)| Named {
            path,
            file: format!("src/{shown}"),
            line,
        }));
    }
    named
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

/// Returns the paths with `::` in `code`, with groups in `use` expanded, each with its line.
fn paths_of(code: &str) -> Vec<(String, usize)> {
    let mut paths = Vec::new();
    // The prefix before each open brace of a group.
    let mut groups: Vec<String> = Vec::new();
    let mut path = String::new();
    let mut end = |path: &mut String, groups: &[String], line| {
        let whole = groups.concat() + path;
        if whole.contains("::") && !path.is_empty() {
            paths.push((whole.trim_end_matches(':').to_owned(), line));
        }
        path.clear();
    };
    for (at, line) in without_texts(code).lines().enumerate() {
        for c in line.chars() {
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | ':' => path.push(c),
                '{' if path.ends_with("::") => groups.push(std::mem::take(&mut path)),
                '}' => {
                    end(&mut path, &groups, at + 1);
                    groups.pop();
                }
                ' ' if path.is_empty() => {}
                _ => end(&mut path, &groups, at + 1),
            }
        }
        end(&mut path, &groups, at + 1);
    }
    paths
}

/// Returns `code` without comments and string literals.
fn without_texts(code: &str) -> String {
    let mut bare = String::with_capacity(code.len());
    for line in code.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let outside = line.split('"').step_by(2);
        bare.extend(outside.flat_map(|part| [part, " "]));
        bare.push('\n');
    }
    bare
}
