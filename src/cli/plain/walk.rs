//! A walk through a session that has ended: what was chosen, what was right, and why.

use super::desk::{Desk, Way};
use super::question;
use crate::app::telling::{self, forensics, key};
use crate::model::Bank;
use crate::quiz::{Confidence, Outcome, Session};

/// What can be walked through, as it is typed.
const FILTERS: [&str; 5] = ["all", "wrong", "flagged", "unsure", "changed"];

/// Begins with what was wrong, if anything was.
pub fn through(desk: &mut Desk, bank: &Bank, session: &Session) -> anyhow::Result<Way> {
    let mut shown = places(session, "wrong");
    if shown.is_empty() {
        shown = places(session, "all");
    }
    let mut at = 0;
    loop {
        let Some(place) = shown.get(at).copied() else {
            return Ok(Way::Back);
        };
        desk.paper.gap()?;
        desk.say(&format!(
            "Question {}, {} of {} in this walk.",
            place + 1,
            at + 1,
            shown.len()
        ))?;
        tell(desk, bank, session, place)?;
        let wanted = "Enter for the next, p for the previous one, q to go back; all, wrong, \
                      flagged, unsure or changed to walk through those.";
        let Some(line) = desk.ask(wanted)? else {
            return Ok(Way::Out);
        };
        match line.as_str() {
            "" | "n" => at += 1,
            "p" => at = at.saturating_sub(1),
            "q" | "quit" => return Ok(Way::Back),
            filter if FILTERS.contains(&filter) => {
                let found = places(session, filter);
                if found.is_empty() {
                    desk.say("No question is of this kind.")?;
                } else {
                    (shown, at) = (found, 0);
                }
            }
            _ => {}
        }
    }
}

fn places(session: &Session, filter: &str) -> Vec<usize> {
    let wanted = |place: &usize| {
        let slot = &session.slots()[*place];
        let outcome = session.outcome(*place);
        outcome != Outcome::Open
            && match filter {
                "wrong" => outcome.is_miss(),
                "flagged" => slot.flagged,
                "unsure" => matches!(
                    slot.confidence,
                    Some(Confidence::Unsure | Confidence::Guess)
                ),
                "changed" => slot.changed(),
                _ => true,
            }
    };
    (0..session.slots().len()).filter(wanted).collect()
}

fn tell(desk: &mut Desk, bank: &Bank, session: &Session, place: usize) -> anyhow::Result<()> {
    let slot = &session.slots()[place];
    let chosen = slot.letters(&slot.chosen);
    let verdict = match session.outcome(place) {
        Outcome::Right => format!("Right. You chose {chosen}."),
        Outcome::Blank => format!("Blank. {}", key(slot)),
        Outcome::Wrong | Outcome::Open => format!("Wrong. You chose {chosen}. {}", key(slot)),
    };
    desk.say(&verdict)?;
    desk.say(&slot.question.stem)?;
    desk.paper.gap()?;
    question::tell(&mut desk.paper, bank, slot, true)?;
    if let Some(said) = telling::former_verdict(slot) {
        desk.say(said)?;
    }
    desk.paper
        .item("Your way: ", &format!("{}.", forensics::path(slot)))?;
    Ok(())
}
