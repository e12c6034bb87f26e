//! The menu: what to do next, and everything else one can do, by numbers that
//! never change place.

use std::time::Duration;

use super::desk::{Desk, Way};
use super::{browse, map, missed, progress, result, session, setup};
use crate::app::words::{clock_left, count};
use crate::app::{Overview, Selection};
use crate::quiz::{Away, Kind, drillable};
use crate::store::Sat;

/// The rows with their digits, as on the home screen.
const ROWS: [&str; 7] = [
    "Practice",
    "Timed exam",
    "Review missed",
    "Progress",
    "Browse",
    "Responsibility map",
    "Drill",
];
/// Rows of a bank without a matrix.
const WITHOUT_MATRIX: usize = 5;
/// How long a drill takes.
const DRILL: Duration = Duration::from_secs(120);

/// Shows the menu until it is left.
pub fn open(desk: &mut Desk) -> anyhow::Result<()> {
    let bank = std::sync::Arc::clone(desk.app.bank());
    desk.say(&format!("certdrill: {}. {}.", bank.title, bank.about))?;
    let rows = if drillable(&bank) == 0 {
        &ROWS[..WITHOUT_MATRIX]
    } else {
        &ROWS
    };
    loop {
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
        for (at, name) in rows.iter().enumerate() {
            let about = about(at, &overview);
            desk.paper
                .item(&format!("{}. ", at + 1), &format!("{name}{about}"))?;
        }
        let Some(line) = desk.ask("A number, or q to quit.")? else {
            return Ok(());
        };
        let way = match line.as_str() {
            "q" | "quit" => return Ok(()),
            "" | "0" => next.begin(desk, &overview)?,
            "1" => setup::open(desk, Kind::Practice)?,
            "2" => setup::open(desk, Kind::Exam)?,
            "3" => missed::open(desk)?,
            "4" => progress::open(desk)?,
            "5" => browse::open(desk)?,
            "6" if rows.len() > WITHOUT_MATRIX => map::open(desk)?,
            "7" if rows.len() > WITHOUT_MATRIX => {
                let now = desk.now();
                match desk.app.drill(Some(DRILL), None, &overview, &now) {
                    Some(sitting) => session::sit(desk, sitting)?,
                    None => Way::Back,
                }
            }
            _ => {
                desk.say(&format!("The numbers are 0 to {}.", rows.len()))?;
                Way::Back
            }
        };
        if follow(desk, way)? {
            return Ok(());
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
fn about(row: usize, overview: &Overview) -> String {
    let record = &overview.record;
    match row {
        2 if record.missed.is_empty() => ", nothing waits".into(),
        2 => format!(", {} waiting", record.missed.len()),
        3 => match record.all.percent() {
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
