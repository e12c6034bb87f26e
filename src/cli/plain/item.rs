//! A fact, a table cell, or a term in full, with the learner's note and previous answers.

use std::sync::Arc;

use super::context::PlainContext;
use super::{map, question};
use crate::app::messages::noted;
use crate::learn::Subject;
use crate::model::Component;

/// Prints `item`. Prints nothing if the bank no longer contains the item.
pub fn show(desk: &mut PlainContext, item: &Component) -> anyhow::Result<()> {
    let bank = Arc::clone(desk.app.bank());
    desk.paper.gap()?;
    match item {
        Component::Fact(id) => {
            if let Some(fact) = bank.fact(id) {
                question::fact(&mut desk.paper, &bank, fact)?;
            }
        }
        Component::Term(id) => {
            if let Some(term) = bank.term(id) {
                question::term(&mut desk.paper, &bank, term)?;
            }
        }
        Component::Cell(at) => map::cell(&mut desk.paper, &bank, at)?,
    }
    let personal = desk.app.personal_notes(&desk.now());
    if let Some(text) = personal.on(&Subject::from(item)) {
        desk.say(&noted(text))?;
    }
    let calendar = desk.overview()?.calendar;
    for answer in desk.app.answers_to_item(item).unwrap_or_default() {
        desk.paper.item("Asked ", &answer.in_words(calendar))?;
    }
    Ok(())
}
