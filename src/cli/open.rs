//! Opens the program in full-screen or plain mode, either at the home screen or in a session.

use std::io::{self, Write as _};

use super::config::problems;
use super::daily_backup::DailyBackup;
use super::exit::OK;
use super::global_options::GlobalOptions;
use super::mode::Mode;
use super::plain;
use crate::app::messages::{ahead, unread};
use crate::app::{App, Banks, HistorySnapshot, LazyBank};
use crate::bank::{Origin, banks_in};
use crate::clock::Clock;
use crate::config::Config;
use crate::paths;
use crate::store::Store;
use crate::tui::{self, Ended, Opening};

/// Opens the bank and the history. If the history cannot be used, the app still works but saves
/// nothing, and the screens report the problem.
pub fn app(global: GlobalOptions<'_>) -> anyhow::Result<App> {
    let GlobalOptions { origin, config, .. } = global;
    let store = paths::history().and_then(|it| Store::open(&it).map_err(|it| it.to_string()));
    let mut app = App::on(LazyBank::open(origin), store)?;
    app.settings = config.settings.clone();
    let mut beside = vec![origin.clone()];
    // A bank given with `--bank` replaces the built-in bank and those in the banks folder.
    if *origin == Origin::Embedded {
        beside.extend(standing());
    }
    app.banks = Banks::of(beside);
    Ok(app)
}

/// Opens the bank and the history like [`app`]. Returns an error if the history cannot be used.
pub fn app_with_history(global: GlobalOptions<'_>) -> anyhow::Result<App> {
    let app = app(global)?;
    require_history(&app)?;
    Ok(app)
}

/// Returns an error if the history cannot be used.
pub fn require_history(app: &App) -> anyhow::Result<()> {
    let why = app.no_history.as_ref();
    why.map_or(Ok(()), |why| Err(anyhow::anyhow!("{why}")))
}

/// Returns the banks in the learner's banks folder.
fn standing() -> Vec<Origin> {
    paths::banks().map_or(Vec::new(), |folder| banks_in(&folder))
}

/// Prints a warning to standard error if a new history was started. Used by commands without
/// screens.
pub fn report_history_reset(app: &App) -> std::io::Result<()> {
    let Some(reset) = app.history_reset() else {
        return Ok(());
    };
    let advice = reset.advice().map(|it| format!("; {it}"));
    let advice = advice.unwrap_or_default();
    writeln!(std::io::stderr(), "certdrill: {reset}{advice}")
}

/// Prints warnings to standard error about unreadable records and about sessions dated in the
/// future.
pub fn report_unread(overview: &HistorySnapshot) -> std::io::Result<()> {
    let ahead = ahead(overview.ahead, overview.calendar);
    for said in unread(overview.unread).into_iter().chain(ahead) {
        writeln!(std::io::stderr(), "certdrill: {said}")?;
    }
    Ok(())
}

/// Opens the home screen for the most recently studied bank, unless a bank is specified on the
/// command line or in the settings. If several banks are specified, shows their list first.
pub fn home(global: GlobalOptions<'_>, named: Vec<Origin>) -> anyhow::Result<u8> {
    let origin = global.origin;
    let clock = Clock::new();
    let mode = Mode::of(global.plain)?;
    let mut app = app(global)?;
    let choose = named.len() > 1;
    if named.is_empty() && *origin != Origin::Embedded {
        // Open the bank from the settings, but offer the other banks, too.
        let others = [Origin::Embedded].into_iter().chain(standing());
        let others = others.filter(|it| it != origin);
        app.banks = Banks::of([origin.clone()].into_iter().chain(others).collect());
    } else {
        if choose {
            app.banks = Banks::of(named);
        }
        app.open_last_bank(&clock.now());
    }
    let opening = if choose {
        Opening::Banks
    } else {
        Opening::Home
    };
    run(app, mode, opening, global.config, &clock)
}

/// Runs the program in full-screen or plain mode and makes the daily backup. Plain mode opens
/// sessions directly and the home screen otherwise.
pub fn run(
    app: App,
    mode: Mode,
    opening: Opening,
    config: &Config,
    clock: &Clock,
) -> anyhow::Result<u8> {
    let kept = app.no_history.is_none();
    let backup = kept.then(|| DailyBackup::begin(clock));
    let (code, signal) = match mode {
        Mode::Screens => {
            let ended = tui::run(app, opening, problems(config), clock)?;
            (code_of(&ended), ended.signal)
        }
        Mode::Lines { because } => {
            let session = match opening {
                Opening::Session(session) => Some(*session),
                Opening::Home | Opening::Banks => None,
            };
            (plain::run(app, session, clock.clone(), because)?, None)
        }
    };
    // After most signals, exit immediately, because their sender is waiting. A hangup still makes a
    // backup, because closing the window is a normal way to exit and may be the only way that a
    // learner ever uses.
    if let Some(backup) = backup
        && signal.is_none_or(|signal| signal == tui::HANGUP)
    {
        backup.finish()?;
    }
    Ok(code)
}

/// Prints the final message on the normal screen. Returns the exit code.
pub fn code_of(ended: &Ended) -> u8 {
    const SIGNALED: i32 = 128;
    match ended.signal {
        // Print nothing, because a terminal that hung up cannot be written to.
        Some(signal) => (SIGNALED + signal) as u8,
        None => {
            if let Some(words) = &ended.words {
                // If standard output is closed, the message cannot be shown.
                let _nobody_reads = writeln!(io::stdout(), "{words}");
            }
            OK
        }
    }
}
