//! `bank list`: lists the topics of a bank and their contents.

use std::io::{self, Write as _};

use serde_json::json;

use super::exit::{BAD_BANK, OK, require_exists};
use super::wait::{ProgressMessage, share};
use crate::app::words::thousands;
use crate::bank::{BankStats, Files, ItemCounts, Origin, load_with_progress};
use crate::counts::counted;

/// The version of the JSON output. Raise it when a field changes or goes away, and describe the new
/// version in `docs/json.md`.
const VERSION: u32 = 2;

pub fn run(origin: &Origin, as_json: bool) -> anyhow::Result<u8> {
    require_exists(origin)?;
    let mut wait = ProgressMessage::new();
    let loaded = load_with_progress(Files::read(origin), origin, &mut |done, all| {
        wait.at(|| share(done, all));
    });
    wait.over();
    let stats = BankStats::of(&loaded.bank);
    let topics = stats.topics.iter().zip(&stats.counts);
    let mut out = io::stdout().lock();
    if as_json {
        let topics = topics.map(|(topic, counts)| {
            json!({
                "id": topic.id.as_str(), "title": topic.title,
                "questions": counts.questions, "facts": counts.facts, "terms": counts.terms,
            })
        });
        let list = json!({
            "version": VERSION,
            "id": stats.id.as_str(), "title": stats.title, "license": stats.license,
            "questions": stats.all.questions, "facts": stats.all.facts, "terms": stats.all.terms,
            "topics": topics.collect::<Vec<_>>(),
        });
        writeln!(out, "{list:#}")?;
    } else {
        writeln!(out, "{} ({})", stats.title, stats.id)?;
        let ids = stats.topics.iter().map(|it| it.id.as_str().len());
        let width = ids.max().unwrap_or(0);
        let mut row = |id: &str, counts: &ItemCounts, title: &str| {
            let ItemCounts {
                questions, facts, ..
            } = counts;
            // Show the number of terms only if there are any, because most banks have no terms.
            let terms = match stats.all.terms {
                0 => String::new(),
                _ => format!("  {}", column(counts.terms, "term")),
            };
            let (questions, facts) = (column(*questions, "question"), column(*facts, "fact"));
            let row = format!("{id:width$}  {questions}  {facts}{terms}  {title}");
            writeln!(out, "{}", row.trim_end())
        };
        for (topic, counts) in topics {
            row(topic.id.as_str(), counts, &topic.title)?;
        }
        row("", &stats.all, "")?;
    }
    out.flush()?;
    print_problems(loaded.problems.len(), stats.all.questions)
}

/// Formats a number and its `noun` in a column, such as `2,308 questions` or `    1 question `.
fn column(number: usize, noun: &str) -> String {
    let plural = format!("{noun}s");
    let text = if number == 1 { noun } else { &plural };
    format!(
        "{:>5} {text:width$}",
        thousands(number),
        width = plural.len()
    )
}

/// Suggests running `bank check` if the bank has `problems`. Returns the exit code.
pub fn print_problems(problems: usize, questions: usize) -> anyhow::Result<u8> {
    let problems = match problems {
        0 => return Ok(OK),
        problems => counted(problems, "problem"),
    };
    let said = format!("the bank has {problems}; run `certdrill bank check` for details");
    writeln!(io::stderr(), "certdrill: {said}")?;
    Ok(if questions == 0 { BAD_BANK } else { OK })
}
