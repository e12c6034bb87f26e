//! `bank import`: imports questions from other programs' files into a bank folder.
//!
//! The exit code is 0 if at least one question was imported or already present, even if others were
//! skipped and reported. Otherwise, it is 1, and nothing is written.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::exit::{FAILED, OK, Usage};
use super::output;
use super::wait::{ProgressMessage, share};
use crate::app::words::items;
use crate::bank::Origin;
use crate::exchange::folder::{FileOutcome, FilePart, ImportOutcome, import_as_text, import_into};
use crate::exchange::source::Source;
use crate::exchange::{DroppedPart, Format, ParsedTopic, import_with, is_path};
use crate::text::{clean, one_line, shown_path};

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Import these files, such as files from Moodle, Anki, or a spreadsheet
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Add a file to the bank in this folder (created if necessary); with -, print a new bank
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// Use this format instead of detecting it from the file name and content
    #[arg(long, value_name = "FORMAT", value_parser = formats(Format::READABLE))]
    format: Option<Format>,
    /// Put all questions under this topic, overriding the topics in the files
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
}

/// Creates a value parser for the names of `formats`.
pub fn formats(formats: &'static [Format]) -> impl clap::builder::TypedValueParser<Value = Format> {
    let names = formats.iter().map(|it| it.name());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Format>())
}

pub fn run(origin: &Origin, args: &ImportArgs) -> anyhow::Result<u8> {
    if *origin != Origin::Embedded {
        let text = "`--into` selects the bank for an import; omit `--bank`";
        return Err(Usage(text.into()).into());
    }
    let topic = args.topic.as_deref().map(topic).transpose()?;
    let mut wait = ProgressMessage::new();
    let mut parts = Vec::new();
    let mut formats = Vec::new();
    for path in &args.files {
        let Source {
            name,
            stem,
            format,
            text,
            recoded,
        } = Source::read(path, args.format)
            .map_err(|why| anyhow::anyhow!("{}: {why}; nothing was imported", path.display()))?;
        let mut imported = import_with(&text, format, &mut |line| {
            wait.often_at(|| format!("Reading {name}, line {line}"));
        });
        if let Some(line) = recoded {
            let what = "this line is not UTF-8; the file was read as Windows-1252".to_owned();
            imported.notes.push(DroppedPart { line, what });
        }
        formats.push(format);
        parts.push(FilePart {
            name,
            stem,
            imported,
        });
    }
    wait.over();
    let mut progress = |done, all| wait.at(|| share(done, all));
    let folder = output::file(Some(&args.into));
    let done = match folder {
        Some(folder) => import_into(folder, &parts, topic.as_ref(), &mut progress),
        None => import_as_text(&parts, topic.as_ref(), &mut progress),
    };
    wait.over();
    let done = done.map_err(|why| anyhow::anyhow!("{why}; nothing was imported"))?;
    let mut out: Box<dyn Write> = if folder.is_some() {
        Box::new(io::stdout().lock())
    } else {
        // Standard output contains only the bank.
        io::stdout().write_all(done.text.as_bytes())?;
        io::stdout().flush()?;
        Box::new(io::stderr().lock())
    };
    for ((part, taken), format) in parts.iter().zip(&done.parts).zip(formats) {
        report(&mut out, part, taken, format)?;
    }
    let usable = parts.iter().any(|it| !it.imported.is_empty());
    conclude(&mut out, &done, usable)?;
    out.flush()?;
    Ok(if usable { OK } else { FAILED })
}

fn topic(name: &str) -> anyhow::Result<ParsedTopic> {
    let name = one_line(name.trim());
    if name.is_empty() || is_path(&name) {
        let text = format!("`{name}` is not a valid topic; use a few words");
        return Err(Usage(text).into());
    }
    Ok(ParsedTopic::titled(name))
}

/// Writes a summary of one file, then a line for each item that was skipped or changed.
fn report(
    out: &mut impl Write,
    part: &FilePart,
    taken: &FileOutcome,
    format: Format,
) -> io::Result<()> {
    let name = &part.name;
    write!(
        out,
        "{name} ({format}): {} imported",
        taken.added + taken.terms
    )?;
    if taken.already > 0 {
        write!(out, ", {} already in the bank", taken.already)?;
    }
    let left_out = part.imported.dropped.len() + taken.other_key.len() + taken.other_back.len();
    if left_out > 0 {
        write!(out, ", {left_out} left out")?;
    }
    writeln!(out)?;
    for dropped in &part.imported.dropped {
        let (line, why) = (dropped.line, clean(&dropped.why));
        writeln!(out, "  {name}:{line}: left out: {why}")?;
    }
    for (line, place) in &taken.other_key {
        let what = format!(
            "the same question is in {place} with a different answer key, which was not changed"
        );
        writeln!(out, "  {name}:{line}: left out: {}", clean(&what))?;
    }
    for (line, place) in &taken.other_back {
        let what = format!("{place} has this front with a different back, which was not changed");
        writeln!(out, "  {name}:{line}: left out: {}", clean(&what))?;
    }
    // Combine identical notes into one line with a count.
    let mut notes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for note in &part.imported.notes {
        notes.entry(&note.what).or_insert((note.line, 0)).1 += 1;
    }
    let mut notes: Vec<_> = notes.into_iter().collect();
    notes.sort_by_key(|(_, (line, _))| *line);
    for (what, (line, count)) in notes {
        let times = match count {
            1 => String::new(),
            many => format!(" ({many} times)"),
        };
        writeln!(out, "  {name}:{line}: note: {}{times}", clean(what))?;
    }
    Ok(())
}

fn conclude(out: &mut impl Write, done: &ImportOutcome, usable: bool) -> io::Result<()> {
    let count: usize = done.parts.iter().map(|it| it.added).sum();
    let terms: usize = done.parts.iter().map(|it| it.terms).sum();
    let written = items(count, 0, terms);
    if let Some((moved, topic)) = &done.moved {
        let belong = match moved {
            1 => "question without a topic now belongs",
            _ => "questions without a topic now belong",
        };
        writeln!(
            out,
            "note: {moved} existing {belong} to the only topic of the bank, {}. To change that, declare \
             another topic, and give each question its topic.",
            clean(topic)
        )?;
    }
    match &done.file {
        Some(file) => {
            let file = shown_path(file);
            writeln!(out, "{written} written to {file}.")
        }
        None if !done.text.is_empty() => writeln!(out, "{written} printed."),
        None if usable => writeln!(out, "Nothing new was found; the bank was not changed."),
        None => writeln!(out, "No questions could be imported; nothing was written."),
    }
}
