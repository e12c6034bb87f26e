//! Steps through a finished session question by question with the answers, keys, and reasons.

use super::context::PlainContext;
use super::{notes, question};
use crate::app::SessionFilter;
use crate::app::messages::{self, NONE_OF_THIS_KIND, analysis};
use crate::learn::Subject;
use crate::model::Bank;
use crate::model::markup::plain;
use crate::quiz::Session;

/// Steps through the questions in `session`. Starts with the incorrect answers, or with all
/// questions if there are none.
pub fn through(desk: &mut PlainContext, bank: &Bank, session: &Session) -> anyhow::Result<()> {
    let mut shown = SessionFilter::Wrong.decided(session);
    if shown.is_empty() {
        shown = SessionFilter::All.decided(session);
    }
    let mut at = 0;
    while let Some(place) = shown.get(at).copied() {
        desk.paper.gap()?;
        desk.say(&format!(
            "Question {}, {} of {} in this list.",
            place + 1,
            at + 1,
            shown.len()
        ))?;
        explain(desk, bank, session, place)?;
        let wanted = "Press Enter for the next question. Type p for the previous one, ! and words \
                      to report a problem, note and words to write a note, or q to go back. Type \
                      all, incorrect, flagged, unsure, or changed to filter the questions.";
        let line = desk.hear(wanted)?;
        if let Some(words) = line.strip_prefix('!') {
            let now = desk.now();
            let question = &session.slots()[place].question.id;
            let notice = desk.app.dispute(question, words, &now);
            desk.say(&notice.to_string())?;
            continue;
        }
        if let Some(text) = notes::typed(&line) {
            let subject = Subject::of(&session.slots()[place].question);
            notes::write(desk, &subject, text)?;
            continue;
        }
        match line.to_lowercase().as_str() {
            "" | "n" => at += 1,
            "p" => at = at.saturating_sub(1),
            "q" | "quit" => break,
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
    Ok(())
}

fn explain(
    desk: &mut PlainContext,
    bank: &Bank,
    session: &Session,
    place: usize,
) -> anyhow::Result<()> {
    let slot = &session.slots()[place];
    let (verdict, words) = messages::outcome(session, place);
    desk.say(&format!("{verdict} {words}"))?;
    desk.say(&plain(&slot.question.stem))?;
    desk.paper.gap()?;
    question::explain(&mut desk.paper, bank, slot, true)?;
    let now = desk.now();
    let disputes = desk.app.disputes(&now).unwrap_or_default();
    let disputed = disputes.get(&slot.question.id);
    let said = [
        messages::former_verdict(slot).map(str::to_owned),
        messages::rewritten(bank, &slot.question).map(str::to_owned),
        disputed.map(|words| messages::disputed(words)),
    ];
    let personal = desk.app.personal_notes(&now);
    let personal = personal
        .with(&slot.question)
        .into_iter()
        .map(messages::noted);
    for said in said.into_iter().flatten().chain(personal) {
        desk.say(&said)?;
    }
    desk.paper
        .item("Your choices: ", &format!("{}.", analysis::path(slot)))?;
    Ok(())
}
