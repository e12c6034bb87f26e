//! `stats`: prints the scores so far as text or JSON.

use std::io::{self, Write as _};

use clap::Args;
use serde_json::{Value, json};

use super::exit::{BadBank, OK};
use super::global_options::GlobalOptions;
use super::results::when;
use super::scope::ScopeArgs;
use crate::app::messages::CONFIDENCE_NAMES;
use crate::app::words::{civil, count, thousands};
use crate::app::{
    App, HistorySnapshot, MissedItem, ProgressReport, Scope, TableEntry, correct, missed_in_words,
    session_score,
};
use crate::clock::Clock;
use crate::learn::PartShare;
use crate::model::{Bank, MatrixId, QuestionId};
use crate::quiz::Tally;
use crate::store::PastSession;

#[derive(Debug, Args)]
pub struct StatsArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(global: GlobalOptions<'_>, args: &StatsArgs) -> anyhow::Result<u8> {
    let mut app = super::open::app_with_history(global)?;
    if app.stats().all.is_empty() {
        return Err(BadBank.into());
    }
    let scope = Scope {
        topics: args.scope.topics(app.bank())?,
        ..Scope::default()
    };
    let now = Clock::new().now();
    let overview = app.overview(&now)?;
    super::open::report_history_reset(&app)?;
    super::open::report_unread(&overview)?;
    let insight = app.insight(&overview, &scope);
    let mut out = io::stdout().lock();
    if args.json {
        let past = app.past(&now)?;
        let stats = to_json(&app, &overview, &past, &insight, &scope);
        writeln!(out, "{stats:#}")?;
    } else {
        print(&mut out, &app, &overview, &insight, &scope)?;
    }
    out.flush()?;
    Ok(OK)
}

fn print(
    out: &mut impl io::Write,
    app: &App,
    overview: &HistorySnapshot,
    insight: &ProgressReport,
    scope: &Scope,
) -> io::Result<()> {
    let record = &overview.record;
    writeln!(out, "{}: {}", app.stats().title, app.stats().about)?;
    if record.all.of == 0 && record.cells.is_empty() && record.knowledge.is_empty() {
        return writeln!(
            out,
            "No answers yet. Run `certdrill practice` to start with 10 questions."
        );
    }
    let bank = app.bank();
    let all = all_answers(overview, insight, scope);
    let questions = bank.questions.iter().filter(|it| scope.has(&it.topic));
    let missed = missed(app, overview, scope);
    let by_kind = match missed_in_words(missed.iter().map(|it| &it.missed)) {
        kinds if kinds.is_empty() => "0".to_owned(),
        kinds => kinds,
    };
    writeln!(
        out,
        "{} to questions: {}. {} of {} seen.",
        count(all.of, "answer", "answers"),
        correct(all),
        thousands(seen(bank, overview, scope)),
        count(questions.count(), "question", "questions"),
    )?;
    writeln!(
        out,
        "Today: {} due, {} missed, {} new.\n",
        insight.due(),
        by_kind,
        count(insight.facts_in_all().new, "fact", "facts"),
    )?;
    if scope.topics.is_empty() {
        for past in overview.past.iter().take(10) {
            let when = when(past.began_ms, past.offset_s);
            let kind = past.kind.as_str();
            writeln!(out, "{when}  {kind:<8}  {}", session_score(past))?;
        }
    } else {
        for line in insight.topics_in_words() {
            writeln!(out, "{line}")?;
        }
    }
    let tables = tables(app, overview, scope);
    if !tables.is_empty() {
        writeln!(out, "\nTables")?;
    }
    for table in tables {
        let cells = count(table.cells, "cell", "cells");
        writeln!(
            out,
            "  {}: {} of {cells} known",
            table.title, table.recalled
        )?;
    }
    let terms = app.term_counts(overview, scope);
    if terms.total() > 0 {
        let [known, weak, new] = terms.known_weak_new();
        writeln!(out, "\nTerms\n  {known} known, {weak} weak, {new} new")?;
    }
    if !scope.topics.is_empty() {
        // Sessions, days, and the passing probability are not recorded by topic.
        if app.stats().exam.is_some() {
            writeln!(out, "\nReadiness")?;
            for line in insight.parts_in_words(scope) {
                writeln!(out, "  {line}")?;
            }
        }
        return Ok(());
    }
    for part in insight.chart_text(&app.stats().about) {
        writeln!(out, "\n{}", part.title)?;
        for line in part.lines {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Returns whether the question `id` is in the bank and in `scope`.
fn is_in(bank: &Bank, id: &QuestionId, scope: &Scope) -> bool {
    let question = bank.question(id);
    question.is_some_and(|it| scope.has(&it.topic))
}

/// Returns the missed items in `scope`.
fn missed(app: &App, overview: &HistorySnapshot, scope: &Scope) -> Vec<MissedItem> {
    let mut missed = app.missed_items(overview);
    missed.retain(|it| scope.topics.is_empty() || scope.has(&it.question.topic));
    missed
}

/// Returns the answers to all questions in `scope`.
fn all_answers(overview: &HistorySnapshot, insight: &ProgressReport, scope: &Scope) -> Tally {
    if scope.topics.is_empty() {
        return overview.record.all;
    }
    let tallies = insight.topics.iter().map(|it| it.tally);
    tallies.fold(Tally::default(), Tally::and)
}

/// Returns how many of the bank's questions in `scope` have been seen.
fn seen(bank: &Bank, overview: &HistorySnapshot, scope: &Scope) -> usize {
    let seen = overview.record.last_seen.keys();
    seen.filter(|id| is_in(bank, id, scope)).count()
}

/// Returns the tables in `scope`.
fn tables(app: &App, overview: &HistorySnapshot, scope: &Scope) -> Vec<TableEntry> {
    let tables = app.tables(overview).into_entries();
    let in_scope = |id: &MatrixId| {
        let topic = app.bank().matrix(id).and_then(|it| it.topic.as_ref());
        topic.map_or(scope.topics.is_empty(), |topic| scope.has(topic))
    };
    tables.filter(|table| in_scope(&table.id)).collect()
}

/// The version of the JSON output. Raise it when a field changes or goes away, and describe the new
/// version in `docs/json.md`.
const VERSION: u32 = 2;

/// The JSON fields that are omitted if the scope is only part of the bank, because their values are
/// not recorded by topic.
const OF_THE_WHOLE: [&str; 6] = [
    "streak_days",
    "longest_streak_days",
    "confidence",
    "times",
    "real_exams",
    "sessions",
];
/// The fields of a day that are omitted in that case.
const OF_A_WHOLE_DAY: [&str; 2] = ["drilled", "seconds"];

fn to_json(
    app: &App,
    overview: &HistorySnapshot,
    past: &[PastSession],
    insight: &ProgressReport,
    scope: &Scope,
) -> Value {
    let [known, weak, new] = app.term_counts(overview, scope).known_weak_new();
    let bank = app.bank();
    let tally = |tally: Tally| json!({ "right": tally.right, "answers": tally.of });
    let is_whole = scope.topics.is_empty();
    let questions = bank.questions.iter().filter(|it| scope.has(&it.topic));
    let missed = missed(app, overview, scope);
    let mut stats = json!({
        "version": VERSION,
        "bank": app.stats().id.as_str(),
        "questions": questions.count(),
        "seen": seen(bank, overview, scope),
        "all": tally(all_answers(overview, insight, scope)),
        "topics": insight.topics.iter().map(|topic| json!({
            "topic": topic.id,
            "title": topic.title,
            "right": topic.tally.right,
            "answers": topic.tally.of,
        })).collect::<Vec<_>>(),
        "no_longer_in_the_bank": tally(insight.gone),
        "tables": tables(app, overview, scope).iter().map(|table| json!({
            "table": table.id.as_str(),
            "title": table.title,
            "cells": table.cells,
            "recalled": table.recalled,
            "missed": table.missed,
        })).collect::<Vec<_>>(),
        "terms": { "known": known, "learning": weak, "new": new },
        "missed": missed.iter().map(|it| json!({
            "question": it.missed.question.as_str(),
            "kind": it.kind().name(),
            "missed_at_ms": it.missed.at_ms,
            "right_since": it.missed.righted,
        })).collect::<Vec<_>>(),
        "readiness": readiness(insight, scope),
        "mastery": insight.topics.iter().map(|topic| json!({
            "topic": topic.id,
            "facts": topic.facts,
        })).collect::<Vec<_>>(),
        "facts": insight.facts().map(|fact| json!({
            "fact": String::from(fact.item.clone()),
            "mastery": fact.mastery.name(),
            "recall": fact.recall,
            "lapses": fact.lapses,
        })).collect::<Vec<_>>(),
        "days": insight.days.iter().map(|(day, it)| json!({
            "date": date(*day),
            "right": it.answers.right,
            "answers": it.answers.of,
            "drilled": it.drilled,
            "seconds": it.took.as_secs(),
        })).collect::<Vec<_>>(),
        "streak_days": insight.streak.days,
        "longest_streak_days": insight.streak.longest,
        "confidence": confidence(insight),
        "times": times(insight),
        "forecast": insight.forecast,
        "real_exams": insight.real_exams,
        "mix_ups": insight.mix_ups.iter().map(|it| json!({
            "about": it.about,
            "chosen": it.chosen,
            "truth": it.truth,
            "times": it.times,
            "mastery": it.mastery.name(),
        })).collect::<Vec<_>>(),
        "sessions": past.iter().map(|past| json!({
            "kind": past.kind.as_str(),
            "began_ms": past.began_ms,
            "ended_ms": past.ended_ms,
            "seed": past.seed,
            "seconds": past.seconds,
            "right": past.score.right,
            "blank": past.blank,
            "questions": past.score.of,
            "left_of": past.left_of,
        })).collect::<Vec<_>>(),
    });
    if let Some(stats) = stats.as_object_mut().filter(|_| !is_whole) {
        stats.retain(|key, _| !OF_THE_WHOLE.contains(&key.as_str()));
        let days = stats.get_mut("days").and_then(Value::as_array_mut);
        for day in days.into_iter().flatten().filter_map(Value::as_object_mut) {
            day.retain(|key, _| !OF_A_WHOLE_DAY.contains(&key.as_str()));
        }
    }
    stats
}

/// Formats a date, given in days since 1970, as `2026-11-30`. Returns `None` if the date is out of
/// range.
fn date(day: i32) -> Option<String> {
    civil(day).map(|it| it.to_string())
}

/// Returns the readiness for the exam. If the scope is only part of the bank, returns only the
/// readiness for its domains and tasks.
fn readiness(insight: &ProgressReport, scope: &Scope) -> Value {
    let readiness = &insight.readiness;
    if !scope.topics.is_empty() {
        return json!({
            "domains": parts(&readiness.domains, scope),
            "tasks": parts(&readiness.tasks, scope),
        });
    }
    let missing = readiness.passing.as_ref().err().into_iter().flatten();
    json!({
        "pass": readiness.passing.as_ref().ok().map(|it| json!({
            "chance": it.pass, "low": it.low, "high": it.high,
        })),
        "missing": missing.map(ToString::to_string).collect::<Vec<_>>(),
        "new_questions_right": readiness.all,
        "domains": parts(&readiness.domains, scope),
        "tasks": parts(&readiness.tasks, scope),
        "plain_average": insight.plain_average,
        "by_day": insight.trend.iter().map(|it| json!({
            "date": date(it.day), "share": it.share, "pass": it.pass,
        })).collect::<Vec<_>>(),
    })
}

/// Returns the readiness for those `parts` that have a topic in `scope`. Shares range from 0 to 1.
fn parts(parts: &[PartShare], scope: &Scope) -> Vec<Value> {
    let in_scope = |part: &&PartShare| part.topics.iter().any(|topic| scope.has(topic));
    let each = parts.iter().filter(in_scope).map(|part| {
        json!({
            "title": part.title,
            "domain": part.domain,
            "weight": part.weight,
            "known": part.known,
            "worth": part.worth,
        })
    });
    each.collect()
}

fn confidence(insight: &ProgressReport) -> Vec<Value> {
    CONFIDENCE_NAMES
        .into_iter()
        .zip(insight.confidence)
        .map(|(marked, it)| json!({ "marked": marked, "right": it.right, "answers": it.of }))
        .collect()
}

fn times(insight: &ProgressReport) -> Vec<Value> {
    let times = insight.times.iter().enumerate();
    times
        .map(|(at, it)| {
            let took = ProgressReport::time(at);
            json!({ "took": took, "right": it.right, "answers": it.of })
        })
        .collect()
}
