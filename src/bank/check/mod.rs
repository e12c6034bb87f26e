//! Checks what a bank says: that its keys are true to its matrices, that it is
//! whole, and that its questions do not give their answers away.
//!
//! A rule is a function from the [`Case`] to what it found. It knows no
//! excuses and no output: [`excuse`] takes away what an author has allowed
//! with a reason, and [`Report`] tells the rest. Nothing here reads a clock.

mod absolutes;
mod asked;
mod case;
mod chance;
mod complete;
mod echo;
mod exam_form;
mod excuse;
mod key;
mod letters;
mod negation;
mod options;
mod owner;
mod report;
mod rule;
mod sides;
mod sources;
mod stems;
#[cfg(test)]
mod testing;
mod truth;
mod words;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use jiff::civil::Date;

use super::Loaded;
use case::Case;
use rule::Note;

pub use asked::FEWEST_QUESTIONS;
#[cfg(test)]
pub use excuse::is_excusable;
pub use report::{Counts, Report};
pub use rule::{RULES, Rule};

/// Checks a loaded bank. The age of its sources is looked at where `today` is given.
pub fn check(loaded: &Loaded, today: Option<Date>) -> Report {
    let case = Case::new(loaded, today);
    // No rule sees what another one finds, so that several can look at the same time.
    let found: Vec<OnceLock<Vec<Note>>> = RULES.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let look = || {
        while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed))
            && let Some(rule) = RULES.get(number)
        {
            found[number].get_or_init(|| rule.find.map_or(Vec::new(), |find| find(&case)));
        }
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        for _ in 1..cores {
            // Where no other thread can be had, this one looks alone.
            if thread::Builder::new().spawn_scoped(scope, look).is_err() {
                break;
            }
        }
        look();
    });
    let found = RULES.iter().zip(found);
    let found = found.flat_map(|(rule, notes)| {
        let notes = notes.into_inner().unwrap_or_default();
        notes.into_iter().map(move |note| (*rule, note))
    });
    let judged = excuse::judge(&case, found.collect());
    Report::new(loaded, &case, judged)
}
