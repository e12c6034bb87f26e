//! What one does with the history as a file.

mod check;
mod restore;

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Check the history from end to end; nothing is changed
    Check,
    /// List the backups, or go back to one; what is there now is kept
    Restore {
        /// A backup's name from the list, or a path
        #[arg(value_name = "BACKUP")]
        backup: Option<PathBuf>,
    },
}

pub fn run(command: &HistoryCommand) -> anyhow::Result<u8> {
    let path = crate::paths::history().map_err(anyhow::Error::msg)?;
    match command {
        HistoryCommand::Check => check::run(&path),
        HistoryCommand::Restore { backup: None } => restore::list(&path),
        HistoryCommand::Restore {
            backup: Some(backup),
        } => restore::run(&path, backup),
    }
}

/// A path or a name, safe to print.
fn shown(path: impl AsRef<std::path::Path>) -> String {
    let text = path.as_ref().to_string_lossy().into_owned();
    crate::bank::clean(&text).replace('\n', "<U+000A>")
}

/// `1 answer`, `2 answers`.
fn count(number: u64, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}
