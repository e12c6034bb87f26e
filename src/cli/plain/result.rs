//! The result of a session and the actions that follow.

use std::io;

use super::context::PlainContext;
use super::line_writer::LineWriter;
use super::walk;
use crate::app::messages::{self, analysis, result};
use crate::app::words::{count, date_time, with_stop};
use crate::app::{ActiveSession, Report, Step};
use crate::counts::list;
use crate::model::Bank;
use crate::quiz::{Analysis, Moment, Session};
use crate::store::Header;

/// Shows the result of a session that has just ended. Returns the session that the learner starts
/// from there.
pub fn after(
    desk: &mut PlainContext,
    sitting: &ActiveSession,
) -> anyhow::Result<Option<ActiveSession>> {
    if let Some(why) = sitting.unsaved_because() {
        desk.say(&messages::not_saved(why))?;
    }
    let now = desk.now();
    let ended = sitting.session.ended_ms().unwrap_or(now.utc_ms);
    let when = date_time(ended, sitting.header.began.offset_s);
    open(desk, &sitting.header, &sitting.session, &when)
}

/// Shows a result and runs the commands typed there. Returns the session that the learner starts.
pub fn open(
    desk: &mut PlainContext,
    header: &Header,
    session: &Session,
    when: &str,
) -> anyhow::Result<Option<ActiveSession>> {
    let bank = std::sync::Arc::clone(desk.app.bank());
    let now = desk.now();
    let report = desk.app.report(header, session, &now);
    desk.paper.gap()?;
    desk.say(&format!("{} result. {when}", report.title))?;
    score(&mut desk.paper, &bank, session, &report)?;
    let something = session.score().all.of > 0;
    for step in &report.steps {
        desk.paper
            .item(&format!("{}. ", step.key()), &format!("{}.", step.offer()))?;
    }
    loop {
        let steps: Vec<_> = report.steps.iter().map(|it| it.key().to_string()).collect();
        let steps: Vec<_> = steps.iter().map(String::as_str).collect();
        let mut offers = Vec::new();
        if !steps.is_empty() {
            offers.push(format!("{} for that step", list(&steps, "or")));
        }
        let walks = report.steps.iter().any(|it| matches!(it, Step::Walk(_)));
        if something && !walks {
            offers.push("r to walk through the questions".into());
        }
        if something {
            offers.push("d for details".into());
        }
        offers.push("press Enter to leave".into());
        let offers: Vec<_> = offers.iter().map(String::as_str).collect();
        let wanted = match offers[..] {
            [_] => "Press Enter to leave.".to_owned(),
            _ => format!("Type {}.", list(&offers, "or")),
        };
        let line = desk.ask(&wanted)?;
        let mut steps = report.steps.iter();
        let is_taken =
            |step: &&Step| line.chars().eq([step.key()]) && !matches!(step, Step::Walk(_));
        if let Some(step) = steps.find(is_taken) {
            let now = desk.now();
            match desk.app.take_step(step, &now) {
                Some(sitting) => return Ok(Some(sitting)),
                None => continue,
            }
        }
        match line.as_str() {
            "" | "q" | "quit" => return Ok(None),
            "r" if something => walk::through(desk, &bank, session)?,
            "d" if something => details(&mut desk.paper, &bank, session)?,
            _ => {}
        }
    }
}

fn score(
    paper: &mut LineWriter,
    bank: &Bank,
    session: &Session,
    report: &Report,
) -> io::Result<()> {
    if let Some(said) = result::expired(session) {
        paper.say(said)?;
    }
    if let Some((_, words)) = result::verdict(bank, session) {
        paper.say(&format!("{words}."))?;
    }
    let (score, used) = (result::score(session), result::used(session));
    paper.say(&format!("{}. {used}.", score.trim_end_matches('.')))?;
    if session.score().all.of == 0 {
        return Ok(());
    }
    if let Some(likely) = result::likely(bank, session) {
        paper.say(&likely)?;
    }
    if let Some(said) = result::no_verdict(bank, session) {
        paper.say(&said)?;
    }
    let change = report.change.as_ref();
    if let Some(change) = change.and_then(|it| result::change(bank, session, it)) {
        paper.say(&change)?;
    }
    for reward in &report.rewards {
        paper.say(&reward.to_string())?;
    }
    if let Some(said) = &report.proves_little {
        paper.say(said)?;
    }
    paper.gap()?;
    let whole = result::whole(bank, session);
    let has_domains = report.sections.iter().any(|it| it.is_domain);
    for section in &report.sections {
        let tally = section.tally;
        let percent = tally
            .percent()
            .map_or(String::new(), |it| format!(", {it}%"));
        let mut text = format!(
            "{}: {} of {}{percent}",
            section.title, tally.right, tally.of
        );
        let is_task = has_domains && !section.is_domain;
        let says = whole.and_then(|exam| result::performance(exam, tally));
        if let Some(says) = says.filter(|_| !is_task) {
            text += &format!(", {}", says.to_lowercase());
        }
        paper.item(if is_task { "  - " } else { "- " }, &text)?;
    }
    paper.gap()?;
    let sentences = [
        result::returned(bank, session),
        result::unscored(session),
        result::hints(session),
        result::how(bank, session),
    ];
    for said in sentences.into_iter().flatten() {
        paper.say(&said)?;
    }
    Ok(())
}

/// Prints details about the session in addition to its score.
fn details(paper: &mut LineWriter, bank: &Bank, session: &Session) -> io::Result<()> {
    let found = Analysis::of(session);
    paper.gap()?;
    paper.item("Changes: ", &format!("{}.", analysis::edits(found.edits)))?;
    paper.item("Flags: ", &format!("{}.", analysis::flags(found.flagged)))?;
    let sureness = analysis::confidence_summary(&found.sureness).join(", ");
    paper.item("Confidence: ", &format!("{sureness}."))?;
    if let Some(time) = analysis::time(&found.time) {
        paper.item("Time: ", &time)?;
    }
    if let Some(pace) = analysis::pace(&found.time) {
        paper.item("Pace: ", &pace)?;
    }
    let mix_ups = analysis::mix_ups(bank, session);
    if mix_ups.is_empty() {
        return paper.item("Mix-ups: ", &format!("{}.", analysis::NO_MIX_UPS));
    }
    for (text, times) in mix_ups {
        let times = count(times, "time", "times");
        paper.item("Mix-up: ", &format!("{times}. {}", with_stop(&text)))?;
    }
    Ok(())
}

/// Formats the local time when a session ended, or when it began if the learner left the session
/// early.
pub fn when(session: &Session, began: &Moment) -> String {
    let ended_ms = session.ended_ms().filter(|_| session.left_of().is_none());
    date_time(ended_ms.unwrap_or(began.utc_ms), began.offset_s)
}
