//! `bank disputes`: prints the problems that the learner reported as Markdown for the bank's
//! author.

use std::io::{self, Write};

use super::exit::{OK, require_exists};
use super::global_options::GlobalOptions;
use crate::app::App;
use crate::clock::Clock;
use crate::model::{Question, QuestionId};

pub fn run(global: GlobalOptions<'_>) -> anyhow::Result<u8> {
    require_exists(global.origin)?;
    let app = super::open::app_with_history(global)?;
    let disputes: Vec<_> = app.disputes(&Clock::new().now())?.into_iter().collect();
    let mut out = io::stdout().lock();
    if disputes.is_empty() {
        writeln!(
            out,
            "You have not reported any problems in {}.",
            app.bank().title
        )?;
    } else {
        write(&mut out, &app, &disputes)?;
    }
    out.flush()?;
    Ok(OK)
}

fn write(out: &mut impl Write, app: &App, disputes: &[(QuestionId, String)]) -> io::Result<()> {
    let bank = app.bank();
    let print = app.shelf().fingerprint;
    writeln!(out, "# Reported problems\n")?;
    writeln!(
        out,
        "Bank `{}`, {}; fingerprint {print:032x}, {} questions; certdrill {}.",
        bank.id,
        bank.title,
        bank.questions.len(),
        env!("CARGO_PKG_VERSION"),
    )?;
    for (id, words) in disputes {
        writeln!(out, "\n## `{id}`\n\n> {words}\n")?;
        match bank.question(id) {
            Some(question) => print_report(out, question)?,
            None => writeln!(out, "This question is no longer in the bank.")?,
        }
    }
    Ok(())
}

/// Writes the question with its key. Options are in file order, which is familiar to the author.
fn print_report(out: &mut impl Write, question: &Question) -> io::Result<()> {
    writeln!(out, "{}\n", question.stem)?;
    for choice in &question.choices {
        let mark = if choice.correct { "x" } else { " " };
        writeln!(out, "- [{mark}] `{}` {}", choice.id, choice.text)?;
        writeln!(out, "  {}", choice.reason)?;
    }
    writeln!(out, "\n{}", question.explanation)
}
