//! The topics of a bank and what is in them.

use std::io::{self, Write as _};

use serde_json::json;

use super::{BAD_BANK, OK};
use crate::bank::{Origin, load};
use crate::model::TopicId;

pub fn run(origin: &Origin, as_json: bool) -> anyhow::Result<u8> {
    let loaded = load(origin);
    let bank = &loaded.bank;
    let mut out = io::stdout().lock();
    let of_topic = |id: &TopicId| {
        let questions = bank.questions.iter().filter(|it| it.topic == *id).count();
        let facts = bank.facts.iter().filter(|it| it.topic == *id).count();
        (questions, facts)
    };
    if as_json {
        let topics: Vec<_> = bank
            .topics
            .iter()
            .map(|topic| {
                let (questions, facts) = of_topic(&topic.id);
                json!({
                    "id": topic.id.as_str(), "title": topic.title,
                    "questions": questions, "facts": facts,
                })
            })
            .collect();
        let list = json!({
            "id": bank.id.as_str(), "title": bank.title, "licence": bank.licence,
            "questions": bank.questions.len(), "facts": bank.facts.len(), "topics": topics,
        });
        writeln!(out, "{list:#}")?;
    } else {
        writeln!(out, "{} ({})", bank.title, bank.id)?;
        let width = bank
            .topics
            .iter()
            .map(|it| it.id.as_str().len())
            .max()
            .unwrap_or(0);
        for topic in &bank.topics {
            let (questions, facts) = of_topic(&topic.id);
            let id = topic.id.as_str();
            writeln!(
                out,
                "{id:width$}  {questions:>4} questions  {facts:>4} facts  {}",
                topic.title
            )?;
        }
        let all = bank.questions.len();
        writeln!(
            out,
            "{:width$}  {all:>4} questions  {:>4} facts",
            "",
            bank.facts.len()
        )?;
    }
    out.flush()?;
    say_problems(loaded.problems.len(), bank.questions.len())
}

/// Says where more is to be learnt of the bank's `problems`; hands out the exit code.
pub fn say_problems(problems: usize, questions: usize) -> anyhow::Result<u8> {
    let problems = match problems {
        0 => return Ok(OK),
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    let said = format!("the bank has {problems}; `certdrill bank check` shows more");
    writeln!(io::stderr(), "certdrill: {said}")?;
    Ok(if questions == 0 { BAD_BANK } else { OK })
}
