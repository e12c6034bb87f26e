//! The sentences of a drill: a cell of a table, one letter for its value, the next cell.

use crate::quiz::{Session, Slot};

pub const BEGINS: &str = "Drill: one letter answers each cell. Type ? for the other commands.";

pub const HELP: &str = "a, b, c: answer the cell. u: undo the last answer. l: show the cell \
                        again. t: show the time left. r: show the score. y: finish and show \
                        the result. q: leave; the drill is kept.";

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
