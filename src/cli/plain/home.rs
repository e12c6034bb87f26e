//! The home menu, which offers the recommended next step and opens every page with a fixed key.

use std::sync::Arc;

use super::context::PlainContext;
use super::{
    banks, browse, guide, lesson, map, missed, notes, plan, progress, result, session, setup, terms,
};
use crate::app::messages::{ahead, unread};
use crate::app::words::thousands;
use crate::app::{DRILL, HistorySnapshot, exam_in_words};
use crate::quiz::Kind;

/// Reports history records that are not counted and shows news about the bank.
fn welcome(desk: &mut PlainContext, overview: &HistorySnapshot) -> anyhow::Result<()> {
    let ahead = ahead(overview.ahead, overview.calendar);
    for said in unread(overview.unread).into_iter().chain(ahead) {
        desk.say(&said)?;
    }
    let now = desk.now();
    for (heading, lines) in desk.app.news(&now).into_iter().flat_map(|it| it.parts) {
        desk.paper.gap()?;
        for line in lines {
            desk.paper.item(&format!("{heading}: "), &line)?;
        }
    }
    Ok(())
}

/// Asks for the result of a real exam after its date and compares it with the forecast.
fn ask_about_exam(desk: &mut PlainContext) -> anyhow::Result<()> {
    let now = desk.now();
    let Some(exam) = desk.app.exam_to_ask_about(&now) else {
        return Ok(());
    };
    desk.paper.gap()?;
    desk.say(&exam.question())?;
    let passed = loop {
        let wanted = "Type p for passed, f for not passed, or s if you prefer not to say. Press \
                      Enter to be asked again next time.";
        match desk.ask(wanted)?.as_str() {
            "p" => break Some(true),
            "f" => break Some(false),
            "s" => break None,
            "" => return Ok(()),
            _ => {}
        }
    };
    let mut score = None;
    while let Some(passed) = passed {
        let line = desk.ask(&exam.score_prompt())?;
        match exam.score(&line, passed) {
            Ok(typed) => {
                score = typed;
                break;
            }
            Err(why) => desk.say(&why)?,
        }
    }
    let result = exam.result(passed, score);
    match desk.app.report_exam(result, &now) {
        Err(error) => desk.say(&format!("The result could not be saved: {error}."))?,
        Ok(()) => {
            if let Some(said) = exam_in_words(&result) {
                desk.say(&said)?;
            }
        }
    }
    Ok(())
}

/// Shows the menu until the learner exits.
pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let mut announced = None;
    let mut unsaved = desk.app.unsaved_because();
    loop {
        let bank = Arc::clone(desk.app.bank());
        let is_another = announced.as_ref() != Some(&bank.id);
        if is_another {
            desk.say(&format!("certdrill: {}. {}.", bank.title, bank.about))?;
            announced = Some(bank.id.clone());
        }
        let overview = desk.overview()?;
        let because = desk.app.unsaved_because();
        if because != unsaved {
            unsaved.clone_from(&because);
            if let Some(why) = because {
                desk.say(&format!("Answers are not saved: {why}."))?;
            }
        }
        if is_another {
            welcome(desk, &overview)?;
            ask_about_exam(desk)?;
        }
        if let Some(sat) = overview.ran_out.and_then(|id| desk.app.sat(id).ok()) {
            desk.say("The time for an exam ran out while you were away.")?;
            let when = result::when(&sat.session, &sat.header.began);
            if let Some(next) = result::open(desk, &sat.header, &sat.session, &when)? {
                session::run_session(desk, next)?;
            }
            continue;
        }
        desk.paper.gap()?;
        let next = desk.app.next(&desk.app.home_of(&overview), &desk.now());
        desk.paper.item("0. ", &next.offer())?;
        let rows = rows(desk);
        for (key, name) in &rows {
            let text = format!("{name}{}", about(*key, &overview));
            desk.paper.item(&format!("{key}. "), &text)?;
        }
        let line = desk.ask("Type a number or letter from the menu, or q to quit.")?;
        let there = |key: &str| rows.iter().any(|(row, _)| key.chars().eq([*row]));
        match line.as_str() {
            "q" | "quit" => return Ok(()),
            "" | "0" => {
                let now = desk.now();
                if let Some(sitting) = desk.app.begin_next(&next, &overview, &now) {
                    session::run_session(desk, sitting)?;
                }
            }
            key if there(key) => enter(desk, key, &overview)?,
            "?" => {
                desk.say(
                    "Type the number or letter of a line, then press Enter to open it. Press Enter \
                     alone for line 0. Type q to quit.",
                )?;
            }
            _ => desk.say("Not a valid choice; type ? for help.")?,
        }
    }
}

/// Returns the menu rows. Includes the list of banks only if there are several.
fn rows(desk: &PlainContext) -> Vec<(char, &'static str)> {
    let plan = [('n', "Notes"), ('9', "Settings")];
    let banks = [('b', "Another bank")];
    let banks = banks
        .into_iter()
        .filter(|_| desk.app.banks.origins.len() > 1);
    desk.app.places().chain(plan).chain(banks).collect()
}

/// Opens the page for `key`.
fn enter(desk: &mut PlainContext, key: &str, overview: &HistorySnapshot) -> anyhow::Result<()> {
    match key {
        "1" => setup::open(desk, Kind::Practice),
        "2" => setup::open(desk, Kind::Exam),
        "3" => missed::open(desk),
        "4" => progress::open(desk),
        "g" => guide::open(desk),
        "5" => browse::open(desk),
        "6" => map::open(desk),
        "t" => terms::open(desk),
        "8" => lesson::open(desk),
        "n" => notes::open(desk),
        "9" => plan::open(desk),
        "b" => banks::open(desk),
        _ => {
            let now = desk.now();
            match desk.app.drill(Some(DRILL), None, overview, &now) {
                Some(sitting) => session::run_session(desk, sitting),
                None => Ok(()),
            }
        }
    }
}

/// Describes the state of a page in a few words.
fn about(key: char, overview: &HistorySnapshot) -> String {
    let record = &overview.record;
    match key {
        '3' if record.missed.is_empty() => ", nothing to review".into(),
        '3' => format!(", {} to review", thousands(record.missed.len())),
        '4' => match record.all.percent() {
            Some(percent) => format!(", {percent}% correct"),
            None => String::new(),
        },
        _ => String::new(),
    }
}
