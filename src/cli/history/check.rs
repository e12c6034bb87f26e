//! `history check`: checks the integrity of the history.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::app::messages;
use crate::app::words::count;
use crate::cli::exit::{FAILED, OK};
use crate::cli::global_options::GlobalOptions;
use crate::clock::Clock;
use crate::store;
use crate::text::{one_line, shown_path};

pub fn run(path: &Path, global: GlobalOptions<'_>) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    let place = shown_path(path);
    match fs::metadata(path) {
        Ok(meta) if meta.is_file() => {}
        Ok(_) => anyhow::bail!("{place} is not a file; move it or rename it"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            writeln!(out, "No history yet at {place}.")?;
            return Ok(OK);
        }
        Err(error) => anyhow::bail!("cannot read {place}: {error}"),
    }
    let checked = store::check(path)?;
    if checked.faults.is_empty() {
        let holds = checked.holds;
        writeln!(
            out,
            "{place} is intact: {}, {}.",
            count(holds.sessions as usize, "session", "sessions"),
            count(holds.answers as usize, "answer", "answers")
        )?;
        let calendar = super::calendar(global.config);
        let ahead = store::ahead_in(path, calendar.ahead_from_ms())?;
        if let Some(said) = messages::ahead(ahead, calendar) {
            writeln!(out, "{said}")?;
        }
        if !checked.aside.is_empty() {
            writeln!(
                out,
                "Kept but not counted, because this version of certdrill cannot use it:"
            )?;
            print(&mut out, &checked.aside)?;
        }
        if !checked.current {
            return Ok(OK);
        }
        let mut app = crate::cli::open::app(global)?;
        let title = &app.stats().title;
        let title = crate::text::clean(title).into_owned();
        writeln!(
            out,
            "{}",
            match app.check_record(&Clock::new().now())? {
                None => format!("No statistics have been computed yet for {title}."),
                Some(true) => format!("The statistics for {title} match the log."),
                Some(false) =>
                    format!("The statistics for {title} did not match the log and were rebuilt."),
            }
        )?;
        return Ok(OK);
    }
    writeln!(out, "{place} has problems:")?;
    print(&mut out, &checked.faults)?;
    writeln!(out, "Run `certdrill history restore` to list backups.")?;
    Ok(FAILED)
}

/// Prints sentences, one per line. Makes them safe to display first, because they can quote the
/// history.
fn print(out: &mut impl io::Write, sentences: &[String]) -> io::Result<()> {
    for sentence in sentences {
        writeln!(out, "  {}", one_line(sentence))?;
    }
    Ok(())
}
