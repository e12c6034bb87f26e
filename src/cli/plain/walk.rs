//! Reviews an ended session question by question: the answers, the keys, and the reasons.

use super::desk::{Desk, Way};
use super::{notes, question};
use crate::app::SessionFilter;
use crate::app::telling::{self, NONE_OF_THIS_KIND, forensics};
use crate::learn::Subject;
use crate::model::Bank;
use crate::model::markup::plain;
use crate::quiz::Session;

/// Starts with the incorrect answers, or with all questions if there are none.
pub fn through(desk: &mut Desk, bank: &Bank, session: &Session) -> anyhow::Result<Way> {
    let mut shown = SessionFilter::Wrong.decided(session);
    if shown.is_empty() {
        shown = SessionFilter::All.decided(session);
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
        let wanted = "Enter for the next, p for the previous one, ! and words to report a problem, \
                      note and words to write a note, q to go back; all, wrong, flagged, unsure or changed to walk through those.";
        let Some(line) = desk.hear(wanted)? else {
            return Ok(Way::Out);
        };
        if let Some(words) = line.strip_prefix('!') {
            let now = desk.now();
            let question = &session.slots()[place].question.id;
            let notice = desk.app.dispute(question, words, &now);
            desk.say(&notice.to_string())?;
            continue;
        }
        if let Some(text) = notes::typed(&line) {
            match Subject::of(&session.slots()[place].question) {
                Some(subject) => notes::write(desk, &subject, text)?,
                None => desk.say(&telling::Notice::NoNoteHere.to_string())?,
            }
            continue;
        }
        match line.to_lowercase().as_str() {
            "" | "n" => at += 1,
            "p" => at = at.saturating_sub(1),
            "q" | "quit" => return Ok(Way::Back),
            word => {
                let filter = SessionFilter::typed(&SessionFilter::AFTER, word);
                let found = filter.map(|filter| filter.decided(session));
                match found {
                    Some(found) if found.is_empty() => desk.say(NONE_OF_THIS_KIND)?,
                    Some(found) => (shown, at) = (found, 0),
                    None => {}
                }
            }
        }
    }
}

fn tell(desk: &mut Desk, bank: &Bank, session: &Session, place: usize) -> anyhow::Result<()> {
    let slot = &session.slots()[place];
    let (verdict, words) = telling::outcome(session, place);
    desk.say(&format!("{verdict} {words}"))?;
    desk.say(&plain(&slot.question.stem))?;
    desk.paper.gap()?;
    question::tell(&mut desk.paper, bank, slot, true)?;
    let now = desk.now();
    let disputes = desk.app.disputes(&now).unwrap_or_default();
    let disputed = disputes.get(&slot.question.id);
    let said = [
        telling::former_verdict(slot).map(str::to_owned),
        telling::rewritten(bank, &slot.question).map(str::to_owned),
        disputed.map(|words| telling::disputed(words)),
    ];
    let personal = desk.app.personal_notes(&now);
    let personal = personal
        .with(&slot.question)
        .into_iter()
        .map(telling::noted);
    for said in said.into_iter().flatten().chain(personal) {
        desk.say(&said)?;
    }
    desk.paper
        .item("Your way: ", &format!("{}.", forensics::path(slot)))?;
    Ok(())
}
