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
    after_help = "Without a command the home screen opens.\n\n\
                  Exit codes: 0 done, 1 failed, 2 wrong usage or no terminal, 3 the bank has\n\
                  errors or nothing usable, or the settings have errors, 101 an error in certdrill itself,\n\
                  128+n ended by signal n."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub bank: BankArgs,
    /// Colors: default, dark, light, monochrome or your own
    #[arg(long, value_name = "NAME", global = true, value_parser = theme)]
    pub theme: Option<String>,
    /// Line by line, for screen readers, pipes and scripts
    #[arg(long, global = true)]
    pub plain: bool,
    /// Add what the program does to a file; nothing of your answers is in it
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,
}

#[derive(Clone, Debug, Default, Args)]
pub struct BankArgs {
    /// A bank of your own, a file or a folder; may be given more than once
    #[arg(long = "bank", value_name = "PATH", global = true)]
    pub paths: Vec<PathBuf>,
}

impl BankArgs {
    /// Returns the banks given with `--bank`, in order.
    pub fn named(&self) -> Vec<Origin> {
        self.paths.iter().cloned().map(Origin::Path).collect()
    }

    /// Returns the first bank given with `--bank`; otherwise the one in the settings; otherwise the
    /// embedded bank.
    pub fn origin(&self, config: &Config) -> Origin {
        let path = self.paths.first().or(config.settings.bank.as_ref());
        path.cloned().map_or(Origin::Embedded, Origin::Path)
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Practise: reasons after each answer
    #[command(after_help = "Without options: ten questions of all topics, no time limit.")]
    Practice(SessionArgs),
    /// Sit a timed exam: no feedback until the end
    #[command(
        after_help = "Without options: as many questions as the exam has, as far as the bank can\n\
                      fill it, at the exam's pace. The clock runs on while you are away.\n\
                      An exam that is open already is gone on with."
    )]
    Exam {
        #[command(flatten)]
        args: SessionArgs,
        /// Add the 30 minutes that non-native speakers of English get on request
        #[arg(long, conflicts_with = "minutes")]
        extra_time: bool,
    },
    /// Take a placement test: a few questions on every task
    #[command(
        after_help = "24 questions, reasons at the end. Study begins where you need it most."
    )]
    Placement {
        /// Draw the same again, from the same bank and history
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Study what is due, or else what needs it most
    Study(SessionArgs),
    /// Review what was missed, the newest miss first
    #[command(after_help = leaves_the_list())]
    Review(SessionArgs),
    /// Learn a topic: each fact first, then a question on it
    #[command(after_help = "The lesson is on the first topic there that has something new.")]
    Learn {
        #[command(flatten)]
        scope: ScopeArgs,
        /// Draw the same questions again
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Answer as many questions as you can in a few minutes
    Sprint {
        /// How many minutes
        #[arg(long, value_name = "M", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1440))]
        minutes: u32,
        #[command(flatten)]
        scope: ScopeArgs,
        /// Draw the same questions again
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Drill the cells of tables, one key for each
    Drill(DrillArgs),
    /// Drill terms: from the definition to the name, and from the name to the definition
    Terms(TermsArgs),
    /// Set the day of the exam and the minutes a day, and see what that has you do
    Plan(plan::PlanArgs),
    /// Print a study sheet in Markdown: facts, tables, and terms by domain and task
    #[command(after_help = "For example: certdrill sheet --task 3.6 > storage.md")]
    Sheet(sheet::SheetArgs),
    /// Print scores so far; of a domain, a task, or a topic, where they are kept by topic
    Stats {
        #[command(flatten)]
        scope: ScopeArgs,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print your personal notes on questions, facts, and terms, the newest first
    Notes {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print one line for a shell prompt: what is due, your streak, and the days to the exam
    #[command(after_help = "For example, in a prompt: $(certdrill status --format '{due} due')")]
    Status(status::StatusArgs),
    /// List past exams, or tell one of them
    Results {
        /// Which exam; 1 is the first one that was sat
        #[arg(value_name = "N")]
        number: Option<usize>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Write a report in Markdown to a new file; - is standard output
        #[arg(
            long,
            value_name = "FILE",
            requires = "number",
            conflicts_with = "json"
        )]
        export: Option<PathBuf>,
    },
    /// List, check, write, import and export question banks
    #[command(subcommand)]
    Bank(BankCommand),
    /// Say where the settings are and what holds
    Config {
        /// Print the documented file of the defaults instead
        #[arg(long)]
        default: bool,
    },
    /// Check, export or merge the history, or go back to a backup of it
    #[command(subcommand)]
    History(history::HistoryCommand),
    /// Print completions for a shell
    #[command(after_help = "Where shells look for them, for example:\n  \
                            certdrill completions bash > \
                            ~/.local/share/bash-completion/completions/certdrill\n  \
                            certdrill completions fish > \
                            ~/.config/fish/completions/certdrill.fish")]
    Completions {
        /// Which shell
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
    /// The tables to drill, by id.
    #[arg(skip)]
    pub table: Vec<String>,
    /// The form of a drill on terms; `None` for other sessions.
    #[arg(skip)]
    pub terms: Option<TermDrill>,
    /// How many questions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub count: Option<u32>,
    /// A time limit in minutes
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// A limit for each question in seconds
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub each: Option<u32>,
    /// Draw the same again, from the same bank and history
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
    /// Use only this table, by its id; can be repeated
    #[arg(long, value_name = "ID")]
    pub table: Vec<String>,
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// A time limit in minutes; without one, every cell once
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Draw the same cells again
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl DrillArgs {
    /// Converts the arguments to those of a session.
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
    /// How many terms; without it, every term once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub count: Option<u32>,
    /// A time limit in minutes
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Draw the same terms again
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl TermsArgs {
    /// Converts the arguments to those of a session.
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
    /// Check a bank: structure, keys against tables, sources, wording
    Check {
        /// The bank: a file or a folder, as with --bank
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Also name sources last checked more than a year ago
        #[arg(long)]
        stale: bool,
        /// Let warnings fail the check, too
        #[arg(long)]
        deny_warnings: bool,
    },
    /// Print the problems you reported as Markdown, to send to the bank's author
    Disputes,
    /// Write a new bank of one question
    New {
        /// A new or an empty folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Write an example of everything that a bank can have, with comments
        #[arg(long)]
        full: bool,
        /// Add the JSON Schema of the format, for editors that complete and check TOML
        #[arg(long)]
        schema: bool,
    },
    /// Look at a bank's questions as learners see them
    Preview {
        /// A TOML file or a folder of them
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
    /// Count what is in a bank: shapes, difficulty, places of the key, facts short of questions
    Stats {
        /// Add your answers: how many were right, and the wrong option you chose most
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
    /// Take questions from files of other programs into a bank's folder
    Import(bank_import::ImportArgs),
    /// Write a bank in the format of another program
    Export(bank_export::ExportArgs),
}

/// Parses the name of an existing theme.
fn theme(name: &str) -> Result<String, String> {
    let known = tui::themes();
    if known.iter().any(|it| it == name) {
        return Ok(name.to_owned());
    }
    Err(format!("the themes are {}", known.join(", ")))
}
