//! `stats`: prints scores so far, as text or JSON.

use std::io::{self, Write as _};

use serde_json::json;

use super::exit::{BadBank, OK};
use super::results::when;
use super::scope::ScopeArgs;
use crate::app::words::count;
use crate::app::{App, Insight, Overview, Scope, correct, session_score};
use crate::bank::Origin;
use crate::clock::Clock;
use crate::learn::PartShare;
use crate::model::QuestionId;
use crate::quiz::Tally;
use crate::store::Past;

pub fn run(origin: &Origin, as_json: bool, scope: &ScopeArgs) -> anyhow::Result<u8> {
    let mut app = super::open::app(origin)?;
    if let Some(why) = &app.no_history {
        return Err(anyhow::anyhow!("{why}"));
    }
    if app.stats().all.is_empty() {
        return Err(BadBank.into());
    }
    let scope = Scope {
        topics: scope.topics(app.bank())?,
        ..Scope::default()
    };
    let now = Clock::new().now();
    let overview = app.overview(&now)?;
    super::open::tell_if_anew(&app)?;
    super::open::report_unread(&overview)?;
    let insight = app.insight(&overview, &scope);
    let mut out = io::stdout().lock();
    if as_json {
        let past = app.past(&now)?;
        writeln!(out, "{:#}", to_json(&app, &overview, &past, &insight))?;
    } else {
        print(&mut out, &app, &overview, &insight, &scope)?;
    }
    out.flush()?;
    Ok(OK)
}

fn print(
    out: &mut impl io::Write,
    app: &App,
    overview: &Overview,
    insight: &Insight,
    scope: &Scope,
) -> io::Result<()> {
    let record = &overview.record;
    writeln!(out, "{}: {}", app.stats().title, app.stats().about)?;
    if record.all.of == 0 && record.cells.is_empty() && record.knowledge.is_empty() {
        return writeln!(
            out,
            "No answers yet; `certdrill practice` starts with ten questions."
        );
    }
    let bank = app.bank();
    let is_in = |id: &QuestionId| {
        let question = bank.question(id);
        question.is_some_and(|it| scope.has(&it.topic))
    };
    let tallies = insight.topics.iter().map(|it| it.tally);
    let all = if scope.topics.is_empty() {
        record.all
    } else {
        tallies.fold(Tally::default(), Tally::and)
    };
    let questions = bank.questions.iter().filter(|it| scope.has(&it.topic));
    let missed = record.missed.iter().filter(|it| is_in(&it.question));
    writeln!(
        out,
        "{} to questions: {}. {} of {} seen.",
        count(all.of, "answer", "answers"),
        correct(all),
        record.last_seen.keys().filter(|id| is_in(id)).count(),
        count(questions.count(), "question", "questions"),
    )?;
    writeln!(
        out,
        "Today: {} due, {} missed, {} new.\n",
        insight.due(),
        count(missed.count(), "question", "questions"),
        count(insight.facts_in_all().new, "fact", "facts"),
    )?;
    if !scope.topics.is_empty() {
        // The other figures are not kept by topic.
        return insight
            .topics_in_words()
            .iter()
            .try_for_each(|line| writeln!(out, "{line}"));
    }
    for past in overview.past.iter().take(10) {
        let when = when(past.began_ms, past.offset_s);
        let kind = past.kind.as_str();
        writeln!(out, "{when}  {kind:<8}  {}", session_score(past))?;
    }
    let tables = app.tables(overview);
    let tables: Vec<_> = tables.entries().collect();
    if !tables.is_empty() {
        writeln!(out, "\nTables")?;
    }
    for table in tables {
        let cells = count(table.cells, "cell", "cells");
        writeln!(
            out,
            "  {}: {} of {cells} recalled",
            table.title, table.recalled
        )?;
    }
    let terms = app.term_counts(overview);
    if terms.all() > 0 {
        writeln!(
            out,
            "\nTerms\n  {} known, {} learning, {} new",
            terms.known, terms.learning, terms.new
        )?;
    }
    for part in insight.in_words(&app.stats().about) {
        writeln!(out, "\n{}", part.title)?;
        for line in part.lines {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

fn to_json(app: &App, overview: &Overview, past: &[Past], insight: &Insight) -> serde_json::Value {
    let record = &overview.record;
    let tally = |tally: Tally| json!({ "right": tally.right, "answers": tally.of });
    json!({
        "bank": app.stats().id.as_str(),
        "questions": app.stats().all.questions,
        "seen": record.last_seen.len(),
        "all": tally(record.all),
        "topics": insight.topics.iter().map(|topic| json!({
            "topic": topic.id,
            "title": topic.title,
            "right": topic.tally.right,
            "answers": topic.tally.of,
        })).collect::<Vec<_>>(),
        "no_longer_in_the_bank": tally(insight.gone),
        "tables": app.tables(overview).entries()
            .map(|table| json!({
                "table": table.id.as_str(),
                "title": table.title,
                "cells": table.cells,
                "recalled": table.recalled,
                "missed": table.missed,
            }))
            .collect::<Vec<_>>(),
        "terms": app.term_counts(overview),
        "missed": record.missed.iter().map(|missed| json!({
            "question": missed.question.as_str(),
            "missed_at_ms": missed.at_ms,
            "right_since": missed.righted,
        })).collect::<Vec<_>>(),
        "readiness": readiness(insight),
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
            "days_since_1970": day,
            "right": it.answers.right,
            "answers": it.answers.of,
            "drilled": it.drilled,
            "seconds": it.took.as_secs(),
        })).collect::<Vec<_>>(),
        "streak_days": insight.streak.days,
        "longest_streak_days": insight.streak.longest,
        "sureness": confidence(insight),
        "times": times(insight),
        "forecast": insight.forecast,
        "real_exams": insight.real_exams,
        "myths": insight.mix_ups.iter().map(|it| json!({
            "about": it.about,
            "chosen": it.chosen,
            "what_is_so": it.truth,
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
    })
}

fn readiness(insight: &Insight) -> serde_json::Value {
    let readiness = &insight.readiness;
    let missing = readiness.passing.as_ref().err().into_iter().flatten();
    json!({
        "pass": readiness.passing.as_ref().ok().map(|it| json!({
            "chance": it.pass, "low": it.low, "high": it.high,
        })),
        "missing": missing.map(ToString::to_string).collect::<Vec<_>>(),
        "new_questions_right": readiness.all,
        "domains": parts(&readiness.domains),
        "tasks": parts(&readiness.tasks),
        "plain_average": insight.plain_average,
        "by_day": insight.trend.iter().map(|it| json!({
            "days_since_1970": it.day, "share": it.share, "pass": it.pass,
        })).collect::<Vec<_>>(),
    })
}

/// Converts the estimates of parts to JSON; shares are 0 to 1.
fn parts(parts: &[PartShare]) -> Vec<serde_json::Value> {
    let each = parts.iter().map(|part| {
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

fn confidence(insight: &Insight) -> Vec<serde_json::Value> {
    ["sure", "unsure", "guess", "unmarked"]
        .into_iter()
        .zip(insight.confidence)
        .map(|(marked, it)| json!({ "marked": marked, "right": it.right, "answers": it.of }))
        .collect()
}

fn times(insight: &Insight) -> Vec<serde_json::Value> {
    let times = insight.times.iter().enumerate();
    times
        .map(|(at, it)| {
            let took = Insight::time(at);
            json!({ "took": took, "right": it.right, "answers": it.of })
        })
        .collect()
}
