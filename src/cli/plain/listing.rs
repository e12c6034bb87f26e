//! Lists the questions in a session: all of them, or those that are worth another look before the
//! end.

use std::io;

use super::line_writer::LineWriter;
use crate::app::messages::{NONE_OF_THIS_KIND, before_end, confidence_name};
use crate::app::{ActiveSession, SessionFilter};
use crate::model::markup::one_line;
use crate::quiz::{Moment, Outcome, Session};

/// Lists the questions that match `filter`, each with its state.
pub fn places(paper: &mut LineWriter, session: &Session, filter: SessionFilter) -> io::Result<()> {
    paper.gap()?;
    let found = filter.places(session);
    if found.is_empty() {
        return paper.say(NONE_OF_THIS_KIND);
    }
    for place in found {
        let here = if place == session.at() {
            ", you are here"
        } else {
            ""
        };
        paper.item(
            &format!("{}: ", place + 1),
            &format!("{}{here}.", state(session, place)),
        )?;
    }
    Ok(())
}

/// Describes the state of a question in words such as `blank, flagged, unsure`, `selected B,
/// incomplete`, or `correct`.
fn state(session: &Session, place: usize) -> String {
    let slot = &session.slots()[place];
    let mut words = match session.outcome(place) {
        Outcome::Right => "correct".to_owned(),
        Outcome::Wrong | Outcome::Blank => "incorrect".to_owned(),
        Outcome::Open if slot.chosen.is_empty() => "blank".to_owned(),
        Outcome::Open => {
            let part = if slot.is_complete() {
                ""
            } else {
                ", incomplete"
            };
            format!("selected {}{part}", slot.letters(&slot.chosen))
        }
    };
    if slot.flagged {
        words += ", flagged";
    }
    if let Some(confidence) = slot.confidence {
        words += ", ";
        words += confidence_name(confidence);
    }
    if slot.hinted.is_some() {
        words += ", with a hint";
    }
    words
}

/// Lists unfinished, flagged, and unsure questions, and explains what finishing means.
pub fn review(paper: &mut LineWriter, sitting: &ActiveSession, now: &Moment) -> io::Result<()> {
    /// The width of a stem in the list, in columns.
    const STEM: usize = 60;
    let session = &sitting.session;
    paper.gap()?;
    let mut label = "Review. ";
    for (_, said) in before_end(sitting, now) {
        paper.item(std::mem::take(&mut label), &said)?;
    }
    for place in SessionFilter::WorthALook.places(session) {
        let stem = shortened(&session.slots()[place].question.stem, STEM);
        paper.item(
            &format!("{}: ", place + 1),
            &format!("{}. {stem}", state(session, place)),
        )?;
    }
    Ok(())
}

/// Returns the first words of `text`, up to about the given number of columns.
pub fn shortened(text: &str, columns: usize) -> String {
    let text = one_line(text);
    let mut lines = textwrap::wrap(&text, columns).into_iter();
    let first = lines.next().unwrap_or_default().into_owned();
    if lines.next().is_some() {
        first + " …"
    } else {
        first
    }
}
