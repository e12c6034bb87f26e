//! `notes`: prints all personal notes as text or JSON.

use std::io::{self, Write};

use serde_json::json;

use super::exit::{OK, require_exists};
use super::global_options::GlobalOptions;
use crate::app::NoteEntry;
use crate::clock::Clock;

/// Prints the personal notes for the bank, newest first.
pub fn run(global: GlobalOptions<'_>, as_json: bool) -> anyhow::Result<u8> {
    require_exists(global.origin)?;
    let app = super::open::app_with_history(global)?;
    let notes = app.note_entries(&Clock::new().now());
    let mut out = io::stdout().lock();
    if as_json {
        let notes: Vec<_> = notes.iter().map(as_value).collect();
        writeln!(out, "{:#}", json!(notes))?;
    } else if notes.is_empty() {
        writeln!(
            out,
            "You have no notes. Press + on an answered question, a fact, a cell, or a term to write one."
        )?;
    } else {
        for note in &notes {
            writeln!(out, "{} {}", note.subject.kind(), note.subject.id())?;
            writeln!(out, "  {}", note.title_in_words())?;
            writeln!(out, "  {}\n", note.text)?;
        }
    }
    out.flush()?;
    Ok(OK)
}

fn as_value(note: &NoteEntry) -> serde_json::Value {
    json!({
        "kind": note.subject.kind(),
        "id": note.subject.id(),
        "title": note.title,
        "text": note.text,
        "written_ms": note.at_ms,
    })
}
