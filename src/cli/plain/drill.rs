//! The messages for a drill, in which a single letter answers each question.

use crate::app::words::with_stop;
use crate::quiz::Slot;

pub const BEGINS: &str =
    "Drill: type one letter to answer each question, or ? for the other commands.";

pub const HELP: &str = "a, b, c: answer. u: undo the last answer. l: show the question \
                        again. note and words: write a personal note on the last answered item. \
                        t: show the time left. r: show the score. y: finish and show \
                        the result. q: leave; the session is saved.";

/// Returns the question as a single line.
pub fn asked(slot: &Slot) -> String {
    // A definition or a name on the first line has no period.
    let lines = slot.question.stem.lines().map(with_stop);
    lines.collect::<Vec<_>>().join(" ")
}

/// Formats the options as a prompt, such as `a 1 day, b 30 days, c 90 days?`
pub fn options(slot: &Slot) -> String {
    let options: Vec<_> = slot
        .shown()
        .enumerate()
        .map(|(at, choice)| {
            let letter = slot.label(at).to_ascii_lowercase();
            format!("{letter} {}", choice.text)
        })
        .collect();
    // Use semicolons if an option contains a comma, as definitions often do.
    let between = if options.iter().any(|it| it.contains(',')) {
        "; "
    } else {
        ", "
    };
    format!("{}?", options.join(between))
}
