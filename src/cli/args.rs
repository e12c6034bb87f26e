//! The command-line arguments.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use super::scope::ScopeArgs;
use super::{bank_export, bank_import, history, plan, sheet, status};
use crate::app::TermDrill;
use crate::app::messages::leaves_the_list;
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
    /// Practice, with explanations after each answer
    #[command(after_help = "Without options: 10 questions from all topics, with no time limit.")]
    Practice(SessionArgs),
    /// Take a timed exam, with no feedback until the end
    #[command(
        after_help = "Without options: a mock exam, or as many questions as the bank has, at\n\
                      the pace of the real exam. The clock keeps running while you are away.\n\
                      An exam that is already in progress is resumed."
    )]
    Exam {
        #[command(flatten)]
        args: SessionArgs,
        /// Add the 30 minutes that non-native English speakers can request
        #[arg(long, conflicts_with = "minutes")]
        extra_time: bool,
    },
    /// Take a placement test: a few questions on every task
    #[command(
        after_help = "24 questions, with explanations at the end. Study sessions then start where they help most."
    )]
    Placement {
        /// Set the random seed; the same bank and history give the same questions
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Study what raises your score most: due, missed, and new items
    Study(SessionArgs),
    /// Review missed items, newest first
    #[command(after_help = leaves_the_list())]
    Review(SessionArgs),
    /// Learn a topic: each fact first, then a question about it
    #[command(
        after_help = "The lesson covers the first selected topic that has facts left to learn."
    )]
    Learn {
        #[command(flatten)]
        scope: ScopeArgs,
        /// Set the random seed; the same bank and history give the same questions
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Answer as many questions as you can in a few minutes
    Sprint {
        /// Set the number of minutes
        #[arg(long, value_name = "M", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1440))]
        minutes: u32,
        #[command(flatten)]
        scope: ScopeArgs,
        /// Set the random seed; the same bank and history give the same questions
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Drill table cells, with one key press per cell
    Drill(DrillArgs),
    /// Drill terms: from the definition to the name, and from the name to the definition
    Terms(TermsArgs),
    /// Set your exam date and daily goal, and show what to do today
    Plan(plan::PlanArgs),
    /// Print a study sheet in Markdown: facts, tables, and terms by domain and task
    #[command(after_help = "For example: certdrill sheet --task 3.6 > storage.md")]
    Sheet(sheet::SheetArgs),
    /// Print your scores, for the whole bank or for a domain, a task, or a topic
    Stats {
        #[command(flatten)]
        scope: ScopeArgs,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
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
    Results {
        /// Show the exam with this number; 1 is your first exam
        #[arg(value_name = "N")]
        number: Option<usize>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Write a Markdown report to this new file; with -, print it
        #[arg(
            long,
            alias = "export",
            value_name = "FILE",
            requires = "number",
            conflicts_with = "json"
        )]
        output: Option<PathBuf>,
    },
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

#[derive(Debug, Default, Args)]
pub struct SessionArgs {
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// The tables to drill, by ID.
    #[arg(skip)]
    pub table: Vec<String>,
    /// The form of a drill on terms; `None` for other sessions.
    #[arg(skip)]
    pub terms: Option<TermDrill>,
    /// Set the number of questions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub count: Option<u32>,
    /// Set a time limit in minutes
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Set a time limit for each question, in seconds
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub each: Option<u32>,
    /// Set the random seed; the same bank and history give the same questions
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Adds the extra time to an exam.
    #[arg(skip)]
    pub extra_time: bool,
}

impl SessionArgs {
    /// Returns the time limit.
    pub fn limit(&self) -> Option<Duration> {
        let seconds = |minutes: u32| Duration::from_secs(u64::from(minutes) * 60);
        self.minutes.map(seconds)
    }
}

/// The arguments of a drill on tables.
#[derive(Debug, Args)]
pub struct DrillArgs {
    /// Use only this table, by its ID; can be repeated
    #[arg(long, value_name = "ID")]
    pub table: Vec<String>,
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// Set a time limit in minutes; by default, every cell comes up once
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Set the random seed; the same bank and history give the same cells
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl DrillArgs {
    /// Converts the arguments to session arguments.
    pub fn session(self) -> SessionArgs {
        SessionArgs {
            scope: self.scope,
            table: self.table,
            minutes: self.minutes,
            seed: self.seed,
            ..SessionArgs::default()
        }
    }
}

/// The arguments of a drill on terms.
#[derive(Debug, Args)]
pub struct TermsArgs {
    /// Show flash cards, which you grade yourself, instead of options
    #[arg(long)]
    pub cards: bool,
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// Set the number of terms; by default, every term comes up once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub count: Option<u32>,
    /// Set a time limit in minutes
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Set the random seed; the same bank and history give the same terms
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl TermsArgs {
    /// Converts the arguments to session arguments.
    pub fn session(self) -> SessionArgs {
        let terms = if self.cards {
            TermDrill::Cards
        } else {
            TermDrill::Options
        };
        SessionArgs {
            scope: self.scope,
            terms: Some(terms),
            count: self.count,
            minutes: self.minutes,
            seed: self.seed,
            ..SessionArgs::default()
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Check the structure, answer keys, sources, and wording of a bank
    Check {
        /// Check the bank in this file or folder
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Also report sources that were last checked more than a year ago
        #[arg(long)]
        stale: bool,
        /// Fail on warnings, too
        #[arg(long)]
        deny_warnings: bool,
    },
    /// Print the problems that you reported, as Markdown for the bank's author
    Disputes,
    /// Create a bank with one question
    New {
        /// Create the bank in this new or empty folder; with -, print it as one file
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Include an example of everything that a bank can contain, with comments
        #[arg(long)]
        full: bool,
        /// Add the JSON Schema of the format for editors that can complete and check TOML
        #[arg(long)]
        schema: bool,
    },
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
