//! Tests every screen in windows of all sizes and tests the program with random input.

use std::process::Command;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt as _, SeedableRng as _};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::keymap::Key;
use super::look::Environment;
use super::screen::{Context, Screen as _};
use super::screens;
use super::shell::{AfterEvent, Shell};
use crate::app::App;
use crate::bank::{Origin, load};
use crate::config::Symbols;
use crate::quiz::Moment;
use crate::store::Store;

/// The theme with the fewest styles, tested with ASCII symbols.
const PLAINEST: &str = "monochrome";
/// The maximum width and height of a window.
const WIDEST: u16 = 500;
const TALLEST: u16 = 200;

/// Returns the number in the environment variable `name`, or `usual` if the variable is not set.
fn figure(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |it| it.parse().expect("a figure is a number"))
}

fn at(ms: i64) -> Moment {
    Moment {
        utc_ms: 1_800_000_000_000 + ms,
        offset_s: 3600,
        boot: Some("one run of the machine".into()),
        boot_ms: 1_000_000 + ms as u64,
    }
}

/// Runs the test called `name` again in a child process with its own home directory, because
/// changed settings are written to disk. Returns whether the current process is that child process.
fn is_at_home(name: &str) -> bool {
    const MARK: &str = "CERTDRILL_WILD";
    if std::env::var_os(MARK).is_some() {
        return true;
    }
    let home = tempfile::tempdir().expect("a folder");
    let mut program = Command::new(std::env::current_exe().expect("it runs"));
    program.args([
        "--exact",
        &format!("tui::random_walk::{name}"),
        "--nocapture",
    ]);
    for folder in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
        program.env(folder, home.path());
    }
    let output = program.env(MARK, "1").output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
    assert!(
        said.contains("1 passed"),
        "there is no test `{name}`: {said}"
    );
    print!("{said}");
    false
}

/// Returns the program on its home screen, with the built-in bank and an empty history.
fn program(now: Moment, theme: &str) -> Shell {
    let store = Store::in_memory().expect("memory");
    let mut app = App::new(load(&Origin::Embedded), Ok(store)).expect("it opens");
    app.bank_is_read();
    let mut cx = Context::new(app, now);
    let mut home = screens::Home::new();
    home.returned(&mut cx);
    let settings = &mut cx.app.settings;
    settings.theme = theme.into();
    settings.symbols = if theme == PLAINEST {
        Symbols::Ascii
    } else {
        Symbols::Unicode
    };
    Shell::new(cx, vec![Box::new(home)], Environment::read())
}

fn key_of(c: char) -> Key {
    match c {
        '\r' => Key::of(KeyCode::Enter),
        '\x1b' => Key::of(KeyCode::Esc),
        '\t' => Key::of(KeyCode::Tab),
        '↓' => Key::of(KeyCode::Down),
        '↑' => Key::of(KeyCode::Up),
        '←' => Key::of(KeyCode::Left),
        '→' => Key::of(KeyCode::Right),
        '⇞' => Key::of(KeyCode::PageUp),
        '⇟' => Key::of(KeyCode::PageDown),
        '⇤' => Key::of(KeyCode::Home),
        '⇥' => Key::of(KeyCode::End),
        '⌫' => Key::of(KeyCode::Backspace),
        '①' => Key::of(KeyCode::F(1)),
        '②' => Key::ctrl('c'),
        '③' => Key::ctrl('d'),
        '④' => Key::ctrl('u'),
        '⑤' => Key::ctrl('k'),
        '⑥' => Key::ctrl('l'),
        c => Key::char(c),
    }
}

/// Returns the window sizes to test, which are evenly sampled from all sizes.
fn sizes() -> Vec<(u16, u16)> {
    let step = figure("CERTDRILL_SIZES_STEP", 1999);
    let all = (0..=WIDEST).flat_map(|width| (0..=TALLEST).map(move |height| (width, height)));
    all.step_by(step).collect()
}

/// Paints the screen, checks that it contains no control characters, and returns its content.
fn paint(shell: &mut Shell, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    shell.paint(&mut buffer);
    let acts = |symbol: &str| symbol.chars().any(char::is_control);
    let found = buffer.content().iter().find(|cell| acts(cell.symbol()));
    assert!(found.is_none(), "{found:?} at {width} × {height}");
    buffer
}

/// The keys that open each screen from the home screen, with an empty history.
const WAYS: [(&str, &str); 29] = [
    ("home", ""),
    ("help", "?"),
    ("setting a practice up", "1"),
    ("setting an exam up", "2"),
    ("nothing missed", "3"),
    ("no progress", "4"),
    ("browse", "5"),
    ("a question to read", "5\r"),
    ("the tables", "6"),
    ("the map", "6jj\r"),
    ("the map with its cells covered", "6jj\ro"),
    ("two services", "6jj\rv"),
    ("the drill", "7"),
    ("a drilled cell", "7a"),
    ("learning", "8"),
    ("a fact to learn", "8\r"),
    ("the settings", "9"),
    ("a search", "5/key"),
    ("show all commands", ":"),
    ("some of the commands", ":pra"),
    ("a question", "\r"),
    ("a question with marks", "\rBacfs"),
    ("an answered question", "\ra\r"),
    ("what is said of a question", "\ra\r!wrong"),
    ("the grid", "\rg"),
    ("what is worth a look", "\rr"),
    ("a confirmation", "\rry"),
    ("an exam", "2\r"),
    ("leaving an exam", "2\rq"),
];

#[test]
fn every_screen_is_drawn_in_windows_of_every_size() {
    const EDGES: [u16; 10] = [0, 1, 2, 12, 20, 39, 40, 60, 70, 120];
    if !is_at_home("every_screen_is_drawn_in_windows_of_every_size") {
        return;
    }
    let mut sizes = sizes();
    for width in EDGES {
        sizes.extend(EDGES.iter().map(|height| (width, *height)));
    }
    let mut drawn = Vec::new();
    for (name, keys) in WAYS {
        let mut shell = program(at(0), "default");
        paint(&mut shell, (80, 24));
        for key in keys.chars() {
            shell.key(key_of(key));
            paint(&mut shell, (80, 24));
        }
        let screen = paint(&mut shell, (80, 24));
        let known = drawn.iter().find(|(_, other)| *other == screen);
        assert!(
            known.is_none(),
            "{name} is {:?} again",
            known.map(|it| it.0)
        );
        drawn.push((name, screen));
        for size in &sizes {
            paint(&mut shell, *size);
        }
    }
    println!("{} screens in {} sizes", drawn.len(), sizes.len());
}

/// Tests a result and the screens that can be opened from it, because reaching them takes many
/// keys.
#[test]
fn a_result_is_drawn_in_windows_of_every_size() {
    if !is_at_home("a_result_is_drawn_in_windows_of_every_size") {
        return;
    }
    let mut ms = 0;
    let mut shell = program(at(ms), PLAINEST);
    for key in "2\rbacsncndnr".chars() {
        ms += 2_000;
        shell.tick(at(ms));
        shell.key(key_of(key));
        paint(&mut shell, (80, 24));
    }
    for key in "yy".chars() {
        ms += 5_000;
        shell.tick(at(ms));
        shell.key(key_of(key));
        paint(&mut shell, (80, 24));
    }
    for keys in ["", "r", "qq", "4", "\r", "qq", "3"] {
        for key in keys.chars() {
            ms += 2_000;
            shell.tick(at(ms));
            shell.key(key_of(key));
            paint(&mut shell, (80, 24));
        }
        for size in sizes() {
            paint(&mut shell, size);
        }
    }
}

#[test]
fn nothing_that_a_learner_does_makes_it_panic() {
    const KEYS: &str = "abcdeABCDE123456789jkhlnpgrqyYsfutxvmwiozNX/!?: \
                        \r\r\r\r\x1b\t↓↓↑←→⇞⇟⇤⇥⌫①②③④⑤⑥[";
    /// The number of events per history. A history that kept growing would only slow the test down.
    const A_LIFE: usize = 2_000;
    if !is_at_home("nothing_that_a_learner_does_makes_it_panic") {
        return;
    }
    let keys: Vec<char> = KEYS.chars().collect();
    let events = figure("CERTDRILL_EVENTS", 3_000);
    let begun = std::time::Instant::now();
    for life in 0..events.div_ceil(A_LIFE) {
        let mut chance = Xoshiro256PlusPlus::seed_from_u64(life as u64);
        let mut ms = 0;
        let mut shell = program(at(ms), "default");
        let mut size = (80, 24);
        for number in 0..A_LIFE.min(events) {
            ms += match chance.random_range(0..1000) {
                0 => 3_600_000,
                1..=10 => 61_000,
                11..=300 => chance.random_range(0..3_000),
                _ => chance.random_range(0..100),
            };
            let mut now = at(ms);
            if chance.random_range(0..50) == 0 {
                // Simulate a change of the wall clock.
                now.utc_ms += chance.random_range(-90_000_000..90_000_000);
            }
            shell.tick(now);
            let after = match chance.random_range(0..100) {
                0..=79 => {
                    let key = keys[chance.random_range(0..keys.len())];
                    shell.key(key_of(key))
                }
                80..=89 => {
                    let place = |most: u16| chance.random_range(0..=most.saturating_add(2));
                    let (mut place, (width, height)) = (place, size);
                    shell.click(Position::new(place(width), place(height)))
                }
                90..=94 => {
                    shell.wheel(chance.random());
                    AfterEvent::Draw
                }
                _ => {
                    size = match chance.random_range(0..4) {
                        0 => (
                            chance.random_range(0..=WIDEST),
                            chance.random_range(0..=TALLEST),
                        ),
                        1 => (chance.random_range(30..90), chance.random_range(8..30)),
                        _ => (80, 24),
                    };
                    AfterEvent::Repaint
                }
            };
            shell.wake();
            if after == AfterEvent::Quit {
                shell.leaving();
                shell.last_words();
            }
            if number % 4 == 0 {
                paint(&mut shell, size);
            }
        }
    }
    println!("{events} events, {:?}", begun.elapsed());
}
