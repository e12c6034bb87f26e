//! Groups of terms in plain mode, which can be drilled or learned with flash cards.

use std::io;

use super::context::{PlainContext, number};
use super::line_writer::LineWriter;
use super::session;
use crate::app::{DrillLimits, Sections, TermDrill, TermGroup};
use crate::model::TermId;

/// The maximum number of term names to list for a group.
const NAMED: usize = 3;

/// Lists the groups of terms and drills those that the learner chooses.
pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    loop {
        let overview = desk.overview()?;
        let groups = desk.app.terms(&overview);
        list(&mut desk.paper, &groups)?;
        let wanted = "Which group? Type its number to drill it, t and its number for its task, d \
                      and its number for its domain, or a for all terms. Type c before any of \
                      these for flash cards, or q to go back.";
        let Some(line) = desk.ask_or_back(wanted)? else {
            return Ok(());
        };
        let (drill, typed) = match line.strip_prefix('c') {
            Some(rest) => (TermDrill::Cards, rest.trim()),
            None => (TermDrill::Options, line.as_str()),
        };
        let Some(terms) = chosen(&groups, typed) else {
            desk.not_in_list(groups.entries().count())?;
            continue;
        };
        let (limits, now) = (DrillLimits::default(), desk.now());
        let begun = desk.app.drill_terms(&terms, drill, limits, &overview, &now);
        match begun {
            Some(sitting) => session::run_session(desk, sitting)?,
            None => desk.say("This group has no terms to drill.")?,
        }
    }
}

/// Parses a selection of terms: `a`, a number, or `t` or `d` followed by a number.
fn chosen(groups: &Sections<TermGroup>, typed: &str) -> Option<Vec<TermId>> {
    let here = |typed: &str| number(typed.trim(), groups.entries().count());
    let chosen: Vec<&TermGroup> = if typed == "a" {
        groups.entries().collect()
    } else if let Some(typed) = typed.strip_prefix('t') {
        groups.of_task(here(typed)?).collect()
    } else if let Some(typed) = typed.strip_prefix('d') {
        groups.of_domain(here(typed)?).collect()
    } else {
        groups.entries().nth(here(typed)?).into_iter().collect()
    };
    let terms = chosen.into_iter().flat_map(|group| &group.terms);
    Some(terms.cloned().collect())
}

fn list(paper: &mut LineWriter, sections: &Sections<TermGroup>) -> io::Result<()> {
    paper.gap()?;
    paper.say("Terms.")?;
    let mut at = 0;
    for section in sections {
        if !section.title.is_empty() {
            paper.gap()?;
            paper.say(&format!("{}:", section.title))?;
        }
        for group in &section.entries {
            at += 1;
            paper.item(&format!("{at}. "), &described(group))?;
        }
    }
    Ok(())
}

/// Describes a group with text such as `Storage services: Disk, Tape, Bucket, and 6 more. 2 known,
/// 1 weak, 6 new.`
fn described(group: &TermGroup) -> String {
    let named = group.names.iter().take(NAMED).cloned();
    let mut names = named.collect::<Vec<_>>().join(", ");
    if group.names.len() > NAMED {
        names += &format!(", and {} more", group.names.len() - NAMED);
    }
    let counts = group.counts.known_weak_new();
    let parts = counts.into_iter().zip(["known", "weak", "new"]);
    let parts = parts.filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    format!("{}: {names}. {}.", group.title, parts.join(", "))
}
