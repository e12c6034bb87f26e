//! Commands for the history file.

mod check;
mod export;
mod merge;
mod rename;
mod reset;
mod restore;

use std::path::PathBuf;

use clap::Subcommand;

use super::global_options::GlobalOptions;
use super::scope::ScopeArgs;
use crate::clock::Clock;
use crate::config::Config;
use crate::learn::Calendar;

#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Check the history and the statistics that are derived from it
    Check,
    /// Export the whole history as JSON Lines
    Export {
        /// Write to this new file; if omitted or -, print the lines
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// The output file as a positional argument, which earlier versions used instead of `--output`.
        #[arg(hide = true, conflicts_with = "output")]
        to: Option<PathBuf>,
    },
    /// Merge exported histories into this one
    Merge {
        /// Merge these files, written by `certdrill history export`
        #[arg(value_name = "FILE", required = true)]
        logs: Vec<PathBuf>,
    },
    /// Reset a domain, a task, or a topic so that its earlier answers no longer count
    Reset {
        /// Reset the domains, tasks, or topics with these IDs
        #[arg(value_name = "ID", required_unless_present_any = ["domain", "task", "topic"])]
        ids: Vec<String>,
        #[command(flatten)]
        scope: ScopeArgs,
    },
    /// Move the history of a bank to its new ID; without --apply, only preview the move
    Move {
        /// Move from this ID, which the bank had before
        #[arg(value_name = "OLD")]
        old: String,
        /// Move to this ID, which the bank has now
        #[arg(value_name = "NEW")]
        new: String,
        /// Move the history instead of previewing the move
        #[arg(long)]
        apply: bool,
    },
    /// List the backups, or restore one; the current history is kept
    Restore {
        /// Restore this backup, by its name in the list or by its path
        #[arg(value_name = "BACKUP")]
        backup: Option<PathBuf>,
    },
}

/// Returns the rules for counting days, based on the settings.
fn calendar(config: &Config) -> Calendar {
    let now = Clock::new().now();
    Calendar::new(config.settings.day_starts, now.utc_ms, now.offset_s)
}

pub fn run(global: GlobalOptions<'_>, command: &HistoryCommand) -> anyhow::Result<u8> {
    let path = crate::paths::history().map_err(anyhow::Error::msg)?;
    match command {
        HistoryCommand::Check => check::run(&path, global),
        HistoryCommand::Export { output, to } => {
            export::run(&path, output.as_deref().or(to.as_deref()))
        }
        HistoryCommand::Merge { logs } => merge::run(&path, logs, global.config),
        HistoryCommand::Move { old, new, apply } => rename::run(&path, old, new, *apply),
        HistoryCommand::Reset { ids, scope } => reset::run(global, ids, scope),
        HistoryCommand::Restore { backup: None } => restore::list(&path),
        HistoryCommand::Restore {
            backup: Some(backup),
        } => restore::run(&path, backup),
    }
}
