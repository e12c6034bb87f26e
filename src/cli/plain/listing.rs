//! The questions of a session in a list: all of them, and what is worth a look
//! before the end.

use std::io;

use super::paper::Paper;
use super::question::sureness;
use crate::app::Sitting;
use crate::app::telling::places;
use crate::app::words::clock_left;
use crate::quiz::{Confidence, Feedback, Moment, Outcome, Session};

/// Every question in a few words.
pub fn all(paper: &mut Paper, sitting: &Sitting) -> io::Result<()> {
    let session = &sitting.session;
    paper.gap()?;
    for place in 0..session.slots().len() {
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
    let of = session.slots().len();
    let open: Vec<_> = (0..of).filter(|place| !session.is_done(*place)).collect();
    let flagged: Vec<_> = (0..of)
        .filter(|place| session.slots()[*place].flagged)
        .collect();
    let unsure = |place: usize| {
        let confidence = session.slots()[place].confidence;
        matches!(confidence, Some(Confidence::Unsure | Confidence::Guess))
    };
    let doubted: Vec<_> = (0..of).filter(|place| unsure(*place)).collect();
    paper.gap()?;
    paper.say(&format!(
        "Review. {} of {of} are answered.",
        of - open.len()
    ))?;
    let verb = |places: &[usize]| if places.len() == 1 { "is" } else { "are" };
    let counts = match session.policy.feedback {
        Feedback::Each => "and will not count",
        Feedback::End if open.len() == 1 => "and counts as wrong",
        Feedback::End => "and count as wrong",
    };
    if !open.is_empty() {
        paper.say(&format!(
            "{} {} unfinished, {counts}.",
            places(&open),
            verb(&open)
        ))?;
    }
    if !flagged.is_empty() {
        paper.say(&format!("{} {} flagged.", places(&flagged), verb(&flagged)))?;
    }
    if !doubted.is_empty() {
        paper.say(&format!(
            "{} {} not sure.",
            places(&doubted),
            verb(&doubted)
        ))?;
    }
    for place in 0..of {
        if !open.contains(&place) && !flagged.contains(&place) && !doubted.contains(&place) {
            continue;
        }
        let stem = shortened(&session.slots()[place].question.stem, STEM);
        paper.item(
            &format!("{}: ", place + 1),
            &format!("{}. {stem}", state(session, place)),
        )?;
    }
    if let Some(left) = sitting.left(now) {
        paper.say(&format!("{} would be left unused.", clock_left(left)))?;
    }
    paper.say("After finishing no answer can be changed.")
}

/// The first words of `text`, about as many columns of them.
pub fn shortened(text: &str, columns: usize) -> String {
    let mut lines = textwrap::wrap(text, columns).into_iter();
    let first = lines.next().unwrap_or_default().into_owned();
    if lines.next().is_some() {
        first + " …"
    } else {
        first
    }
}
