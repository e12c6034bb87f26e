//! The questions of a session in a list: all of them, and what is worth a look
//! before the end.

use std::io;

use super::paper::Paper;
use crate::app::telling::{NONE_OF_THIS_KIND, before_end, sureness};
use crate::app::{SessionFilter, Sitting};
use crate::model::markup::one_line;
use crate::quiz::{Moment, Outcome, Session};

/// The questions that `filter` lets through in a few words.
pub fn places(paper: &mut Paper, session: &Session, filter: SessionFilter) -> io::Result<()> {
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

/// `blank, flagged, unsure`, `marked B`, `marked B in part`, `right`.
fn state(session: &Session, place: usize) -> String {
    let slot = &session.slots()[place];
    let mut words = match session.outcome(place) {
        Outcome::Right => "right".to_owned(),
        Outcome::Wrong | Outcome::Blank => "wrong".to_owned(),
        Outcome::Open if slot.chosen.is_empty() => "blank".to_owned(),
        Outcome::Open => {
            let part = if slot.is_complete() { "" } else { " in part" };
            format!("marked {}{part}", slot.letters(&slot.chosen))
        }
    };
    if slot.flagged {
        words += ", flagged";
    }
    if let Some(confidence) = slot.confidence {
        words += ", ";
        words += sureness(confidence);
    }
    words
}

/// What is open, flagged or unsure, and what finishing means.
pub fn review(paper: &mut Paper, sitting: &Sitting, now: &Moment) -> io::Result<()> {
    /// Columns of a stem in the list.
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

/// The first words of `text`, about as many columns of them.
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
