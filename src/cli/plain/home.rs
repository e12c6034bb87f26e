//! The menu: what to do next, and everything else one can do, by keys that never
//! change place.

use std::sync::Arc;
use std::time::Duration;

use super::desk::{Desk, Way};
use super::{banks, browse, lesson, map, missed, progress, result, session, setup};
use crate::app::words::{clock_left, count};
use crate::app::{Overview, Selection};
use crate::quiz::{Away, Kind};
use crate::store::Sat;

/// The rows with their keys, as on the home screen.
const ROWS: [(char, &str); 9] = [
    ('1', "Practice"),
    ('2', "Timed exam"),
    ('3', "Review missed"),
    ('4', "Progress"),
    ('5', "Browse"),
    ('6', "Responsibility map"),
    ('7', "Drill"),
    ('8', "Learn"),
    ('b', "Another bank"),
];
/// How long a drill takes.
const DRILL: Duration = Duration::from_secs(120);

/// Shows the menu until it is left.
pub fn open(desk: &mut Desk) -> anyhow::Result<()> {
    let mut told = None;
    loop {
        let bank = Arc::clone(desk.app.bank());
        if told.as_ref() != Some(&bank.id) {
            desk.say(&format!("certdrill: {}. {}.", bank.title, bank.about))?;
            told = Some(bank.id.clone());
        }
        let overview = desk.overview()?;
        if let Some(sat) = overview.ran_out.and_then(|id| desk.app.sat(id).ok()) {
            desk.say("The time of an exam ran out meanwhile.")?;
            let when = result::when(&sat.session, &sat.header.began);
            let way = result::open(desk, sat.header.kind, &sat.session, &when)?;
            if follow(desk, way)? {
                return Ok(());
            }
            continue;
        }
        desk.paper.gap()?;
        let next = Next::of(&overview);
        let words = next.words(desk);
        desk.paper.item("0. ", &words)?;
        let rows = rows(desk);
        for (key, name) in &rows {
            let text = format!("{name}{}", about(*key, &overview));
            desk.paper.item(&format!("{key}. "), &text)?;
        }
        let Some(line) = desk.ask("One of these, or q to quit.")? else {
            return Ok(());
        };
        let there = |key: &str| rows.iter().any(|(row, _)| key.chars().eq([*row]));
        let way = match line.as_str() {
            "q" | "quit" => return Ok(()),
            "" | "0" => next.begin(desk, &overview)?,
            key if there(key) => enter(desk, key, &overview)?,
            _ => {
                desk.say("That is none of these.")?;
                Way::Back
            }
        };
        if follow(desk, way)? {
            return Ok(());
        }
    }
}

/// The rows that there are: those on the matrix only with one, and the banks
/// only where there are several.
fn rows(desk: &Desk) -> Vec<(char, &'static str)> {
    let is_there = |key: char| match key {
        '6' | '7' => desk.app.outline().cells > 0,
        'b' => desk.app.banks.origins.len() > 1,
        _ => true,
    };
    let rows = ROWS.into_iter();
    rows.filter(|(key, _)| is_there(*key)).collect()
}

/// Opens what stands behind `key`.
fn enter(desk: &mut Desk, key: &str, overview: &Overview) -> anyhow::Result<Way> {
    match key {
        "1" => setup::open(desk, Kind::Practice),
        "2" => setup::open(desk, Kind::Exam),
        "3" => missed::open(desk),
        "4" => progress::open(desk),
        "5" => browse::open(desk),
        "6" => map::open(desk),
        "8" => lesson::open(desk),
        "b" => banks::open(desk),
        _ => {
            let now = desk.now();
            match desk.app.drill(Some(DRILL), None, overview, &now) {
                Some(sitting) => session::sit(desk, sitting),
                None => Ok(Way::Back),
            }
        }
    }
}

/// Goes where a part led. Says whether that is out.
fn follow(desk: &mut Desk, way: Way) -> anyhow::Result<bool> {
    Ok(match way {
        Way::Back => false,
        Way::Out => true,
        Way::Sit(sitting) => matches!(session::sit(desk, *sitting)?, Way::Out),
    })
}

/// What is behind a row, in a few words.
fn about(key: char, overview: &Overview) -> String {
    let record = &overview.record;
    match key {
        '3' if record.missed.is_empty() => ", nothing waits".into(),
        '3' => format!(", {} waiting", record.missed.len()),
        '4' => match record.all.percent() {
            Some(percent) => format!(", {percent} % right"),
            None => String::new(),
        },
        _ => String::new(),
    }
}

/// What row 0 offers.
enum Next<'o> {
    GoOn(&'o Sat),
    Review(usize),
    Practice,
}

impl<'o> Next<'o> {
    fn of(overview: &'o Overview) -> Self {
        match overview.open_session() {
            Some(sat) => Self::GoOn(sat),
            None if !overview.record.missed.is_empty() => {
                Self::Review(overview.record.missed.len())
            }
            None => Self::Practice,
        }
    }

    fn words(&self, desk: &Desk) -> String {
        match self {
            Self::GoOn(sat) => {
                let session = &sat.session;
                let now = desk.now();
                let left = session.policy.limit.map(|limit| match session.policy.away {
                    Away::Runs => limit.saturating_sub(now.since(&sat.header.began)),
                    Away::Pauses => limit.saturating_sub(session.elapsed()),
                });
                let left = left.map(clock_left).map(|it| format!(", {it} left"));
                format!(
                    "Go on with {}: question {} of {}{}",
                    sat.header.kind.title().to_lowercase(),
                    session.at() + 1,
                    session.slots().len(),
                    left.unwrap_or_default()
                )
            }
            Self::Review(missed) => {
                let missed = count(*missed, "question", "questions");
                format!("Review {missed} missed")
            }
            Self::Practice => "Start a practice of 10".into(),
        }
    }

    fn begin(&self, desk: &mut Desk, overview: &Overview) -> anyhow::Result<Way> {
        let now = desk.now();
        let sitting = match self {
            Self::GoOn(sat) => Some(desk.app.resume((*sat).clone(), &now)),
            Self::Review(missed) => {
                let selection = Selection {
                    count: *missed,
                    ..Selection::default()
                };
                desk.app.review(&selection, overview, &now)
            }
            Self::Practice => desk.app.practice(&Selection::default(), overview, &now),
        };
        match sitting {
            Some(sitting) => session::sit(desk, sitting),
            None => Ok(Way::Back),
        }
    }
}
