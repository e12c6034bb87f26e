//! `history merge`: adds the events in other computers' histories that are missing from this one.

use std::fs::File;
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};

use crate::app::messages;
use crate::app::words::count;
use crate::cli::exit::OK;
use crate::config::Config;
use crate::store::{NoteChanges, Store};
use crate::text::shown_path;

pub fn run(path: &Path, logs: &[PathBuf], config: &Config) -> anyhow::Result<u8> {
    let mut store = Store::open(path)?;
    let mut out = io::stdout().lock();
    for log in logs {
        let name = shown_path(log);
        let file =
            File::open(log).map_err(|error| anyhow::anyhow!("cannot read {name}: {error}"))?;
        let merged = store
            .merge_log(&mut BufReader::new(file), is_clean)
            .map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
        if merged.sessions == 0 && merged.events == 0 && merged.aside == 0 {
            writeln!(out, "{name}: nothing new.")?;
        } else {
            writeln!(
                out,
                "{name}: {} and {} added.",
                count(merged.sessions, "session", "sessions"),
                count(merged.events, "event", "events")
            )?;
        }
        if merged.aside > 0 {
            writeln!(
                out,
                "{} cannot be used by this version of certdrill and will be exported unchanged.",
                count(merged.aside, "line", "lines")
            )?;
        }
        let NoteChanges { replaced, older } = merged.notes;
        if replaced > 0 {
            let notes = count(replaced, "note", "notes");
            writeln!(out, "{notes} replaced by a newer version from {name}.")?;
        }
        if older > 0 {
            let notes = count(older, "note", "notes");
            writeln!(
                out,
                "For {notes}, your text is newer than the one in {name} and was kept."
            )?;
        }
        if merged.forked > 0 {
            let forked = count(merged.forked, "session", "sessions");
            writeln!(
                out,
                "{forked} continued in both histories; the longer version was kept."
            )?;
        }
    }
    let calendar = super::calendar(config);
    if let Some(said) = messages::ahead(store.ahead(calendar.ahead_from_ms())?, calendar) {
        writeln!(out, "{said}")?;
    }
    Ok(OK)
}

fn is_clean(text: &str) -> bool {
    crate::text::clean(text) == text
}
