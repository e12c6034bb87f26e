//! `bank export`: exports a bank to the format of another program.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::bank_import::formats;
use super::exit::{BadBank, FAILED, OK};
use super::output;
use crate::app::words::{count as counted, items};
use crate::atomic_file::FileAccess;
use crate::bank::{Origin, load};
use crate::exchange::{ExportBank, Exported, Format, export};

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Export to this format
    #[arg(long, value_name = "FORMAT", value_parser = formats(Format::WRITABLE))]
    to: Format,
    /// Write to this new file; if omitted or -, print the text
    #[arg(long, alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(origin: &Origin, args: &ExportArgs) -> anyhow::Result<u8> {
    let loaded = load(origin);
    if loaded.bank.is_empty() {
        return Err(BadBank.into());
    }
    let book = ExportBank::of(&loaded.bank);
    let exported = export(&book, args.to);
    let count = book.entries.len() - exported.left_out.len();
    if count + exported.cards == 0 {
        report_skipped(&book, &exported, args.to)?;
        return Ok(FAILED);
    }
    output::write(
        output::file(args.output.as_deref()),
        FileAccess::All,
        |out| Ok(out.write_all(exported.text.as_bytes())?),
        |()| items(count, 0, exported.cards),
    )?;
    if !loaded.problems.is_empty() {
        let said = "the bank has problems, and the faulty parts were not exported; run `certdrill \
                    bank check` for details";
        writeln!(io::stderr(), "certdrill: {said}")?;
    }
    report_skipped(&book, &exported, args.to)?;
    Ok(OK)
}

/// The maximum number of questions to name in a warning. The log contains all of them.
const NAMED: usize = 5;

/// Reports what the format could not represent. Writes to standard error so that standard output
/// contains only the bank.
fn report_skipped(book: &ExportBank, exported: &Exported, format: Format) -> io::Result<()> {
    let mut err = io::stderr().lock();
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for left in &exported.left_out {
        match reasons.iter_mut().find(|(why, _)| *why == left.why) {
            Some((_, questions)) => questions.push(&left.question),
            None => reasons.push((&left.why, vec![&left.question])),
        }
    }
    for (why, questions) in reasons {
        let count = questions.len();
        let mut named = questions[..count.min(NAMED)].join(", ");
        if count > NAMED {
            named += &format!(", and {} more", count - NAMED);
            log::info!("left out because {why}: {}", questions.join(", "));
        }
        writeln!(err, "certdrill: {count} left out because {why}: {named}")?;
    }
    let mut lost: Vec<String> = book.beside.clone();
    lost.extend(match (book.cards.len(), exported.cards) {
        (0, _) => None,
        (terms, 0) => Some(counted(terms, "term", "terms")),
        _ => Some("the groups and overlaps of terms".to_owned()),
    });
    lost.extend(exported.lost.iter().map(|it| match it.count {
        1 => format!("{} of `{}`", it.what, it.first),
        many => format!("{} of {many} questions", it.what),
    }));
    if !lost.is_empty() {
        let lost = lost.join(", ");
        writeln!(
            err,
            "certdrill: not exported because {format} cannot represent it: {lost}"
        )?;
    }
    Ok(())
}
