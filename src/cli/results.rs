//! `results`: lists past exams, shows one of them, or exports a report.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::exit::{OK, Usage};
use super::global_options::GlobalOptions;
use super::output;
use crate::app::messages;
use crate::app::words::{as_percent, clock, percent, timestamp};
use crate::app::{App, session_score};
use crate::atomic_file::FileAccess;
use crate::clock::Clock;
use crate::model::{Bank, ChoiceId};
use crate::quiz::{Analysis, Estimate, Kind, Outcome, Session};
use crate::store::{PastSession, StoredSession};

#[derive(Debug, Args)]
pub struct ResultsArgs {
    /// Show the exam with this number; 1 is your first exam
    #[arg(value_name = "N")]
    number: Option<usize>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Write a Markdown report to this new file; with -, print it
    #[arg(
        long,
        alias = "export",
        value_name = "FILE",
        requires = "number",
        conflicts_with = "json"
    )]
    output: Option<PathBuf>,
}

pub fn run(global: GlobalOptions<'_>, args: &ResultsArgs) -> anyhow::Result<u8> {
    let mut app = super::open::app_with_history(global)?;
    let now = Clock::new().now();
    let mut exams = app.past(&now)?;
    super::open::report_history_reset(&app)?;
    let overview = app.overview(&now)?;
    super::open::report_unread(&overview)?;
    exams.retain(|past| past.kind == Kind::Exam);
    // Number the exams in the order in which they ended so that the numbers never change.
    exams.reverse();
    let mut out = io::stdout().lock();
    let Some(number) = args.number else {
        if args.json {
            let list: Vec<_> = exams
                .iter()
                .enumerate()
                .map(|(at, past)| Ok(summary(at + 1, &app.sat(past.id)?)))
                .collect::<anyhow::Result<_>>()?;
            writeln!(out, "{:#}", Value::from(list))?;
        } else if exams.is_empty() {
            writeln!(out, "No exams yet. Run `certdrill exam` to take one.")?;
        } else {
            for (at, past) in exams.iter().enumerate().rev() {
                let when = when(past.began_ms, past.offset_s);
                let title = app.title_of(past.id, past.kind);
                let score = session_score(past);
                writeln!(out, "{:>3}  {when}  {title}  {score}", at + 1)?;
            }
        }
        out.flush()?;
        return Ok(OK);
    };
    let past = number
        .checked_sub(1)
        .and_then(|at| exams.get(at))
        .ok_or_else(|| {
            let count = exams.len();
            Usage(match count {
                0 => "no exams yet; run `certdrill exam` to take one".into(),
                count => format!("exam {number} not found; choose a number from 1 to {count}"),
            })
        })?;
    if let Some(path) = &args.output {
        drop(out);
        output::write(
            output::file(Some(path)),
            FileAccess::Owner,
            |mut out| report(&mut out, &app, number, past),
            |()| "Report".to_owned(),
        )?;
        return Ok(OK);
    } else if args.json {
        writeln!(out, "{:#}", detail(app.bank(), number, &app.sat(past.id)?))?;
    } else {
        report(&mut out, &app, number, past)?;
    }
    out.flush()?;
    Ok(OK)
}

/// Formats a timestamp as local time, such as `2027-01-02 20:06`. `offset_s` is the UTC offset in
/// seconds.
pub fn when(at_ms: i64, offset_s: i32) -> String {
    timestamp(at_ms, offset_s, "%Y-%m-%d %H:%M")
}

/// Returns the likely range of an exam. An exam that was left early has none.
fn likely(session: &Session) -> Option<Estimate> {
    let complete = Some(session).filter(|it| !it.is_left_exam())?;
    Estimate::of(complete.score().all)
}

fn summary(number: usize, sat: &StoredSession) -> Value {
    let score = sat.session.score();
    let estimate = likely(&sat.session);
    json!({
        "number": number,
        "began_ms": sat.header.began.utc_ms,
        "ended_ms": sat.session.ended_ms(),
        "seed": sat.header.seed,
        "questions": score.all.of,
        "right": score.all.right,
        "blank": score.blank,
        "left_of": sat.session.left_of(),
        "likely": estimate.map(|it| [it.low, it.high]),
        "seconds": score.used.as_secs(),
        "limit_seconds": sat.session.policy.limit.map(|it| it.as_secs()),
    })
}

fn detail(bank: &Bank, number: usize, sat: &StoredSession) -> Value {
    let mut value = summary(number, sat);
    let session = &sat.session;
    let found = Analysis::of(session);
    let is_right = |outcome| (outcome != Outcome::Open).then_some(outcome == Outcome::Right);
    let slots = session.slots().iter().enumerate().map(|(place, slot)| {
        json!({
            "question": slot.question.id.as_str(),
            "chosen": slot.chosen.iter().map(ChoiceId::as_str).collect::<Vec<_>>(),
            "right": is_right(session.outcome(place)),
            "right_at_the_time": is_right(slot.former_outcome.unwrap_or(session.outcome(place))),
            "scored": slot.scored,
            "flagged": slot.flagged,
            "confidence": slot.confidence,
            "hinted": slot.hinted.is_some(),
            "seconds": slot.spent.as_secs_f64(),
            "changed_since": bank.question(&slot.question.id).is_none_or(|today| !today.reads_like(&slot.question)),
        })
    });
    value["slots"] = slots.collect();
    value["edits"] = json!({
        "wrong_to_right": found.edits.wrong_to_right,
        "right_to_wrong": found.edits.right_to_wrong,
        "wrong_to_wrong": found.edits.wrong_to_wrong,
    });
    value
}

/// Writes a Markdown report with the score, the topics, and every question with its reasons.
fn report(
    out: &mut impl Write,
    app: &App,
    number: usize,
    past: &PastSession,
) -> anyhow::Result<()> {
    let session = app.sat(past.id)?.session;
    let score = session.score();
    writeln!(
        out,
        "# Exam {number}, {}\n",
        when(past.began_ms, past.offset_s)
    )?;
    writeln!(out, "{}: {}\n", app.bank().title, app.bank().about)?;
    if let Some(of) = session.left_of() {
        writeln!(out, "Left after {} of {of} questions.\n", score.all.of)?;
    }
    let likely = likely(&session).map_or(String::new(), |it| {
        format!(
            " (likely range: {} to {})",
            as_percent(it.low),
            as_percent(it.high)
        )
    });
    writeln!(
        out,
        "{} of {} correct, {}{likely}. {} left blank. {} used.\n",
        score.all.right,
        score.all.of,
        percent(score.all),
        score.blank,
        clock(score.used)
    )?;
    writeln!(out, "| Topic | Correct | Questions |\n| --- | --- | --- |")?;
    for part in &score.topics {
        let topic = app.bank().topic(&part.topic);
        let title = topic.map_or(part.topic.as_str(), |it| it.title.as_str());
        writeln!(
            out,
            "| {title} | {} | {} |",
            part.tally.right, part.tally.of
        )?;
    }
    for (place, slot) in session.slots().iter().enumerate() {
        let verdict = match session.outcome(place) {
            Outcome::Right => "correct",
            Outcome::Blank => "blank",
            Outcome::Wrong => "incorrect",
            // A question that was never answered can still be asked.
            Outcome::Open => continue,
        };
        let flag = if slot.flagged { ", flagged" } else { "" };
        writeln!(
            out,
            "\n## {}. {verdict}{flag}\n\n{}\n",
            place + 1,
            slot.question.stem
        )?;
        for (at, choice) in slot.shown().enumerate() {
            let mark = if choice.correct { "x" } else { " " };
            let chosen = if slot.chosen.contains(&choice.id) {
                " **(your answer)**"
            } else {
                ""
            };
            writeln!(
                out,
                "- [{mark}] {}. {}{chosen}",
                slot.label(at),
                choice.text
            )?;
            writeln!(out, "  {}", choice.reason)?;
        }
        writeln!(out, "\n{}", slot.question.explanation)?;
        if let Some(said) = messages::former_verdict(slot) {
            writeln!(out, "\n*{said}*")?;
        }
        let today = app.bank().question(&slot.question.id);
        if today.is_none_or(|today| !today.reads_like(&slot.question)) {
            writeln!(
                out,
                "\n*This question has changed in the bank since then; it is shown as it was asked.*"
            )?;
        }
    }
    Ok(())
}
