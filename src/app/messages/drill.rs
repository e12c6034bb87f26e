//! Sentences about the progress of a drill.

use crate::app::words::{median, seconds};
use crate::quiz::{Outcome, Session};

/// Returns parts such as `18 of 20 correct` and `best score 23`, joined by `between`. `best` is the
/// highest number of correct answers in an earlier drill with the same time limit.
pub fn so_far(session: &Session, best: Option<usize>, between: &str) -> String {
    let outcomes: Vec<bool> = (0..session.slots().len())
        .map(|place| session.outcome(place))
        .filter(|outcome| *outcome != Outcome::Open)
        .map(|outcome| outcome == Outcome::Right)
        .collect();
    let right = outcomes.iter().filter(|right| **right).count();
    let run = outcomes.iter().rev().take_while(|right| **right).count();
    let runs = outcomes.split(|right| !right).map(<[bool]>::len);
    let longest = runs.max().unwrap_or(0);
    let slots = session.slots().iter().enumerate();
    let answered = slots.filter(|(place, _)| session.outcome(*place) != Outcome::Open);
    let times: Vec<_> = answered.map(|(_, slot)| slot.spent).collect();
    let mut parts = vec![
        format!("{right} of {} correct", outcomes.len()),
        format!("{run} correct in a row, longest run {longest}"),
    ];
    parts.extend(median(&times).map(|it| format!("median {}", seconds(it))));
    parts.extend(best.map(|best| {
        if right > best {
            format!("new best score, {} more than before", right - best)
        } else {
            format!("best score {best}")
        }
    }));
    parts.join(between)
}
