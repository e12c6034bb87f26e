//! The command-line arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::session::SessionCommand;
use super::{
    bank_check, bank_export, bank_import, bank_new, history, plan, results, sheet, stats, status,
};
use crate::bank::Origin;
use crate::config::Config;
use crate::tui;

/// The arguments.
#[derive(Debug, Default, Parser)]
#[command(
    version,
    about,
    after_help = "Without a command, certdrill opens the home screen.\n\n\
                  Exit codes: 0 success, 1 failure, 2 invalid usage or no terminal,\n\
                  3 errors in the bank or the settings, or no usable questions,\n\
                  101 internal error, 128+n terminated by signal n."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub bank: BankArgs,
    /// Use this color theme: default, dark, light, auto, monochrome, or your own
    #[arg(long, value_name = "NAME", global = true, value_parser = theme)]
    pub theme: Option<String>,
    /// Run line by line, for screen readers, pipes, and scripts
    #[arg(long, global = true)]
    pub plain: bool,
    /// Append a log to this file; your answers are never logged
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,
}

#[derive(Clone, Debug, Default, Args)]
pub struct BankArgs {
    /// Use your own bank (a file or a folder); can be repeated
    #[arg(long = "bank", value_name = "PATH", global = true)]
    pub paths: Vec<PathBuf>,
}

impl BankArgs {
    /// Returns the banks given with `--bank`, in order.
    pub fn named(&self) -> Vec<Origin> {
        self.paths.iter().cloned().map(Origin::Path).collect()
    }

    /// Returns the first bank given with `--bank`, or else the bank in the settings, or else the
    /// built-in bank.
    pub fn origin(&self, config: &Config) -> Origin {
        let path = self.paths.first().or(config.settings.bank.as_ref());
        path.cloned().map_or(Origin::Embedded, Origin::Path)
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Session(SessionCommand),
    /// Set your exam date and daily goal, and show what to do today
    Plan(plan::PlanArgs),
    /// Print a study sheet in Markdown: facts, tables, and terms by domain and task
    #[command(after_help = "For example: certdrill sheet --task 3.6 > storage.md")]
    Sheet(sheet::SheetArgs),
    /// Print your scores, for the whole bank or for a domain, a task, or a topic
    Stats(stats::StatsArgs),
    /// Print your personal notes on questions, facts, cells, and terms, newest first
    Notes {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print one line for a shell prompt: due items, your streak, and days until your exam
    #[command(after_help = "For example, in a prompt: $(certdrill status --format '{due} due')")]
    Status(status::StatusArgs),
    /// List past exams, or show one of them
    Results(results::ResultsArgs),
    /// Create, check, preview, list, import, and export question banks
    #[command(subcommand)]
    Bank(BankCommand),
    /// Show where the settings file is and which values are in effect
    Config {
        /// Print the default settings file, with comments, instead
        #[arg(long)]
        default: bool,
    },
    /// Check, export, merge, reset, move, or restore the history
    #[command(subcommand)]
    History(history::HistoryCommand),
    /// Print a completion script for a shell
    #[command(after_help = "For example, to install the script:\n  \
                            certdrill completions bash > \
                            ~/.local/share/bash-completion/completions/certdrill\n  \
                            certdrill completions fish > \
                            ~/.config/fish/completions/certdrill.fish")]
    Completions {
        /// Print the script for this shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "To read it: certdrill man | man -l -")]
    Man,
}

#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Check the structure, answer keys, sources, and wording of a bank
    Check(bank_check::CheckArgs),
    /// Print the problems that you reported, as Markdown for the bank's author
    Disputes,
    /// Create a bank with one question
    New(bank_new::NewArgs),
    /// Preview a bank's questions as learners see them
    Preview {
        /// Preview the bank in this TOML file or folder
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
    /// Count questions by shape and difficulty, and list facts that need more questions
    Stats {
        /// Add your answers: how many were correct, and which incorrect option you chose most often
        #[arg(long)]
        mine: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the topics of a bank
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Import questions from other programs' files into a bank
    Import(bank_import::ImportArgs),
    /// Export a bank to the format of another program
    Export(bank_export::ExportArgs),
}

/// Parses the name of an existing theme.
fn theme(name: &str) -> Result<String, String> {
    let known = tui::themes();
    if known.iter().any(|it| it == name) {
        return Ok(name.to_owned());
    }
    Err(format!("use one of these themes: {}", known.join(", ")))
}
