//! The sentences of a drill: a cell of the matrix, one letter for its owner, the next cell.

use crate::quiz::{Session, Slot};

pub const BEGINS: &str =
    "Drill: who is responsible? One letter for each duty; ? tells what else there is.";

pub const HELP: &str = "a, b, c: the owner. u: take the last answer back. l: this duty again. t: \
                        the time that is left. r: the tally. y: finish and see the result. q: \
                        leave; the drill is kept.";

/// How many of the cells so far were right.
pub fn tally(session: &Session) -> String {
    let score = session.score().all;
    format!("{} of {} right so far.", score.right, score.of)
}

/// `a AWS, b both, c customer?`
pub fn options(slot: &Slot) -> String {
    let options: Vec<_> = slot
        .shown()
        .enumerate()
        .map(|(at, choice)| {
            let letter = slot.label(at).to_ascii_lowercase();
            format!("{letter} {}", choice.text)
        })
        .collect();
    format!("{}?", options.join(", "))
}
