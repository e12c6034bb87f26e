//! Pictures of the real program. They are made by the program's own screens, so
//! that the README cannot show what is not there:
//! `UPDATE_PICTURES=1 cargo test --test pictures` makes them anew.
#![cfg(unix)]

mod support;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use certdrill::app::{App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::clock::Clock;
use certdrill::quiz::Slot;
use certdrill::store::Store;
use support::{ENTER, Home, Program, Screen, picture};

/// What the pictured questions are drawn with.
const SEED: u64 = 7;

#[test]
fn home() {
    let home = Home::new();
    let screen = home.start(&[]).sees("First time here");
    is_pictured("home", "The home screen on the first start", &screen);
}

#[test]
fn a_question() {
    let home = Home::new();
    let mut program = practice(&home, 80, 24);
    program.asks_something();
    program.press("Dbs");
    let screen = program.sees("● sure");
    is_pictured("question", "A question before its answer", &screen);
}

#[test]
fn a_question_answered_wrong() {
    let home = Home::new();
    let screen = answered_wrong(practice(&home, 80, 24));
    let title = "A question answered wrong, with the reason of every option";
    is_pictured("answered", title, &screen);
}

#[test]
fn a_question_answered_wrong_in_a_wide_window() {
    let home = Home::new();
    let screen = answered_wrong(practice(&home, 120, 40));
    let title = "A question answered wrong, and its duty on every service";
    is_pictured("answered-wide", title, &screen);
}

#[test]
fn an_exam() {
    let home = Home::new();
    let mut program = exam(&home, 80, 24);
    sits(&mut program, 8);
    program.press("fb");
    let screen = program.sees(" ▸ ");
    is_pictured("exam", "A timed exam: clock, pace and flag", &screen);
}

#[test]
fn a_result() {
    let home = Home::new();
    let mut program = exam(&home, 80, 24);
    sits(&mut program, 20);
    let screen = program.finishes();
    is_pictured("result", "The result of a timed exam", &screen);
}

#[test]
fn settings() {
    let home = Home::new();
    let args = ["--theme", "light"];
    let mut program = home.start_with(80, 24, &args, &[("COLORTERM", "truecolor")]);
    program.sees("theme light");
    program.press("9");
    let screen = program.sees("‹ light ›");
    is_pictured("settings", "The settings, in the light theme", &screen);
}

#[test]
fn the_responsibility_map_in_a_wide_window() {
    let home = Home::new();
    let mut program = home.start_at(120, 40, &[]);
    program.sees("First time here");
    program.press("6");
    let screen = program.waits("showed the map", |screen| {
        screen.shows("Facilities") && screen.shows("B both")
    });
    is_pictured(
        "map-wide",
        "Who is responsible for what, on which service",
        &screen,
    );
}

fn practice(home: &Home, columns: u16, rows: u16) -> Program {
    let seed = SEED.to_string();
    home.start_at(
        columns,
        rows,
        &["practice", "--topic", "moves", "--seed", &seed],
    )
}

fn exam(home: &Home, columns: u16, rows: u16) -> Program {
    let seed = SEED.to_string();
    home.start_at(columns, rows, &["exam", "--count", "20", "--seed", &seed])
}

/// Answers the first question of the practice wrong.
fn answered_wrong(mut program: Program) -> Screen {
    program.asks_something();
    for letter in ["a", "b"] {
        program.press(letter).press(ENTER);
        let told = program.waits("gave a verdict", |screen| {
            screen.shows("✓ Right.") || screen.shows("✗ Wrong.")
        });
        if told.shows("✗ Wrong.") {
            return told;
        }
        // That one was right: taken back, and another one given.
        program.press("u");
        program.sees("Undone.");
    }
    panic!("two options are right:\n{}", program.screen().text());
}

/// Answers the first `count` questions of the exam, most of them right.
fn sits(program: &mut Program, count: usize) {
    for (place, slot) in drawn().iter().enumerate().take(count) {
        program.waits("went on", |it| it.place() == Some(place + 1));
        let right = place % 4 != 3;
        let wanted = slot
            .shown()
            .enumerate()
            .filter(|(_, it)| it.correct == right);
        let letters: String = wanted
            .take(slot.question.right_count())
            .map(|(at, _)| slot.label(at).to_ascii_lowercase())
            .collect();
        // One is left blank.
        let keys = if place == 10 {
            "n".to_owned()
        } else {
            letters + "n"
        };
        program.press(&keys);
    }
    if count < 20 {
        program.waits("went on", |it| it.place() == Some(count + 1));
    } else {
        program.sees("y finishes.");
        program.press("\x1b");
        program.sees("How sure?");
    }
}

/// What the exam asks, with the options as it shows them: the library draws the
/// same with the same seed.
fn drawn() -> Vec<Slot> {
    let store = Store::in_memory().map_err(|error| error.to_string());
    let mut app = App::new(load(&Origin::Embedded), store).expect("the bank is embedded");
    let now = Clock::new().now();
    let overview = app.overview(&now).expect("an empty history");
    let selection = Selection {
        count: 20,
        seed: Some(SEED),
        ..Selection::default()
    };
    let sitting = app.exam(&selection, &overview, &now).expect("questions");
    sitting.session.slots().to_vec()
}

/// Compares the screen with its picture in `assets/screens`, or makes it anew.
#[track_caller]
fn is_pictured(name: &str, title: &str, screen: &Screen) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("assets/screens").join(format!("{name}.svg"));
    let made = picture(screen, title);
    if env::var_os("UPDATE_PICTURES").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, made).expect("written");
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept != made {
        let other = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.svg"));
        fs::write(&other, made).expect("written");
        panic!(
            "{} shows the program as it was; {} shows it as it is. Make the pictures anew:\n\
             UPDATE_PICTURES=1 cargo test --test pictures",
            path.display(),
            other.display()
        );
    }
}
