//! The learner's progress in words and past sessions with their results.

use super::context::{PlainContext, number};
use super::{result, session};
use crate::app::words::day;
use crate::app::{Scope, session_score};
use crate::store::PastSession;

/// The maximum number of sessions to list, newest first.
const SHOWN: usize = 20;

pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let overview = desk.overview()?;
    desk.paper.gap()?;
    if overview.record.days.is_empty() {
        desk.say("No answers yet. Type 1 in the menu to start a practice session.")?;
        return Ok(());
    }
    let insight = desk.app.insight(&overview, &Scope::default());
    let about = desk.app.stats().about.clone();
    desk.say("Progress.")?;
    for part in insight.chart_text(&about) {
        desk.paper.gap()?;
        desk.say(&format!("{}:", part.title))?;
        for line in part.lines {
            desk.paper.item("- ", &line)?;
        }
    }
    let sessions: Vec<&PastSession> = overview.past.iter().take(SHOWN).collect();
    if sessions.is_empty() {
        return Ok(());
    }
    desk.paper.gap()?;
    let calendar = overview.calendar;
    for (at, past) in sessions.iter().enumerate() {
        let text = format!(
            "{}, {}: {}.",
            desk.app.title_of(past.id, past.kind),
            day(calendar.day_of(past.began_ms, past.offset_s), calendar),
            session_score(past)
        );
        desk.paper.item(&format!("{}. ", at + 1), &text)?;
    }
    let wanted = "Which session? Type its number, or q to go back.";
    while let Some(line) = desk.ask_or_back(wanted)? {
        match number(&line, sessions.len()).map(|at| sessions[at]) {
            Some(past) => {
                let sat = desk.app.sat(past.id)?;
                let when = result::when(&sat.session, &sat.header.began);
                if let Some(next) = result::open(desk, &sat.header, &sat.session, &when)? {
                    return session::run_session(desk, next);
                }
            }
            None => desk.not_in_list(sessions.len())?,
        }
    }
    Ok(())
}
