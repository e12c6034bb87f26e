//! Scores so far, as text or JSON.

use std::io::{self, Write as _};

use serde_json::json;

use super::{BadBank, OK};
use crate::app::{App, Overview};
use crate::bank::Origin;
use crate::clock::Clock;
use crate::quiz::Tally;

pub fn run(origin: &Origin, as_json: bool) -> anyhow::Result<u8> {
    let mut app = super::open::app(origin)?;
    if let Some(why) = &app.no_history {
        return Err(anyhow::anyhow!("{why}"));
    }
    if app.bank().questions.is_empty() {
        return Err(BadBank.into());
    }
    let overview = app.overview(&Clock::new().now())?;
    super::open::tell_if_anew(&app)?;
    let mut out = io::stdout().lock();
    if as_json {
        writeln!(out, "{:#}", to_json(&app, &overview))?;
    } else {
        print(&mut out, &app, &overview)?;
    }
    out.flush()?;
    Ok(OK)
}

fn print(out: &mut impl io::Write, app: &App, overview: &Overview) -> io::Result<()> {
    let record = &overview.record;
    writeln!(out, "{}: {}", app.bank().title, app.bank().about)?;
    if record.all.of == 0 {
        return writeln!(
            out,
            "No answers yet; `certdrill practice` starts with ten questions."
        );
    }
    let seen = record.last_seen.len();
    writeln!(
        out,
        "{} answers, {} right. {seen} of {} questions seen, {} missed and waiting.",
        record.all.of,
        percent(record.all),
        app.bank().questions.len(),
        record.missed.len()
    )?;
    writeln!(out)?;
    let width = app
        .bank()
        .topics
        .iter()
        .map(|it| it.title.chars().count())
        .max()
        .unwrap_or(0);
    for topic in &app.bank().topics {
        let tally = record.topics.get(&topic.id).copied().unwrap_or_default();
        writeln!(
            out,
            "{:width$}  {:>4} of {:<4} {:>6}",
            topic.title,
            tally.right,
            tally.of,
            percent(tally)
        )?;
    }
    let mut finished = overview.finished().take(10).peekable();
    if finished.peek().is_some() {
        writeln!(out)?;
    }
    for sat in finished {
        let tally = sat.session.score().all;
        let at_ms = sat.session.ended_ms().unwrap_or(sat.header.began.utc_ms);
        let when = jiff::Timestamp::from_millisecond(at_ms)
            .map(|it| it.strftime("%Y-%m-%d %H:%M UTC").to_string());
        let kind = sat.header.kind.as_str();
        writeln!(
            out,
            "{}  {kind:<8}  {:>4} of {:<4} {:>6}",
            when.unwrap_or_default(),
            tally.right,
            tally.of,
            percent(tally)
        )?;
    }
    Ok(())
}

fn percent(tally: Tally) -> String {
    tally.percent().map_or("–".into(), |it| format!("{it} %"))
}

fn to_json(app: &App, overview: &Overview) -> serde_json::Value {
    let record = &overview.record;
    let tally = |tally: Tally| json!({ "right": tally.right, "answers": tally.of });
    json!({
        "bank": app.bank().id.as_str(),
        "questions": app.bank().questions.len(),
        "seen": record.last_seen.len(),
        "all": tally(record.all),
        "topics": app.bank().topics.iter().map(|topic| json!({
            "topic": topic.id.as_str(),
            "title": topic.title,
            "right": record.topics.get(&topic.id).map_or(0, |it| it.right),
            "answers": record.topics.get(&topic.id).map_or(0, |it| it.of),
        })).collect::<Vec<_>>(),
        "missed": record.missed.iter().map(|missed| json!({
            "question": missed.question.as_str(),
            "missed_at_ms": missed.at_ms,
            "right_since": missed.righted,
        })).collect::<Vec<_>>(),
        "sessions": overview.finished().map(|sat| {
            let score = sat.session.score();
            json!({
                "kind": sat.header.kind.as_str(),
                "began_ms": sat.header.began.utc_ms,
                "ended_ms": sat.session.ended_ms(),
                "seed": sat.header.seed,
                "seconds": score.used.as_secs(),
                "right": score.all.right,
                "blank": score.blank,
                "questions": score.all.of,
            })
        }).collect::<Vec<_>>(),
    })
}
