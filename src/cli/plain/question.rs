//! Questions in plain mode, before and after the answer.

use std::io;

use super::line_writer::LineWriter;
use crate::app::messages::{confidence_name, of_option};
use crate::model::markup::plain;
use crate::model::{Bank, Fact, Question, SourceId, Term};
use crate::quiz::Slot;

/// Prints the stem, the options with their letters, and the current selection.
pub fn ask(paper: &mut LineWriter, slot: &Slot) -> io::Result<()> {
    paper.say(&plain(&slot.question.stem))?;
    paper.gap()?;
    for (at, choice) in slot.shown().enumerate() {
        let struck = if slot.is_removed(&choice.id) {
            "(removed by the hint) "
        } else if slot.struck.contains(&choice.id) {
            "(struck out) "
        } else {
            ""
        };
        paper.item(
            &format!("{}. ", slot.label(at)),
            &format!("{struck}{}", plain(&choice.text)),
        )?;
    }
    if slot.chosen.is_empty() && slot.confidence.is_none() {
        return Ok(());
    }
    paper.gap()?;
    if !slot.chosen.is_empty() {
        paper.say(&format!("Selected: {}.", slot.letters(&slot.chosen)))?;
    }
    if let Some(confidence) = slot.confidence {
        paper.say(&format!("Confidence: {}.", confidence_name(confidence)))?;
    }
    Ok(())
}

/// Prints every option with its reason, then the rule, the sources, and the facts. If the question
/// was not `answered`, marks only the correct options.
pub fn explain(paper: &mut LineWriter, bank: &Bank, slot: &Slot, answered: bool) -> io::Result<()> {
    let question = &slot.question;
    for (at, choice) in slot.shown().enumerate() {
        let chosen = answered.then(|| slot.chosen.contains(&choice.id));
        let verdict = of_option(choice, question.is_multiple_response(), chosen);
        paper.item(&format!("{}. ", slot.label(at)), &plain(&choice.text))?;
        let reason = format!("{verdict} {}", plain(&choice.reason));
        if !reason.trim().is_empty() {
            paper.item("   ", reason.trim())?;
        }
    }
    paper.gap()?;
    if !question.explanation.is_empty() {
        paper.item("Rule: ", &plain(&question.explanation))?;
    }
    origin(paper, bank, question)
}

/// Prints a fact, the documents that state it, and its sources.
pub fn fact(paper: &mut LineWriter, bank: &Bank, fact: &Fact) -> io::Result<()> {
    paper.say(&format!("{}.", fact.title))?;
    paper.say(&plain(&fact.statement))?;
    if let Some(note) = &fact.note {
        paper.item("Note: ", note)?;
    }
    for stated in &fact.stated {
        let document = bank.documents.iter().find(|it| it.id == stated.document);
        let title = document.map_or(stated.document.as_str(), |it| it.title.as_str());
        paper.item("Stated in: ", &format!("{title} › {}", stated.heading))?;
    }
    sources(paper, bank, &fact.sources, &mut Vec::new())
}

/// Prints a term with its names, definition, and sources.
pub fn term(paper: &mut LineWriter, bank: &Bank, term: &Term) -> io::Result<()> {
    paper.say(&format!("{}.", term.name))?;
    paper.say(&term.definition)?;
    if let Some(closed) = &term.closed {
        paper.item("Closed: ", closed)?;
    }
    if !term.aliases.is_empty() {
        paper.item("Also called: ", &term.aliases.join(", "))?;
    }
    if let Some(topic) = bank.topic(&term.topic) {
        paper.item("Topic: ", &topic.title)?;
    }
    if let Some(note) = &term.note {
        paper.item("Note: ", note)?;
    }
    sources(paper, bank, &term.sources, &mut Vec::new())
}

/// Prints the sources with these IDs, without repeating any that were printed before.
pub fn sources<'b, 's>(
    paper: &mut LineWriter,
    bank: &'b Bank,
    sources: impl IntoIterator<Item = &'s SourceId>,
    listed: &mut Vec<&'b str>,
) -> io::Result<()> {
    for source in sources.into_iter().filter_map(|id| bank.source(id)) {
        if !listed.contains(&source.url.as_str()) {
            listed.push(&source.url);
            paper.item("Source: ", &source.title)?;
            paper.whole(&format!("      {}", source.url))?;
        }
    }
    Ok(())
}

/// Prints the sources for the question's facts, then the facts themselves.
fn origin(paper: &mut LineWriter, bank: &Bank, question: &Question) -> io::Result<()> {
    let mut listed = Vec::new();
    for fact in bank.facts_of(question) {
        sources(paper, bank, &fact.sources, &mut listed)?;
    }
    for fact in bank.facts_of(question) {
        paper.item("Fact: ", &plain(&fact.statement))?;
        if let Some(note) = &fact.note {
            paper.item("Note: ", note)?;
        }
    }
    Ok(())
}
