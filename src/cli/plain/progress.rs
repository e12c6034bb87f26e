//! Scores so far: topics, and the sessions with their results.

use super::desk::{Desk, Way, number};
use super::result;
use crate::app::words::{count, day};
use crate::quiz::Tally;
use crate::store::Past;

/// Sessions that are listed, newest first.
const SHOWN: usize = 20;

pub fn open(desk: &mut Desk) -> anyhow::Result<Way> {
    let overview = desk.overview()?;
    desk.paper.gap()?;
    if overview.record.all.of == 0 {
        desk.say("No answers yet; 1 on the menu starts a practice.")?;
        return Ok(Way::Back);
    }
    desk.say(&format!("Progress. {}.", score(overview.record.all)))?;
    let guide = desk.app.guide(&overview);
    for (section, standing) in guide.outline.sections.iter().zip(&guide.standings) {
        let so_far = match standing.answers {
            Tally { of: 0, .. } => "not asked yet".to_owned(),
            answers => score(answers),
        };
        let text = format!("{}: {so_far}.", section.title);
        if section.depth == 0 {
            desk.paper.gap()?;
        }
        desk.paper.item("- ", &text)?;
    }
    let sessions: Vec<&Past> = overview.past.iter().take(SHOWN).collect();
    if sessions.is_empty() {
        return Ok(Way::Back);
    }
    desk.paper.gap()?;
    let calendar = overview.calendar;
    for (at, past) in sessions.iter().enumerate() {
        let text = format!(
            "{}, {}: {}.",
            past.kind.title(),
            day(calendar.day_of(past.ended_ms, past.offset_s), calendar),
            score(past.score)
        );
        desk.paper.item(&format!("{}. ", at + 1), &text)?;
    }
    loop {
        let wanted = "Which session? Its number, or q to go back.";
        let Some(line) = desk.ask(wanted)? else {
            return Ok(Way::Out);
        };
        match number(&line, sessions.len()).map(|at| sessions[at]) {
            Some(past) => {
                let sat = desk.app.sat(past.id)?;
                let when = result::when(&sat.session, &sat.header.began);
                match result::open(desk, sat.header.kind, &sat.session, &when)? {
                    Way::Back => {}
                    way => return Ok(way),
                }
            }
            None if line == "q" || line.is_empty() => return Ok(Way::Back),
            None => desk.say(&format!("The numbers are 1 to {}.", sessions.len()))?,
        }
    }
}

fn score(tally: Tally) -> String {
    let percent = tally
        .percent()
        .map_or(String::new(), |it| format!(", {it} %"));
    let of = count(tally.of, "answer", "answers");
    format!("{} of {of} right{percent}", tally.right)
}
