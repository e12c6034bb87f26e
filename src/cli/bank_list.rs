//! The topics of a bank and what is in them.

use std::io::{self, Write as _};

use serde_json::json;

use super::wait::{Wait, share};
use super::{BAD_BANK, OK, must_be_there};
use crate::bank::{Contents, Files, Origin};

pub fn run(origin: &Origin, as_json: bool) -> anyhow::Result<u8> {
    must_be_there(origin)?;
    let mut wait = Wait::new();
    let files = Files::read(origin);
    let contents = Contents::of(files, origin, &mut |done, all| {
        wait.at(|| share(done, all));
    });
    wait.over();
    let bank = &contents.bank;
    let topics = bank.topics.iter().zip(&contents.topics);
    let mut out = io::stdout().lock();
    if as_json {
        let topics = topics.map(|(topic, (questions, facts))| {
            json!({
                "id": topic.id.as_str(), "title": topic.title,
                "questions": questions, "facts": facts,
            })
        });
        let list = json!({
            "id": bank.id.as_str(), "title": bank.title, "licence": bank.licence,
            "questions": contents.questions, "facts": bank.facts.len(),
            "topics": topics.collect::<Vec<_>>(),
        });
        writeln!(out, "{list:#}")?;
    } else {
        writeln!(out, "{} ({})", bank.title, bank.id)?;
        let ids = bank.topics.iter().map(|it| it.id.as_str().len());
        let width = ids.max().unwrap_or(0);
        for (topic, (questions, facts)) in topics {
            let id = topic.id.as_str();
            writeln!(
                out,
                "{id:width$}  {questions:>4} questions  {facts:>4} facts  {}",
                topic.title
            )?;
        }
        let (questions, facts) = (contents.questions, bank.facts.len());
        writeln!(
            out,
            "{:width$}  {questions:>4} questions  {facts:>4} facts",
            ""
        )?;
    }
    out.flush()?;
    say_problems(contents.problems, contents.questions)
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
