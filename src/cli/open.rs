//! Opens the program in full-screen or plain mode, either at the home screen or in a session.

use std::io::{self, Write as _};
use std::time::Duration;

use super::config::problems;
use super::daily_backup::DailyBackup;
use super::exit::{BAD_BANK, BadBank, OK, Usage};
use super::{Mode, SessionArgs, plain, scope};
use crate::app::messages::{ahead, unread};
use crate::app::{
    ActiveSession, App, Banks, DrillLimits, HistorySnapshot, LazyBank, QuestionSource, Selection,
};
use crate::bank::{Origin, banks_in};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::model::{MatrixId, Term, TopicId};
use crate::paths;
use crate::quiz::{Kind, Moment};
use crate::store::Store;
use crate::tui::{self, Ended, Opening};

/// Opens the bank and the history. If the history cannot be used, the app still works but saves
/// nothing, and the screens report the problem.
pub fn app(origin: &Origin) -> anyhow::Result<App> {
    let store = paths::history().and_then(|it| Store::open(&it).map_err(|it| it.to_string()));
    let mut app = App::on(LazyBank::open(origin), store)?;
    app.settings = config::load(tui::themes).settings;
    let mut beside = vec![origin.clone()];
    // A bank given with `--bank` replaces the built-in bank and those in the banks folder.
    if *origin == Origin::Embedded {
        beside.extend(standing());
    }
    app.banks = Banks::of(beside);
    Ok(app)
}

/// Opens the bank and the history like [`app`]. Returns an error if the history cannot be used.
pub fn app_with_history(origin: &Origin) -> anyhow::Result<App> {
    let app = app(origin)?;
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
    use std::io::Write as _;
    let Some(reset) = app.history_reset() else {
        return Ok(());
    };
    let way_back = if reset.restorable {
        "; run `certdrill history restore` to list backups"
    } else {
        ""
    };
    writeln!(std::io::stderr(), "certdrill: {reset}{way_back}")
}

/// Prints warnings to standard error about unreadable records and about sessions dated in the
/// future.
pub fn report_unread(overview: &HistorySnapshot) -> std::io::Result<()> {
    use std::io::Write as _;
    let ahead = ahead(overview.ahead, overview.calendar);
    for said in unread(overview.unread).into_iter().chain(ahead) {
        writeln!(std::io::stderr(), "certdrill: {said}")?;
    }
    Ok(())
}

/// The interface of the program.
#[derive(Clone, Copy)]
pub struct FrontEnd<'a> {
    pub config: &'a Config,
    /// True if plain mode was requested.
    pub in_lines: bool,
}

/// Opens the home screen for the most recently studied bank, unless a bank is specified on the
/// command line or in the settings. If several banks are specified, shows their list first.
pub fn home(origin: &Origin, named: Vec<Origin>, front: FrontEnd<'_>) -> anyhow::Result<u8> {
    let clock = Clock::new();
    let mode = Mode::of(front.in_lines)?;
    let mut app = app(origin)?;
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
    run(app, mode, opening, front.config, &clock)
}

/// The kind of session to start and the source of its questions.
type SessionRequest = (Kind, QuestionSource);

pub const PRACTICE: SessionRequest = (Kind::Practice, QuestionSource::All);
pub const STUDY: SessionRequest = (Kind::Practice, QuestionSource::Due);
pub const EXAM: SessionRequest = (Kind::Exam, QuestionSource::All);
pub const REVIEW: SessionRequest = (Kind::Review, QuestionSource::All);
pub const LEARN: SessionRequest = (Kind::Learn, QuestionSource::All);
pub const DRILL: SessionRequest = (Kind::Drill, QuestionSource::All);

/// Opens the quiz directly in a session.
pub fn session(
    origin: &Origin,
    front: FrontEnd<'_>,
    (kind, which): SessionRequest,
    args: &SessionArgs,
) -> anyhow::Result<u8> {
    let mut app = app(origin)?;
    let topics = args.scope.topics(app.bank())?;
    let tables = scope::tables(&args.scope, &args.table, app.bank())?;
    let mode = Mode::of(front.in_lines)?;
    if app.bank().is_empty() {
        if let Mode::Lines { .. } = mode {
            return Err(BadBank.into());
        }
        return run(app, mode, Opening::Home, front.config, &Clock::new()).map(|_| BAD_BANK);
    }
    let clock = Clock::new();
    let now = clock.now();
    let overview = app.overview(&now)?;
    // Resume an exam whose clock is running, because starting a new exam would end and score it.
    let open = overview
        .open
        .iter()
        .find(|sat| sat.header.kind == Kind::Exam);
    let sitting = match open.filter(|_| kind == Kind::Exam) {
        Some(sat) => Some(app.resume(sat.clone(), &now)),
        None => {
            let parts = (topics, tables);
            begin(&mut app, (kind, which), parts, args, &overview, &now)
        }
    };
    let sitting = sitting.ok_or_else(|| {
        Usage(match kind {
            Kind::Drill if args.terms.is_some() => "no terms to drill; choose another topic".into(),
            Kind::Drill => "no table cells to drill; choose another table or topic".into(),
            Kind::Learn => {
                "nothing new to learn; run `certdrill practice` to practice what you have learned"
                    .into()
            }
            Kind::Review => "no missed questions to review; start with `certdrill practice`".into(),
            _ => "no questions match; run `certdrill bank list` to see the topics".into(),
        })
    })?;
    let opening = Opening::Session(Box::new(sitting));
    run(app, mode, opening, front.config, &clock)
}

/// Opens the quiz directly in a placement test.
pub fn placement(origin: &Origin, front: FrontEnd<'_>, seed: Option<u64>) -> anyhow::Result<u8> {
    let mut app = app(origin)?;
    let mode = Mode::of(front.in_lines)?;
    let clock = Clock::new();
    let now = clock.now();
    let overview = app.overview(&now)?;
    let sitting = app.placement(seed, &overview, &now).ok_or_else(|| {
        Usage("this bank has too few tasks or questions for a placement test; run `certdrill practice` instead".into())
    })?;
    let opening = Opening::Session(Box::new(sitting));
    run(app, mode, opening, front.config, &clock)
}

fn begin(
    app: &mut App,
    (kind, which): SessionRequest,
    (topics, tables): (Vec<TopicId>, Vec<MatrixId>),
    args: &SessionArgs,
    overview: &HistorySnapshot,
    now: &Moment,
) -> Option<ActiveSession> {
    let as_on_the_day = args.scope.is_all() && args.count.is_none() && args.minutes.is_none();
    if kind == Kind::Exam
        && as_on_the_day
        && let Some(sitting) = app.start_full_exam(args.seed, args.extra_time, overview, now)
    {
        return Some(sitting);
    }
    let usual = match kind {
        Kind::Practice if which == QuestionSource::Due => {
            let fits = app.today(&app.home_of(overview)).fits;
            fits.unwrap_or(Selection::default().count)
        }
        Kind::Practice => Selection::default().count,
        Kind::Exam => app.exam_size(),
        Kind::Review | Kind::Drill | Kind::Cards | Kind::Learn | Kind::Placement => usize::MAX,
    };
    let mut selection = Selection {
        topics,
        which,
        count: args.count.map_or(usual, |count| count as usize),
        limit: args.limit(),
        each: args.each.map(|it| Duration::from_secs(u64::from(it))),
        seed: args.seed,
        ..Selection::default()
    };
    match kind {
        Kind::Practice => app.practice(&selection, overview, now),
        Kind::Exam => {
            // Calculate the time only for questions that are actually available.
            let pool = app.pool(
                &Selection {
                    which: QuestionSource::All,
                    ..selection.clone()
                },
                overview,
            );
            selection.count = selection.count.min(pool.len());
            if args.extra_time {
                let time = app.exam_time(selection.count) + app.extra_time(selection.count);
                selection.limit = Some(time);
            }
            app.exam(&selection, overview, now)
        }
        Kind::Review => app.review(&selection, overview, now),
        Kind::Placement => app.placement(args.seed, overview, now),
        Kind::Learn => {
            let topic = app.next_to_learn(&selection, overview)?;
            app.start_lesson(&topic, selection.seed, overview, now)
        }
        Kind::Drill if args.terms.is_some() => {
            let bank = app.bank();
            let topics = &selection.topics;
            let is_in = |term: &&Term| topics.is_empty() || topics.contains(&term.topic);
            let terms = bank.terms.iter().filter(is_in);
            let terms: Vec<_> = terms.map(|term| term.id.clone()).collect();
            let limits = DrillLimits {
                time: selection.limit,
                count: args.count.map(|count| count as usize),
                seed: args.seed,
            };
            let drill = args.terms.unwrap_or_default();
            app.drill_terms(&terms, drill, limits, overview, now)
        }
        Kind::Drill | Kind::Cards => {
            app.drill_tables(&tables, selection.limit, args.seed, overview, now)
        }
    }
}

/// Runs the program in full-screen or plain mode and makes the daily backup. Plain mode opens
/// sessions directly and the home screen otherwise.
fn run(
    mut app: App,
    mode: Mode,
    opening: Opening,
    config: &Config,
    clock: &Clock,
) -> anyhow::Result<u8> {
    app.settings = config.settings.clone();
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
