//! Commands on the history file.

mod check;
mod export;
mod merge;
mod rename;
mod reset;
mod restore;

use std::path::PathBuf;

use clap::Subcommand;

use super::scope::ScopeArgs;
use crate::bank::Origin;
use crate::clock::Clock;
use crate::learn::Calendar;
use crate::{config, tui};

#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Check the history from end to end, and the figures that are derived from it
    Check,
    /// Write the whole history as lines of JSON, one an event
    Export {
        /// A new file; without one, or with `-`, the lines are printed
        #[arg(value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Take in exported histories; what is here already stays as it is
    Merge {
        /// What `history export` wrote
        #[arg(value_name = "FILE", required = true)]
        logs: Vec<PathBuf>,
    },
    /// Reset a domain, a task, or a topic: its answers so far no longer count
    Reset {
        /// Domains, tasks, or topics, by their ids
        #[arg(value_name = "ID", required_unless_present_any = ["domain", "task", "topic"])]
        ids: Vec<String>,
        #[command(flatten)]
        scope: ScopeArgs,
    },
    /// Move the history of a bank to its new id; without --apply, only say what would move
    Move {
        /// The id that the bank had
        #[arg(value_name = "OLD")]
        old: String,
        /// The id that it has now
        #[arg(value_name = "NEW")]
        new: String,
        /// Move it, and do not only say so
        #[arg(long)]
        apply: bool,
    },
    /// List the backups, or go back to one; what is there now is kept
    Restore {
        /// A backup's name from the list, or a path
        #[arg(value_name = "BACKUP")]
        backup: Option<PathBuf>,
    },
}

/// Returns the current rules for counting days, from the settings.
fn calendar() -> Calendar {
    let now = Clock::new().now();
    let day_starts = config::load(tui::themes).settings.day_starts;
    Calendar::new(day_starts, now.utc_ms, now.offset_s)
}

pub fn run(command: &HistoryCommand, origin: &Origin) -> anyhow::Result<u8> {
    let path = crate::paths::history().map_err(anyhow::Error::msg)?;
    match command {
        HistoryCommand::Check => check::run(&path, origin),
        HistoryCommand::Export { to } => export::run(&path, to.as_deref()),
        HistoryCommand::Merge { logs } => merge::run(&path, logs),
        HistoryCommand::Move { old, new, apply } => rename::run(&path, old, new, *apply),
        HistoryCommand::Reset { ids, scope } => reset::run(origin, ids, scope),
        HistoryCommand::Restore { backup: None } => restore::list(&path),
        HistoryCommand::Restore {
            backup: Some(backup),
        } => restore::run(&path, backup),
    }
}
