//! Histories with randomly changed bytes: the program always starts, and nothing that was still
//! readable is lost.
#![cfg(unix)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use support::{Home, figure, lay_history, small};
use xxhash_rust::xxh3::xxh3_64_with_seed;

const PAGE: usize = 4096;

/// A random number generator with a reproducible sequence.
struct Dice {
    seed: u64,
    thrown: u64,
}

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.thrown += 1;
        (xxh3_64_with_seed(&self.thrown.to_le_bytes(), self.seed) % limit as u64) as usize
    }
}

/// Applies mutation number `seed` to `bytes`, a database file.
fn mutate(bytes: &mut Vec<u8>, seed: u64) {
    let mut dice = Dice { seed, thrown: 0 };
    let pages = bytes.len() / PAGE;
    match dice.below(8) {
        0 => bytes.truncate(dice.below(bytes.len())),
        1 => bytes.truncate(dice.below(pages) * PAGE),
        2 => {
            let page = dice.below(pages) * PAGE;
            bytes[page..page + PAGE].fill(0);
        }
        3 => {
            let (from, to) = (dice.below(pages) * PAGE, dice.below(pages) * PAGE);
            bytes.copy_within(from..from + PAGE, to);
        }
        // The file header, which describes the rest of the file.
        4 => bytes[dice.below(100)] = dice.below(256) as u8,
        // The header of a page.
        5 => {
            let page = dice.below(pages) * PAGE;
            bytes[page + dice.below(40)] = dice.below(256) as u8;
        }
        6 => {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
        }
        _ => {
            for _ in 0..=dice.below(64) {
                let at = dice.below(bytes.len());
                bytes[at] = dice.below(256) as u8;
            }
        }
    }
}

/// Returns every row that SQLite can still read from a copy of the file at `path`.
fn readable(path: &Path) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db");
    fs::copy(path, &copy).expect("copied");
    let mut rows = BTreeSet::new();
    let Ok(db) = Connection::open_with_flags(&copy, OpenFlags::SQLITE_OPEN_READ_ONLY) else {
        return rows;
    };
    for table in ["session", "slot", "item", "event", "note"] {
        let Ok(mut statement) = db.prepare(&format!("SELECT * FROM {table}")) else {
            continue;
        };
        let columns = statement.column_count();
        let Ok(mut found) = statement.query([]) else {
            continue;
        };
        while let Ok(Some(row)) = found.next() {
            let values = (0..columns).map(|at| row.get::<_, Value>(at));
            let values: Result<Vec<_>, _> = values.collect();
            rows.insert(format!("{table} {values:?}"));
        }
    }
    rows
}

fn survives(mutations: std::ops::Range<u64>) {
    let sound = Home::new();
    lay_history(2, &sound.history_to_be());
    sound.run(&["stats", "--bank", &small()]);
    let sound = fs::read(sound.history()).expect("it is there");
    let (mut aside, mut refused) = (0, 0);
    for seed in mutations.clone() {
        let home = Home::new();
        let mut bytes = sound.clone();
        mutate(&mut bytes, seed);
        fs::write(home.history_to_be(), &bytes).expect("written");
        let before = readable(&home.history());
        let stats = home.run(&["stats", "--bank", &small()]);
        assert!([0, 1].contains(&stats.code), "{seed}: {}", stats.err);
        assert!(stats.err.lines().count() <= 1, "{seed}: {}", stats.err);
        let moved = home.history().with_file_name("history.db.damaged-1");
        let mut after = readable(&home.history());
        if moved.exists() {
            aside += 1;
            assert_eq!(stats.code, 0, "{seed}: {}", stats.err);
            assert!(
                stats.err.contains("saved as history.db.damaged-1"),
                "{}",
                stats.err
            );
            assert!(
                fs::read(&moved).expect("kept") == bytes,
                "{seed}: it was touched"
            );
            after.extend(readable(&moved));
        } else if stats.code == 1 {
            refused += 1;
            assert!(
                fs::read(home.history()).expect("kept") == bytes,
                "{seed}: touched"
            );
        }
        let lost: Vec<_> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{seed} lost {lost:#?}");
        if seed % 10 == 0 {
            let mut program = home.open_small();
            program.sees("1  Practice");
            program.press("q");
            program.ends().restored_the_terminal();
        }
    }
    println!("of {mutations:?}, {aside} were set aside and {refused} refused");
    assert!(aside > 0, "no mutation was noticed");
}

#[test]
fn a_changed_history_costs_nothing_that_it_still_had() {
    survives(0..50);
}

#[test]
#[ignore = "long: 1,000 mutations; CERTDRILL_MUTATIONS sets the figure"]
fn a_thousand_changed_histories_cost_nothing_that_they_still_had() {
    survives(0..figure("CERTDRILL_MUTATIONS", 1000) as u64);
}
