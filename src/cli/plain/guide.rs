//! The exam guide in plain mode, with the learner's progress in every section and the actions for
//! each section.

use std::io;

use super::context::PlainContext;
use super::line_writer::LineWriter;
use super::session;
use crate::app::messages::ALL_LEARNED;
use crate::app::{
    DrillLimits, Guide, SectionProgress, Selection, TermDrill, age, all_checked_in_words,
    answers_in_words, knowledge_in_words, share_in_words,
};
use crate::model::{Bank, SectionId, SourceId};

pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    loop {
        let overview = desk.overview()?;
        let guide = desk.app.guide(&overview);
        list(desk, &guide, overview.today)?;
        let wanted =
            "Which section? Type a number such as 1.1, an ID in parentheses, or q to go back.";
        let Some(line) = desk.ask_or_back(wanted)? else {
            return Ok(());
        };
        match guide.outline.find(desk.app.bank(), &line) {
            Some(at) => section(desk, &guide, at)?,
            None => desk.say("Section not found. Type a number or an ID from the list.")?,
        }
    }
}

/// Lists all sections with their figures.
fn list(desk: &mut PlainContext, guide: &Guide, today: i32) -> anyhow::Result<()> {
    let bank = std::sync::Arc::clone(desk.app.bank());
    desk.paper.gap()?;
    let revision = bank.exam.as_ref().and_then(|exam| exam.guide.as_ref());
    let revision = revision.map_or(String::new(), |it| format!(": {it}"));
    let checked = all_checked_in_words(guide, today).unwrap_or_default();
    desk.say(&format!("Exam guide{revision}. {checked}"))?;
    for (section, standing) in guide.outline.sections.iter().zip(&guide.standings) {
        let share = standing.share.map_or(String::new(), |share| {
            format!(", {}", share_in_words(share))
        });
        let id = match &section.id {
            // A task title already starts with the task number.
            SectionId::Task(_) => String::new(),
            id => format!(" ({})", id.as_str()),
        };
        let figures = figures(standing);
        let text = format!("{}{id}{share}: {figures}", section.title);
        if section.depth == 0 {
            desk.paper.gap()?;
            desk.say(&text)?;
        } else {
            desk.paper.item("- ", &text)?;
        }
    }
    Ok(())
}

/// Describes how much of a section is known and how its questions were answered.
fn figures(standing: &SectionProgress) -> String {
    let known = knowledge_in_words(standing).map(|it| format!("{it}. "));
    known.unwrap_or_default() + &answers_in_words(standing)
}

/// Shows the section at index `at` and runs the commands typed there.
fn section(desk: &mut PlainContext, guide: &Guide, at: usize) -> anyhow::Result<()> {
    let bank = std::sync::Arc::clone(desk.app.bank());
    let section = &guide.outline.sections[at];
    let topics = guide.outline.topics(&bank, at);
    let tables = guide.tables(&bank, at);
    if topics.is_empty() {
        // Return early, because a selection without topics would mean the whole bank.
        return desk.say(&format!("{}: no content yet.", section.title));
    }
    let overview = desk.overview()?;
    desk.paper.gap()?;
    desk.say(&format!("{}.", section.title))?;
    desk.say(&figures(&guide.standings[at]))?;
    if let SectionId::Task(id) = &section.id {
        bullets(&mut desk.paper, guide, id)?;
    } else {
        for below in guide.outline.below(at) {
            let task = &guide.outline.sections[below];
            if let SectionId::Task(id) = &task.id {
                desk.paper.gap()?;
                desk.say(&format!("{}:", task.title))?;
                bullets(&mut desk.paper, guide, id)?;
            }
        }
    }
    let selection = Selection {
        topics,
        ..Selection::default()
    };
    loop {
        let wanted = "Type l to learn, p to practice, d to drill its tables, t to drill its terms, \
                      r to read its facts and terms, or q to go back.";
        let Some(line) = desk.ask_or_back(wanted)? else {
            return Ok(());
        };
        let now = desk.now();
        let (begun, none) = match line.as_str() {
            "l" | "learn" => {
                let topic = desk.app.next_to_learn(&selection, &overview);
                let begun =
                    topic.and_then(|it| desk.app.resume_or_start_lesson(&it, &overview, &now));
                (begun, ALL_LEARNED)
            }
            "p" | "practice" => {
                let begun = desk.app.practice(&selection, &overview, &now);
                (begun, "There are no questions here.")
            }
            "d" | "drill" => {
                let begun = desk.app.drill_tables(&tables, None, None, &overview, &now);
                (begun, "There are no cells to drill.")
            }
            "t" | "terms" => {
                let terms = guide.terms(&bank, at);
                let (drill, limits) = (TermDrill::default(), DrillLimits::default());
                let begun = desk.app.drill_terms(&terms, drill, limits, &overview, &now);
                (begun, "There are no terms to drill.")
            }
            "r" | "read" => {
                read(desk, &bank, &selection, overview.today)?;
                continue;
            }
            _ => {
                desk.say("Not a valid choice. Type l, p, d, t, r, or q.")?;
                continue;
            }
        };
        match begun {
            Some(sitting) => return session::run_session(desk, sitting),
            None => desk.say(none)?,
        }
    }
}

/// Prints the bullets of the task `id`, with the number of known facts for each one.
fn bullets(paper: &mut LineWriter, guide: &Guide, id: &str) -> io::Result<()> {
    for bullet in guide.bullets(id) {
        let facts = match bullet.facts {
            0 => String::new(),
            of => format!(" ({} of {of} facts known)", bullet.known),
        };
        paper.item("- ", &format!("{}{facts}.", bullet.title))?;
    }
    Ok(())
}

/// Prints the facts and terms in the selected topics.
fn read(
    desk: &mut PlainContext,
    bank: &Bank,
    selection: &Selection,
    today: i32,
) -> anyhow::Result<()> {
    let beyond = |is_beyond| if is_beyond { " (beyond the exam)" } else { "" };
    desk.paper.gap()?;
    for fact in &bank.facts {
        if selection.topics.contains(&fact.topic) {
            let (title, says, beyond) = (&fact.title, &fact.statement, beyond(fact.beyond));
            desk.paper.item("- ", &format!("{title}{beyond}: {says}"))?;
            note(desk, fact.note.as_deref())?;
            sources(desk, bank, &fact.sources, today)?;
        }
    }
    for term in &bank.terms {
        if selection.topics.contains(&term.topic) {
            let (name, definition, beyond) = (&term.name, &term.definition, beyond(term.beyond));
            desk.paper
                .item("- ", &format!("{name}{beyond}: {definition}"))?;
            note(desk, term.closed.as_deref())?;
            note(desk, term.note.as_deref())?;
            sources(desk, bank, &term.sources, today)?;
        }
    }
    Ok(())
}

fn note(desk: &mut PlainContext, note: Option<&str>) -> anyhow::Result<()> {
    match note {
        Some(note) => Ok(desk.paper.item("  ", &format!("Note: {note}"))?),
        None => Ok(()),
    }
}

fn sources(
    desk: &mut PlainContext,
    bank: &Bank,
    ids: &[SourceId],
    today: i32,
) -> anyhow::Result<()> {
    for source in ids.iter().filter_map(|id| bank.source(id)) {
        let read = source.checked.parse().map_or(String::new(), |day| {
            format!(", last checked {}", age(day, today))
        });
        let text = format!("Source: {}{read}.", source.title);
        desk.paper.item("  ", &text)?;
    }
    Ok(())
}
