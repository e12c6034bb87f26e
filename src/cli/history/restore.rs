//! `history restore`: lists the backups or restores one.

use std::io::{self, Write as _};
use std::path::Path;

use crate::app::words::count;
use crate::cli::exit::OK;
use crate::store::{self, BackupContents};
use crate::text::shown_path;

/// Lists the backups, each with the number of answers and the time of the latest event.
pub fn list(path: &Path) -> anyhow::Result<u8> {
    let backups = store::backups(path)?;
    let mut out = io::stdout().lock();
    if backups.is_empty() {
        writeln!(
            out,
            "No backups yet. certdrill makes one every day that you use it and keeps up to seven."
        )?;
        return Ok(OK);
    }
    let names: Vec<_> = backups
        .iter()
        .map(|it| shown_path(it.path.file_name().unwrap_or_default()))
        .collect();
    let width = names.iter().map(|it| it.chars().count()).max().unwrap_or(0);
    for (name, backup) in names.iter().zip(&backups) {
        match &backup.contents {
            Ok(holds) => writeln!(
                out,
                "{name:width$}  {:>14}  up to {}",
                count(holds.answers as usize, "answer", "answers"),
                until(holds)
            )?,
            Err(_) => writeln!(out, "{name:width$}  cannot be read")?,
        }
    }
    writeln!(
        out,
        "\nRun `certdrill history restore NAME` to restore one. The current history is kept."
    )?;
    Ok(OK)
}

/// Replaces the history at `path` with `backup`, which is the name or the path of a backup.
pub fn run(path: &Path, backup: &Path) -> anyhow::Result<u8> {
    let named = store::backups(path)?
        .into_iter()
        .map(|it| it.path)
        .find(|it| it.file_name() == Some(backup.as_os_str()));
    let from = named.as_deref().unwrap_or(backup);
    if !from.is_file() {
        let name = backup.display();
        anyhow::bail!("backup not found: {name}; run `certdrill history restore` to list backups");
    }
    let done = store::restore(path, from)?;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "Restored {} up to {}.",
        count(done.holds.answers as usize, "answer", "answers"),
        until(&done.holds)
    )?;
    if let Some(replaced) = done.replaced {
        let name = shown_path(replaced.file_name().unwrap_or_default());
        writeln!(out, "The previous history was saved as {name}.")?;
    }
    Ok(OK)
}

fn until(holds: &BackupContents) -> String {
    let at = holds.last_ms.map(jiff::Timestamp::from_millisecond);
    match at {
        Some(Ok(at)) => at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        _ => "–".to_owned(),
    }
}
