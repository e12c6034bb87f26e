//! The command line: arguments, subcommands, and exit codes.

mod args;
pub mod bank_check;
mod bank_disputes;
mod bank_export;
mod bank_import;
mod bank_list;
mod bank_new;
mod bank_preview;
mod bank_stats;
mod completions;
mod config;
mod daily_backup;
mod exit;
mod global_options;
mod history;
mod man;
mod mode;
mod notes;
mod open;
mod options;
mod output;
mod panic;
mod plain;
mod plan;
mod results;
mod scope;
mod session;
mod sheet;
mod stats;
mod status;
mod wait;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use args::{BankCommand, Cli, Command};
use exit::{OK, USAGE, Usage, report};
use global_options::GlobalOptions;

use crate::bank::Origin;
use crate::config::Config;
use crate::tui;

/// Runs the program with `args`, which include the program name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::report();
    let cli = match parsed(args.into_iter().collect()) {
        Ok(cli) => cli,
        Err(error) => {
            return ExitCode::from(report_usage(&error));
        }
    };
    #[cfg(unix)]
    {
        ignore_file_size_signal();
        crate::out_of_memory::exit_in_order();
    }
    let code = start_log(cli.log.as_deref()).map_or_else(|error| report(&error), |()| execute(cli));
    log::info!("exit code {code}");
    ExitCode::from(code)
}

/// Parses the arguments. Skips clap if there are none, because building the parser takes longer
/// than opening the home screen.
fn parsed(args: Vec<OsString>) -> Result<Cli, clap::Error> {
    if args.len() == 1 {
        return Ok(Cli::default());
    }
    let matches = options::command().try_get_matches_from(args)?;
    Cli::from_arg_matches(&matches)
}

/// Prints help as is, but sanitizes errors, because they quote arguments such as file names, which
/// can contain any characters.
fn report_usage(error: &clap::Error) -> u8 {
    use std::io::Write as _;
    if !error.use_stderr() {
        let printed = error.print().and_then(|()| std::io::stdout().flush());
        return printed.map_or_else(|failed| report(&failed.into()), |()| OK);
    }
    let text = error.render().to_string();
    let _nobody_reads = write!(std::io::stderr(), "{}", crate::text::clean(&text));
    USAGE
}

fn start_log(path: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = path else {
        return Ok(());
    };
    if output::file(Some(path)).is_none() {
        let why = "--log cannot write to standard output; specify a file";
        return Err(Usage(why.into()).into());
    }
    crate::logbook::start(path)
        .map_err(|error| anyhow::anyhow!("cannot write the log: {error} ({})", path.display()))?;
    log::info!("certdrill {} started", env!("CARGO_PKG_VERSION"));
    Ok(())
}

/// Runs the command and returns the exit code.
fn execute(cli: Cli) -> u8 {
    let mut config = crate::config::load(tui::themes);
    let origin = cli.bank.origin(&config);
    let named = cli.bank.named();
    if let Some(theme) = cli.theme.clone() {
        config.settings.theme = theme;
    }
    report_settings(&config, &cli);
    let global = GlobalOptions {
        origin: &origin,
        config: &config,
        plain: cli.plain,
    };
    dispatch(cli.command, global, named).unwrap_or_else(|error| report(&error))
}

/// Dispatches to the command and returns its exit code.
fn dispatch(
    command: Option<Command>,
    global: GlobalOptions<'_>,
    named: Vec<Origin>,
) -> anyhow::Result<u8> {
    let GlobalOptions { origin, config, .. } = global;
    let Some(command) = command else {
        return open::home(global, named);
    };
    if named.len() > 1 {
        let why = "a command uses only one bank; pass --bank only once";
        return Err(Usage(why.into()).into());
    }
    match command {
        Command::Session(command) => session::run(global, &command),
        Command::Plan(args) => plan::run(global, &args),
        Command::Sheet(args) => sheet::run(origin, &args),
        Command::Stats(args) => stats::run(global, &args),
        Command::Notes { json } => notes::run(global, json),
        Command::Status(args) => status::run(global, &args),
        Command::Results(args) => results::run(global, &args),
        Command::Bank(BankCommand::Check(args)) => bank_check::run(global, &args),
        Command::Bank(BankCommand::Disputes) => bank_disputes::run(global),
        Command::Bank(BankCommand::New(args)) => bank_new::run(&args),
        Command::Bank(BankCommand::Preview { path }) => bank_preview::run(&path, config),
        Command::Bank(BankCommand::Stats { mine, json }) => bank_stats::run(global, mine, json),
        Command::Bank(BankCommand::List { json }) => bank_list::run(origin, json),
        Command::Bank(BankCommand::Import(args)) => bank_import::run(origin, &args),
        Command::Bank(BankCommand::Export(args)) => bank_export::run(origin, &args),
        Command::Config { default } => config::run(config, default),
        Command::History(command) => history::run(global, &command),
        Command::Completions { shell } => completions::run(shell, options::command()),
        Command::Man => man::run(&options::command()),
    }
}

/// Reports problems with the settings in one line, unless a screen or the command itself reports
/// them.
fn report_settings(config: &Config, cli: &Cli) {
    use std::io::Write as _;
    let said = match &cli.command {
        None | Some(Command::Session(_)) => !cli.plain,
        Some(
            Command::Config { .. }
            | Command::Completions { .. }
            | Command::Man
            | Command::Status(_),
        ) => true,
        Some(_) => false,
    };
    let problems = config.problems.len();
    if !said && problems > 0 {
        // If standard error is closed, the message cannot be shown.
        let _nobody_reads = writeln!(
            std::io::stderr(),
            "certdrill: problems in the settings: {problems}; run `certdrill config` for details"
        );
    }
}

/// Catches the signal that is sent when a write exceeds the file size limit. The write then fails
/// with an error, as on a full disk, but the program continues. The handler only sets a flag.
#[cfg(unix)]
fn ignore_file_size_signal() {
    let noted = std::sync::Arc::default();
    // If the handler cannot be registered, the signal ends the program as it does by default.
    let _kept = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noted);
}
