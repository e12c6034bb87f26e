//! Pictures of the real program, one of every screen. They are made by the
//! program's own screens, so that the README cannot show what is not there:
//! `UPDATE_PICTURES=1 cargo test --test pictures` makes them anew.
#![cfg(unix)]

mod learner;
mod rows;
#[path = "../support/mod.rs"]
mod support;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use learner::{history, letters, wide_of_the_mark};
use rows::{Begins, Picture, Step, pictures};
use support::{ENTER, Home, Program, Screen, picture, small};

#[test]
fn every_screen_is_pictured_as_it_is() {
    let pictures = pictures();
    let shelf = Home::new();
    history(&shelf.history_to_be());
    let old: Vec<String> = thread::scope(|scope| {
        let shelf = &shelf;
        let hands = pictures.chunks(pictures.len().div_ceil(4));
        let hands: Vec<_> = hands
            .map(|some| {
                scope.spawn(move || {
                    let drawn = some.iter().filter_map(|it| outdated(it, &drawn(it, shelf)));
                    drawn.collect::<Vec<_>>()
                })
            })
            .collect();
        let done = hands.into_iter().map(|it| it.join().expect("it drew"));
        done.flatten().collect()
    });
    assert!(
        old.is_empty(),
        "These show the program as it was; beside each is how it is. Make them anew:\n\
         UPDATE_PICTURES=1 cargo test --test pictures\n{}",
        old.join("\n")
    );
}

#[test]
fn no_picture_is_there_that_nothing_draws() {
    let pictures = pictures();
    for entry in fs::read_dir(folder()).expect("the pictures are there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_stem().and_then(|it| it.to_str());
        let is_drawn = pictures.iter().any(|it| Some(it.name) == name);
        assert!(is_drawn, "nothing draws {}", path.display());
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens")
}

/// What the program shows at the end of the picture's steps.
fn drawn(it: &Picture, shelf: &Home) -> Screen {
    let home = Home::new();
    let (columns, rows) = it.size;
    let with = |args: &[&str]| home.start_with(columns, rows, args, &[("COLORTERM", "truecolor")]);
    let mut program = match it.begins {
        Begins::Fresh(args) => with(args),
        Begins::Later => {
            fs::copy(shelf.history(), home.history_to_be()).expect("copied");
            with(&[])
        }
        Begins::Broken => with(&["--bank", "tests/fixtures/broken/no-right-option.toml"]),
        Begins::TwoBanks => {
            let bank = home.banks().join("small");
            let from = small();
            fs::create_dir(&bank).expect("a folder");
            for entry in fs::read_dir(from).expect("the fixture is there") {
                let entry = entry.expect("it can be read");
                fs::copy(entry.path(), bank.join(entry.file_name())).expect("copied");
            }
            with(&[])
        }
    };
    for step in &it.steps {
        take(step, &mut program);
    }
    match it.begins {
        // There the key that asks for a new frame loads the bank again.
        Begins::Broken => program.screen(),
        _ => program.settles(),
    }
}

fn take(step: &Step, program: &mut Program) {
    match step {
        Step::Reads(text) => drop(program.reads(text)),
        Step::Types(keys) => drop(program.press(keys)),
        Step::Right => answers(program, true),
        Step::Wrong => answers(program, false),
        Step::Marks(count) => marks(program, *count),
    }
}

/// Answers the open question, right or wrong.
fn answers(program: &mut Program, right: bool) {
    let screen = program.asks_something();
    let keys = if right {
        letters(&screen)
    } else {
        wide_of_the_mark(&screen)
    };
    program.press(&keys).press(ENTER);
    program.sees(if right {
        "✓ Correct"
    } else {
        "✗ Incorrect"
    });
}

/// Marks the first `count` questions of an exam, most of them right.
fn marks(program: &mut Program, count: usize) {
    for place in 1..=count {
        let screen = program.waits("went on", |it| it.place() == Some(place));
        let keys = match place {
            // One is left blank.
            11 => String::new(),
            _ if place % 4 == 0 => wide_of_the_mark(&screen),
            _ => letters(&screen),
        };
        program.press(&(keys + "n"));
    }
    program.waits("went on", |it| {
        it.place() != Some(count) || it.title().contains("review")
    });
}

/// Where the picture of before and that of now are, if they differ.
fn outdated(it: &Picture, screen: &Screen) -> Option<String> {
    let path = folder().join(format!("{}.svg", it.name));
    let made = picture(screen, it.title);
    if env::var_os("UPDATE_PICTURES").is_some() {
        fs::write(&path, made).expect("written");
        return None;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let (before, now): (Vec<_>, Vec<_>) = (rows_of(&kept), rows_of(&made));
    let is_same =
        |(before, now): (&&str, &&str)| before == now || (is_dated(before) && is_dated(now));
    if before.len() == now.len() && before.iter().zip(&now).all(is_same) {
        return None;
    }
    let other = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.svg", it.name));
    fs::write(&other, made).expect("written");
    Some(format!("{}  {}", path.display(), other.display()))
}

/// The rows of a picture, and what stands around them.
fn rows_of(svg: &str) -> Vec<&str> {
    svg.split("<g>\n").collect()
}

/// Whether the moment at which it is drawn decides what a row shows: it has a month in it,
/// many days without an answer, or the seconds that an exam would leave unused.
fn is_dated(row: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = row.split([' ', '>', '<', '…']);
    words.any(|word| MONTHS.contains(&word))
        || row.matches(">·<").count() > 9
        || row.contains(" would be left unused.")
}
