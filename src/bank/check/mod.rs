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
    let mut found: Vec<Vec<Note>> = RULES.iter().map(|_| Vec::new()).collect();
    // No rule sees what another one finds, so that all can look at the same time.
    thread::scope(|scope| {
        for (rule, notes) in RULES.iter().zip(&mut found) {
            if let Some(find) = rule.find {
                let case = &case;
                scope.spawn(move || *notes = find(case));
            }
        }
    });
    let found = RULES.iter().zip(found);
    let found = found.flat_map(|(rule, notes)| notes.into_iter().map(move |note| (*rule, note)));
    let judged = excuse::judge(&case, found.collect());
    Report::new(loaded, &case, judged)
}
