//! The command line: arguments, subcommands and exit codes.

pub mod bank_check;
mod bank_disputes;
mod bank_list;
mod completions;
mod config;
mod history;
mod man;
mod open;
mod panic;
mod plain;
mod plan;
mod results;
mod stats;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory as _, Parser, Subcommand};

use crate::bank::Origin;
use crate::config::Config;
use crate::tui;

/// Everything went well.
const OK: u8 = 0;
/// Something failed; a sentence says what.
const FAILED: u8 = 1;
/// The program was called in a way that cannot work.
const USAGE: u8 = 2;
/// The bank or the settings have errors.
const BAD_BANK: u8 = 3;

/// The arguments.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Without a command the home screen opens.\n\n\
                  Exit codes: 0 done, 1 failed, 2 wrong usage or no terminal, 3 the bank has\n\
                  errors or nothing usable, or the settings have errors, 128+n ended by signal n."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    bank: BankArgs,
    /// The colours: default, dark, light, monochrome, or a theme of your own
    #[arg(long, value_name = "NAME", global = true, value_parser = theme)]
    theme: Option<String>,
    /// Line by line, for screen readers, pipes and scripts
    #[arg(long, global = true)]
    plain: bool,
}

#[derive(Clone, Debug, Args)]
struct BankArgs {
    /// A bank of your own: a TOML file, or a folder of them
    #[arg(long = "bank", value_name = "PATH", global = true)]
    path: Option<PathBuf>,
}

impl BankArgs {
    /// The bank that is named here, else in the settings, else the embedded one.
    fn origin(&self, config: &Config) -> Origin {
        let path = self.path.as_ref().or(config.settings.bank.as_ref());
        path.cloned().map_or(Origin::Embedded, Origin::Path)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Practise: reasons after each answer
    #[command(after_help = "Without options: ten questions of all topics, no time limit.")]
    Practice(SessionArgs),
    /// Sit a timed exam: no feedback until the end
    #[command(
        after_help = "Without options: as many questions as the exam has, as far as the bank can\n\
                      fill it, at the exam's pace. The clock runs on while you are away."
    )]
    Exam(SessionArgs),
    /// Study what is due, or else what needs it most
    Study(SessionArgs),
    /// Review what was missed, the newest miss first
    #[command(after_help = "A question leaves the list when it was right in two sittings.")]
    Review(SessionArgs),
    /// Learn a topic: each fact first, then a question on it
    Learn {
        /// The topic, by its id; without one, the first that has something new
        #[arg(long, value_name = "ID")]
        topic: Option<String>,
        /// Draw the same questions again
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Answer as many questions as you can in a few minutes
    Sprint {
        /// How many minutes
        #[arg(long, value_name = "M", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1440))]
        minutes: u32,
        /// Only this topic, by its id; may be given more than once
        #[arg(long, value_name = "ID")]
        topic: Vec<String>,
        /// Draw the same questions again
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Drill the matrix: who is responsible? One key each
    Drill {
        /// A time limit in minutes; without one, every cell once
        #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
        minutes: Option<u32>,
        /// Draw the same cells again
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Set the day of the exam and the minutes a day, and see what that has you do
    Plan(plan::PlanArgs),
    /// Print scores so far
    Stats {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List past exams, or tell one of them
    Results {
        /// Which exam; 1 is the first one that was sat
        #[arg(value_name = "N")]
        number: Option<usize>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Write a report in Markdown to a new file
        #[arg(
            long,
            value_name = "FILE",
            requires = "number",
            conflicts_with = "json"
        )]
        export: Option<PathBuf>,
    },
    /// Look at question banks
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
struct SessionArgs {
    /// Only this topic, by its id; may be given more than once
    #[arg(long, value_name = "ID")]
    topic: Vec<String>,
    /// How many questions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    count: Option<u32>,
    /// A time limit in minutes
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// A limit for each question in seconds
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..=3600))]
    each: Option<u32>,
    /// Draw the same again, from the same bank and history
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Subcommand)]
enum BankCommand {
    /// Check a bank: structure, keys against the matrix, sources, wording
    Check {
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
    /// Print what you dispute as Markdown, to send to the bank's author
    Disputes,
    /// List the topics of a bank
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs the program with `args`, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::report();
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Where nobody reads, there is nobody to tell.
            let _nobody_reads = error.print();
            let wrong = error.use_stderr();
            return ExitCode::from(if wrong { USAGE } else { OK });
        }
    };
    #[cfg(unix)]
    ignore_file_size_signal();
    let mut config = crate::config::load(tui::themes);
    let origin = cli.bank.origin(&config);
    if let Some(theme) = cli.theme {
        config.settings.theme = theme;
    }
    if !config.problems.is_empty() && is_plain(cli.command.as_ref()) {
        let many = config.problems.len();
        // Where nobody reads, there is nobody to tell.
        let _nobody_reads = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("certdrill: {many} wrong in the settings; `certdrill config` says what\n"),
        );
    }
    let front = open::Front {
        config: &config,
        in_lines: cli.plain,
    };
    let session = |what, args: &SessionArgs| open::session(&origin, front, what, args);
    let done = match cli.command {
        None => open::home(&origin, front),
        Some(Command::Practice(args)) => session(open::PRACTICE, &args),
        Some(Command::Study(args)) => session(open::STUDY, &args),
        Some(Command::Plan(args)) => plan::run(&origin, &args),
        Some(Command::Exam(args)) => session(open::EXAM, &args),
        Some(Command::Review(args)) => session(open::REVIEW, &args),
        Some(Command::Learn { topic, seed }) => {
            let args = SessionArgs {
                topic: topic.into_iter().collect(),
                seed,
                ..SessionArgs::default()
            };
            session(open::LEARN, &args)
        }
        Some(Command::Sprint {
            minutes,
            topic,
            seed,
        }) => {
            let args = SessionArgs {
                topic,
                count: Some(u32::MAX),
                minutes: Some(minutes),
                seed,
                each: None,
            };
            session(open::PRACTICE, &args)
        }
        Some(Command::Drill { minutes, seed }) => {
            let args = SessionArgs {
                minutes,
                seed,
                ..SessionArgs::default()
            };
            session(open::DRILL, &args)
        }
        Some(Command::Results {
            number,
            json,
            export,
        }) => {
            let export = export.as_deref();
            results::run(
                &origin,
                &results::Options {
                    number,
                    json,
                    export,
                },
            )
        }
        Some(Command::Stats { json }) => stats::run(&origin, json),
        Some(Command::Bank(BankCommand::Check {
            json,
            stale,
            deny_warnings,
        })) => {
            let options = bank_check::CheckOptions {
                json,
                stale,
                deny_warnings,
            };
            check(&origin, options)
        }
        Some(Command::Bank(BankCommand::Disputes)) => bank_disputes::run(&origin),
        Some(Command::Bank(BankCommand::List { json })) => bank_list::run(&origin, json),
        Some(Command::Config { default }) => show_config(&config, default),
        Some(Command::History(command)) => history::run(&command, &origin),
        Some(Command::Completions { shell }) => completions::run(shell, Cli::command()),
        Some(Command::Man) => man::run(&Cli::command()),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(OK),
        Err(error) => {
            use std::io::Write as _;
            let text = crate::bank::clean(&format!("{error:#}")).into_owned();
            // Where nobody reads, there is nobody to tell.
            let _nobody_reads = writeln!(std::io::stderr(), "certdrill: {text}");
            ExitCode::from(if error.is::<Usage>() {
                USAGE
            } else if error.is::<BadBank>() {
                BAD_BANK
            } else {
                FAILED
            })
        }
    }
}

/// A bank of which nothing can be used: exit code 3.
#[derive(Debug, thiserror::Error)]
#[error("this bank has no question that can be used; `certdrill bank check` says why")]
struct BadBank;

/// The name of a theme that there is.
fn theme(name: &str) -> Result<String, String> {
    let known = tui::themes();
    if known.iter().any(|it| it == name) {
        return Ok(name.to_owned());
    }
    Err(format!("the themes are {}", known.join(", ")))
}

/// Whether a command prints, and says nothing about the settings by itself.
fn is_plain(command: Option<&Command>) -> bool {
    matches!(
        command,
        Some(Command::Stats { .. } | Command::Results { .. } | Command::Bank(_))
    )
}

/// Whether what is printed may have colours.
fn colour() -> bool {
    use std::io::IsTerminal as _;
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
}

fn show_config(config: &Config, default: bool) -> anyhow::Result<u8> {
    let mut out = std::io::stdout().lock();
    if default {
        config::default(&mut out)?;
        return Ok(OK);
    }
    let sound = config::run(config, &mut out, colour())?;
    Ok(if sound { OK } else { BAD_BANK })
}

fn check(origin: &Origin, options: bank_check::CheckOptions) -> anyhow::Result<u8> {
    let today = crate::clock::Clock::new().today();
    let clean = bank_check::run(
        origin,
        &options,
        today,
        &mut std::io::stdout().lock(),
        colour(),
    )?;
    Ok(if clean { OK } else { BAD_BANK })
}

/// A limit on file sizes shall fail a write, as a full disk does, and not end
/// the program. A handler that only notes the signal does that.
#[cfg(unix)]
fn ignore_file_size_signal() {
    let noted = std::sync::Arc::default();
    // Where it cannot be registered the program ends on the signal, as any does.
    let _kept = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noted);
}

/// An error of the caller's: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Whether the reader of our output has gone, as `head` does: no error of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// How the quiz is shown.
enum Mode {
    Screens,
    /// Line by line; `because` says why where nobody asked for it.
    Lines {
        because: Option<&'static str>,
    },
}

impl Mode {
    /// What was asked for, as far as there is a terminal for it.
    fn of(plain: bool) -> anyhow::Result<Self> {
        if plain {
            return Ok(Self::Lines { because: None });
        }
        if !tui::has_terminal() {
            let text = "no terminal: certdrill draws on one. In a pipe, use `certdrill --plain`, \
                        `certdrill stats` or `certdrill bank list`; `certdrill --help` names all \
                        commands.";
            return Err(Usage(text.into()).into());
        }
        Ok(if std::env::var_os("TERM").is_some_and(|it| it == "dumb") {
            Self::Lines {
                because: Some(
                    "This terminal cannot be drawn on (TERM=dumb), so all is told line by line, as with --plain.",
                ),
            }
        } else {
            Self::Screens
        })
    }
}
