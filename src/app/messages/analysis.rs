//! Sentences that describe a session beyond its score.

use std::time::Duration;

use super::CONFIDENCE_NAMES;
use crate::app::words::clock;
use crate::model::markup::one_line;
use crate::model::{Bank, Choice, Claim};
use crate::quiz::{Analysis, Edits, Misconception, Session, Slot, Tally, Times};

/// Describes the number of changed answers and the effect of the changes.
pub fn edits(edits: Edits) -> String {
    match edits.count() {
        0 => "no answers were changed".to_owned(),
        count => format!(
            "{count} changed: {} incorrect to correct, {} correct to incorrect, and {} incorrect to incorrect",
            edits.wrong_to_right, edits.right_to_wrong, edits.wrong_to_wrong
        ),
    }
}

/// Describes how many questions were flagged and how many of those were answered correctly.
pub fn flags(flagged: Tally) -> String {
    match flagged.of {
        0 => "nothing was flagged".to_owned(),
        of => {
            let right = flagged.right;
            format!("{of} flagged: {right} correct, {} incorrect", of - right)
        }
    }
}

/// Formats the result for each confidence level that was used as text, such as `sure 3 of 4
/// correct`.
pub fn confidence_summary(marked: &[Tally; 4]) -> Vec<String> {
    CONFIDENCE_NAMES
        .iter()
        .zip(marked)
        .filter(|(_, tally)| tally.of > 0)
        .map(|(name, tally)| format!("{name} {} of {} correct", tally.right, tally.of))
        .collect()
}

/// Describes how the time was spent. Returns `None` if there is no data.
pub fn time(time: &Times) -> Option<String> {
    let seconds = |time: Duration| format!("{} s", time.as_secs());
    let mut text = format!("{} per question", seconds(time.mean?));
    if let (Some(missed), Some(right)) = (time.mean_missed, time.mean_right) {
        text += &format!(
            ": {} on missed questions, {} on the others",
            seconds(missed),
            seconds(right)
        );
    }
    text += &format!(". {} was spent on missed questions.", clock(time.on_missed));
    Some(text)
}

/// Describes whether the learner kept pace. Returns `None` if the session had no target pace.
pub fn pace(time: &Times) -> Option<String> {
    Some(match (&time.broke, time.pace) {
        (Some((run, over)), _) if run.len() == 1 => {
            format!(
                "You fell behind at question {}, by {}.",
                run.start + 1,
                clock(*over)
            )
        }
        (Some((run, over)), _) => format!(
            "You fell behind at questions {} to {}, by {} over {} questions.",
            run.start + 1,
            run.end,
            clock(*over),
            run.len()
        ),
        (None, Some(_)) => "You stayed on pace throughout.".to_owned(),
        (None, None) => return None,
    })
}

/// The text for a session without repeated mix-ups.
pub const NO_MIX_UPS: &str = "none occurred twice";

/// Describes each mix-up that occurred at least twice in `session`, most frequent first: what was
/// chosen and what is correct. The number is how many times it occurred. The walk-through shows
/// single mistakes.
pub fn mix_ups(bank: &Bank, session: &Session) -> Vec<(String, usize)> {
    let found = Analysis::of(session).misconceptions.into_iter();
    let repeated = found.filter(|(_, times)| *times > 1);
    let described = repeated.filter_map(|(myth, times)| {
        let text = match &myth {
            Misconception::Cell(claim) => of_cell(bank, claim),
            Misconception::Against(_) => of_option(session, &myth)?,
        };
        Some((text, times))
    });
    described.collect()
}

fn of_cell(bank: &Bank, claim: &Claim) -> String {
    let at = &claim.cell;
    let Some((row, column)) = bank.matrix(&at.matrix).and_then(|it| it.place(at)) else {
        return at.to_string();
    };
    let is = bank.cell(at).map_or("", |cell| cell.value.as_str());
    let (is, claimed) = (bank.value_title(at, is), bank.value_title(at, &claim.value));
    let (row, column) = (&row.title, &column.title);
    format!("{row} × {column}: you chose {claimed}; correct: {is}")
}

/// Describes the option that was last chosen because of `myth`.
fn of_option(session: &Session, myth: &Misconception) -> Option<String> {
    let chosen = session.slots().iter().rev().find_map(|slot| {
        let mut mix_ups = slot.mix_ups().into_iter();
        let (_, option) = mix_ups.find(|(it, _)| it == myth)?;
        Some((slot, option))
    });
    let (slot, option) = chosen?;
    let text = |choice: &Choice| one_line(&choice.text).trim_end_matches('.').to_owned();
    let chosen = slot.question.choice(&option).map(text)?;
    let correct = slot.question.choices.iter().filter(|it| it.correct);
    let correct: Vec<_> = correct.map(text).collect();
    Some(format!(
        "You chose {chosen}. Correct: {}",
        correct.join(". ")
    ))
}

/// Lists the options in the order in which they were selected, such as `B at 0:48, then A at 1:44,
/// 1:58 in all`.
pub fn path(slot: &Slot) -> String {
    let steps: Vec<_> = slot
        .path
        .iter()
        .map(|step| {
            let letters = slot.letters(&step.chosen);
            let letters = if letters.is_empty() {
                "nothing".into()
            } else {
                letters
            };
            format!("{letters} at {}", clock(step.spent))
        })
        .collect();
    let total = format!("{} in all", clock(slot.spent));
    if steps.is_empty() {
        return total;
    }
    format!("{}, {total}", steps.join(", then "))
}
