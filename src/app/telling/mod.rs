//! What a session has to say, in sentences: screens and plain lines tell it alike.

pub mod forensics;
pub mod result;

use crate::app::{Overview, Sitting};
use crate::learn::SITTINGS_TO_CLEAR;
use crate::model::{Bank, Choice, Component};
use crate::quiz::{Away, Confidence, Outcome, Slot};

/// Returns the title of the table whose cell a drill asks about.
pub fn drilled_table(bank: &Bank, slot: &Slot) -> String {
    let cell = slot.question.asks.iter().find_map(|asked| match asked {
        Component::Cell(cell) => Some(cell),
        Component::Fact(_) => None,
    });
    let table = cell.and_then(|cell| bank.matrix(&cell.matrix));
    table.map_or(String::new(), |table| table.title.clone())
}

/// What becomes of a session left open when another one with `away` begins; `None`
/// where none is open.
pub fn ends_open(overview: &Overview, away: Away) -> Option<String> {
    let open = overview.open_beside(away).next()?;
    let kind = open.header.kind.name();
    Some(format!(
        "The {kind} left open ends with this start; what was answered counts."
    ))
}

/// What became of a session left open when this one began; `None` where none was.
pub fn ended_open(sitting: &Sitting) -> Option<String> {
    let kind = sitting.ended?.name();
    Some(format!(
        "The {kind} left open has ended; its answers count."
    ))
}

/// Says how many records of the history cannot be read; `None` if all can.
pub fn unread(count: usize) -> Option<String> {
    let records = match count {
        0 => return None,
        1 => "1 record of the history cannot be read and is left out.".to_owned(),
        many => format!("{many} records of the history cannot be read and are left out."),
    };
    Some(format!("{records} `certdrill history check` lists them."))
}

/// Says that the key of an answered question was corrected since, if that changed the verdict.
pub fn former_verdict(slot: &Slot) -> Option<&'static str> {
    Some(match slot.former_outcome? {
        Outcome::Right => {
            "The key was corrected since. At the time, this answer counted as correct."
        }
        _ => "The key was corrected since. At the time, this answer counted as incorrect.",
    })
}

/// `3, 7, 9 and 14`, and of many only how many.
pub fn places(places: &[usize]) -> String {
    const MOST: usize = 8;
    if places.len() > MOST {
        return places.len().to_string();
    }
    let names: Vec<_> = places.iter().map(|place| (place + 1).to_string()).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// What an option was to the sitter, before its reason; empty for a wrong one
/// that nobody chose. `several` are wanted; `chosen` is `None` where nobody answered.
pub fn of_option(choice: &Choice, several: bool, chosen: Option<bool>) -> &'static str {
    match (choice.correct, chosen) {
        (true, Some(true)) => "Your answer, right.",
        (true, Some(false)) if several => "Missed, this was right.",
        (true, _) => "The answer.",
        (false, Some(true)) => "Your answer.",
        (false, _) => "",
    }
}

/// `The answer is C.`, `The answers are B, E.`
pub fn key(slot: &Slot) -> String {
    let verb = if slot.question.is_multiple_response() {
        "answers are"
    } else {
        "answer is"
    };
    format!("The {verb} {}.", slot.key_letters())
}

/// What a right answer does to a question that waits to be put right; `righted`
/// says in how many sittings it was right before, where it waits.
pub fn of_waiting(slot: &Slot, righted: Option<usize>) -> &'static str {
    match righted {
        Some(_) if slot.confidence == Some(Confidence::Guess) => "A guess leaves it on the list.",
        Some(righted) if righted + 1 >= SITTINGS_TO_CLEAR => "It leaves the list.",
        Some(_) => "Right in one more sitting, and it leaves the list.",
        None => "",
    }
}

/// What is kept of a session that is left open.
pub fn kept(sitting: &Sitting) -> String {
    let kind = sitting.header.kind.name();
    let (at, of) = (sitting.session.at() + 1, sitting.session.slots().len());
    if sitting.is_saved() {
        format!("Kept: {kind}, question {at} of {of}. Go on with certdrill.")
    } else {
        format!("Not all of this {kind} could be saved: question {at} of {of}.")
    }
}

/// The same of a drill, which counts cells.
pub fn kept_drill(sitting: &Sitting) -> String {
    let at = sitting.session.at() + 1;
    if sitting.is_saved() {
        format!("Kept: drill, cell {at}. Go on with certdrill.")
    } else {
        format!("Not all of this drill could be saved: cell {at}.")
    }
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn few_places_are_named_and_many_counted() {
        assert_eq!(places(&[]), "");
        assert_eq!(places(&[2]), "3");
        assert_eq!(places(&[2, 6, 13]), "3, 7 and 14");
        assert_eq!(places(&[0; 9]), "9");
    }
}
