//! The commands that start a session.

use std::time::Duration;

use clap::{Args, Subcommand};

use super::exit::{BAD_BANK, BadBank, Usage};
use super::global_options::GlobalOptions;
use super::mode::Mode;
use super::open::{app, run as open};
use super::scope::{self, ScopeArgs};
use crate::app::messages::leaves_the_list;
use crate::app::{
    ActiveSession, App, DrillLimits, HistorySnapshot, QuestionSource, Selection, TermDrill,
};
use crate::clock::Clock;
use crate::model::{Bank, MatrixId, Term, TopicId};
use crate::quiz::{Kind, Moment};
use crate::tui::Opening;

#[derive(Debug, Subcommand)]
pub enum SessionCommand {
    /// Practice, with explanations after each answer
    #[command(after_help = "Without options: 10 questions from all topics, with no time limit.")]
    Practice(SessionArgs),
    /// Take a timed exam, with no feedback until the end
    #[command(
        after_help = "Without options: a mock exam, or as many questions as the bank has, at\n\
                      the pace of the real exam. The clock keeps running while you are away.\n\
                      An exam that is already in progress is resumed."
    )]
    Exam(ExamArgs),
    /// Take a placement test: a few questions on every task
    #[command(
        after_help = "24 questions, with explanations at the end. Study sessions then start where they help most."
    )]
    Placement(PlacementArgs),
    /// Study what raises your score most: due, missed, and new items
    Study(SessionArgs),
    /// Review missed items, newest first
    #[command(after_help = leaves_the_list())]
    Review(SessionArgs),
    /// Learn a topic: each fact first, then a question about it
    #[command(
        after_help = "The lesson covers the first selected topic that has facts left to learn."
    )]
    Learn(LearnArgs),
    /// Answer as many questions as you can in a few minutes
    Sprint(SprintArgs),
    /// Drill table cells, with one key press per cell
    Drill(DrillArgs),
    /// Drill terms: from the definition to the name, and from the name to the definition
    Terms(TermsArgs),
}

#[derive(Debug, Args)]
pub struct SessionArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Set the number of questions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    count: Option<u32>,
    /// Set a time limit in minutes
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// Set a time limit for each question, in seconds
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..=3600))]
    each: Option<u32>,
    /// Set the random seed; the same bank and history give the same questions
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

impl SessionArgs {
    /// Converts the arguments to a selection of questions on `topics`. `count` is the number of
    /// questions without `--count`.
    fn selection(&self, topics: Vec<TopicId>, count: usize) -> Selection {
        Selection {
            topics,
            count: self.count.map_or(count, |count| count as usize),
            limit: self.minutes.map(minutes),
            each: self.each.map(|it| Duration::from_secs(u64::from(it))),
            seed: self.seed,
            ..Selection::default()
        }
    }
}

#[derive(Debug, Args)]
pub struct ExamArgs {
    #[command(flatten)]
    session: SessionArgs,
    /// Add the 30 minutes that non-native English speakers can request
    #[arg(long, conflicts_with = "minutes")]
    extra_time: bool,
}

#[derive(Debug, Args)]
pub struct PlacementArgs {
    /// Set the random seed; the same bank and history give the same questions
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Args)]
pub struct LearnArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Set the random seed; the same bank and history give the same questions
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Args)]
pub struct SprintArgs {
    /// Set the number of minutes
    #[arg(long, value_name = "M", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: u32,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Set the random seed; the same bank and history give the same questions
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Args)]
pub struct DrillArgs {
    /// Use only this table, by its ID; can be repeated
    #[arg(long, value_name = "ID")]
    table: Vec<String>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Set a time limit in minutes; by default, every cell comes up once
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// Set the random seed; the same bank and history give the same cells
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Args)]
pub struct TermsArgs {
    /// Show flash cards, which you grade yourself, instead of options
    #[arg(long)]
    cards: bool,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Set the number of terms; by default, every term comes up once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    count: Option<u32>,
    /// Set a time limit in minutes
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// Set the random seed; the same bank and history give the same terms
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

fn minutes(number: u32) -> Duration {
    Duration::from_secs(u64::from(number) * 60)
}

impl SessionCommand {
    /// Returns the topics that the command is limited to, or none for the whole bank, and the
    /// tables to drill.
    fn parts(&self, bank: &Bank) -> Result<(Vec<TopicId>, Vec<MatrixId>), Usage> {
        let scope = match self {
            Self::Practice(args) | Self::Study(args) | Self::Review(args) => &args.scope,
            Self::Exam(args) => &args.session.scope,
            Self::Learn(args) => &args.scope,
            Self::Sprint(args) => &args.scope,
            Self::Terms(args) => &args.scope,
            Self::Drill(args) => {
                let topics = args.scope.topics(bank)?;
                return Ok((topics, scope::tables(&args.scope, &args.table, bank)?));
            }
            Self::Placement(_) => return Ok((Vec::new(), Vec::new())),
        };
        Ok((scope.topics(bank)?, Vec::new()))
    }

    /// Returns the error message if there is nothing to ask.
    fn nothing_to_ask(&self) -> &'static str {
        match self {
            Self::Practice(_) | Self::Study(_) | Self::Exam(_) | Self::Sprint(_) => {
                "no questions match; run `certdrill bank list` to see the topics"
            }
            Self::Placement(_) => {
                "this bank has too few tasks or questions for a placement test; run `certdrill practice` instead"
            }
            Self::Review(_) => "no missed questions to review; start with `certdrill practice`",
            Self::Learn(_) => {
                "nothing new to learn; run `certdrill practice` to practice what you have learned"
            }
            Self::Drill(_) => "no table cells to drill; choose another table or topic",
            Self::Terms(_) => "no terms to drill; choose another topic",
        }
    }
}

/// Opens the program directly in the session that `command` asks for.
pub fn run(global: GlobalOptions<'_>, command: &SessionCommand) -> anyhow::Result<u8> {
    let mut app = app(global)?;
    let parts = command.parts(app.bank())?;
    let mode = Mode::of(global.plain)?;
    let clock = Clock::new();
    if app.bank().is_empty() {
        if let Mode::Lines { .. } = mode {
            return Err(BadBank.into());
        }
        return open(app, mode, Opening::Home, global.config, &clock).map(|_| BAD_BANK);
    }
    let now = clock.now();
    let overview = app.overview(&now)?;
    // Resume an exam whose clock is running, because starting a new exam would end and score it.
    let exam = overview
        .open
        .iter()
        .find(|sat| sat.header.kind == Kind::Exam);
    let session = match exam.filter(|_| matches!(command, SessionCommand::Exam(_))) {
        Some(exam) => Some(app.resume(exam.clone(), &now)),
        None => begin(&mut app, command, parts, &overview, &now),
    };
    let session = session.ok_or_else(|| Usage(command.nothing_to_ask().into()))?;
    let opening = Opening::Session(Box::new(session));
    open(app, mode, opening, global.config, &clock)
}

fn begin(
    app: &mut App,
    command: &SessionCommand,
    (topics, tables): (Vec<TopicId>, Vec<MatrixId>),
    overview: &HistorySnapshot,
    now: &Moment,
) -> Option<ActiveSession> {
    let usual = Selection::default().count;
    match command {
        SessionCommand::Practice(args) => {
            app.practice(&args.selection(topics, usual), overview, now)
        }
        SessionCommand::Study(args) => {
            let usual = app.study_count(&app.home_of(overview));
            let selection = Selection {
                which: QuestionSource::Due,
                ..args.selection(topics, usual)
            };
            app.practice(&selection, overview, now)
        }
        SessionCommand::Exam(args) => begin_exam(app, args, topics, overview, now),
        SessionCommand::Placement(args) => app.placement(args.seed, overview, now),
        SessionCommand::Review(args) => {
            app.review(&args.selection(topics, usize::MAX), overview, now)
        }
        SessionCommand::Learn(args) => {
            let selection = Selection {
                topics,
                ..Selection::default()
            };
            let topic = app.next_to_learn(&selection, overview)?;
            app.start_lesson(&topic, args.seed, overview, now)
        }
        SessionCommand::Sprint(args) => {
            let selection = Selection {
                topics,
                count: usize::MAX,
                limit: Some(minutes(args.minutes)),
                seed: args.seed,
                ..Selection::default()
            };
            app.practice(&selection, overview, now)
        }
        SessionCommand::Drill(args) => {
            let limit = args.minutes.map(minutes);
            app.drill_tables(&tables, limit, args.seed, overview, now)
        }
        SessionCommand::Terms(args) => {
            let is_in = |term: &&Term| topics.is_empty() || topics.contains(&term.topic);
            let terms = app.bank().terms.iter().filter(is_in);
            let terms: Vec<_> = terms.map(|term| term.id.clone()).collect();
            let drill = if args.cards {
                TermDrill::Cards
            } else {
                TermDrill::Options
            };
            let limits = DrillLimits {
                time: args.minutes.map(minutes),
                count: args.count.map(|count| count as usize),
                seed: args.seed,
            };
            app.drill_terms(&terms, drill, limits, overview, now)
        }
    }
}

/// Begins an exam, by default a mock exam.
fn begin_exam(
    app: &mut App,
    ExamArgs {
        session: args,
        extra_time,
    }: &ExamArgs,
    topics: Vec<TopicId>,
    overview: &HistorySnapshot,
    now: &Moment,
) -> Option<ActiveSession> {
    let as_on_the_day = args.scope.is_all() && args.count.is_none() && args.minutes.is_none();
    if as_on_the_day
        && let Some(session) = app.start_full_exam(args.seed, *extra_time, overview, now)
    {
        return Some(session);
    }
    let mut selection = args.selection(topics, app.exam_size());
    // Calculate the time only for questions that are actually available.
    selection.count = selection.count.min(app.pool(&selection, overview).len());
    if *extra_time {
        let time = app.exam_time(selection.count) + app.extra_time(selection.count);
        selection.limit = Some(time);
    }
    app.exam(&selection, overview, now)
}
