//! The program killed at any moment: what it called saved is there, and the
//! session is offered again.

use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use certdrill::app::App;
use certdrill::clock::Clock;

use crate::support::{ENTER, Home, Program, Screen, figure, small};
use crate::terminal::Chance;

/// What a screen called saved: the question, and the text of the chosen option.
type Saved = BTreeMap<String, String>;

/// Reads every frame that was ever shown; hands out the last answer to each
/// question that stood there as saved.
fn called_saved(bytes: &[u8]) -> Saved {
    const END: &[u8] = b"\x1b[?2026l";
    let size = |cells| NonZeroU16::new(cells).expect("more than none");
    let mut terminal = vt100::Parser::new(size(24), size(80), 0);
    let mut saved = Saved::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(END.len()).position(|window| window == END) {
        let (frame, after) = rest.split_at(at + END.len());
        terminal.process(frame);
        rest = after;
        let screen = Screen::new(terminal.screen().clone());
        if !screen.says("Saved.") {
            continue;
        }
        let Some(question) = screen.question() else {
            continue;
        };
        let chosen = |row: &&String| row.contains("  ✗  ") || row.contains("  ✓  ");
        let rows = screen.rows();
        let chosen: Vec<_> = rows.iter().filter(chosen).collect();
        // Of a wrong answer the right one is marked too; the wrong one was chosen.
        let wrong = chosen.iter().find(|row| row.contains("✗"));
        if let Some(row) = wrong.or(chosen.first()) {
            let text = row.split_once(" option").map_or("", |(_, text)| text);
            saved.insert(question, format!("option{}", text.trim_end()));
        }
    }
    saved
}

/// What the history says was answered in the session that was begun last.
fn answered(library: &mut App) -> Saved {
    let overview = library.overview(&Clock::new().now()).expect("it can be read");
    let Some(sat) = overview.sessions.last() else {
        return Saved::new();
    };
    let slots = sat.session.slots().iter().filter(|slot| slot.answered);
    slots
        .filter_map(|slot| {
            let chosen = slot.chosen.first()?;
            let text = slot.question.choice(chosen)?.text.clone();
            let text = text.split_once(" option").map_or("", |(_, text)| text).to_owned();
            let name = slot.question.id.as_str().to_owned();
            Some((name, format!("option{text}")))
        })
        .collect()
}

fn start(home: &Home) -> Program {
    home.start(&["practice", "--bank", &small(), "--topic", "alpha", "--seed", "5"])
}

/// Answers at random, without looking, until it is killed at a random moment.
fn one_life(home: &Home, chance: &mut Chance) -> Saved {
    let mut program = if chance.next() % 3 == 0 {
        start(home)
    } else {
        home.open_small()
    };
    let keys = ["a\r", "b\r", "c\r", "d\r", "n", "p", "f", "s", "u"];
    // Home goes on with what is open, or begins something.
    program.press(ENTER);
    let lives = Duration::from_micros(chance.next() % 120_000);
    let begun = Instant::now();
    while begun.elapsed() < lives {
        let key = keys[(chance.next() % keys.len() as u64) as usize];
        program.press(key).press(ENTER);
        let pause = Duration::from_micros(chance.next() % 4_000);
        let until = Instant::now();
        while until.elapsed() < pause && begun.elapsed() < lives {
            std::thread::yield_now();
        }
    }
    called_saved(&program.killed())
}

/// Kills so many lives; hands out how many answers were called saved.
fn lives(count: usize, seed: u64) -> usize {
    let mut chance = Chance(seed);
    let mut home = Home::new();
    let mut claims = 0;
    for life in 0..count {
        // A new history now and then, so that it stays short.
        if life % 40 == 0 {
            home = Home::new();
        }
        let saved = one_life(&home, &mut chance);
        let kept = answered(&mut home.library());
        for (question, option) in &saved {
            // A later key may have taken it back before the program was killed.
            if let Some(kept) = kept.get(question) {
                assert_eq!(kept, option, "life {life} of seed {seed}: {question}");
                claims += 1;
            }
        }
    }
    claims
}

#[test]
fn what_was_called_saved_is_there_after_a_kill() {
    assert!(lives(figure("CERTDRILL_KILLS_SHORT", 40), 1) > 0, "nothing was ever saved");
}
