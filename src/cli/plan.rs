//! `plan`: sets the exam date and the daily goal and shows what to study today.

use std::io::{self, Write as _};

use serde_json::json;

use super::exit::{OK, Usage};
use super::global_options::GlobalOptions;
use crate::app::messages::plan::{goal_in_words, outlook_in_words};
use crate::app::words::count;
use crate::app::{QUESTIONS_MOST, StudyPlan, TodayQueue, day_number, typed_day};
use crate::clock::Clock;
use crate::learn::DailyGoal;

/// The changes to the plan; `None` leaves a value unchanged.
#[derive(Debug, clap::Args)]
pub struct PlanArgs {
    /// Set the date of your exam, such as 2027-01-15
    #[arg(long, value_name = "DATE")]
    exam: Option<String>,
    /// Set how many minutes to study each day
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes_per_day: Option<u32>,
    /// Set how many questions to answer each day, instead of minutes
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=i64::from(QUESTIONS_MOST)),
        conflicts_with = "minutes_per_day"
    )]
    questions_per_day: Option<u32>,
    /// Clear the study plan
    #[arg(long, conflicts_with_all = ["exam", "minutes_per_day", "questions_per_day"])]
    clear: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(global: GlobalOptions<'_>, args: &PlanArgs) -> anyhow::Result<u8> {
    let mut app = super::open::app_with_history(global)?;
    let now = Clock::new().now();
    let today = app.calendar(&now).today;
    let typed = args.exam.as_deref();
    let exam = typed.map(|text| typed_day(text, today));
    let exam = exam.transpose().map_err(Usage)?;
    let old = app.overview(&now)?.plan;
    let new = if args.clear {
        StudyPlan::default()
    } else {
        StudyPlan {
            exam: exam.or(old.exam),
            daily: args.goal().or(old.daily),
        }
    };
    if new != old {
        app.note(new.into(), &now)?;
    }
    let overview = app.overview(&now)?;
    let does = TodayQueue::of(&app.home_of(&overview), overview.plan);
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(
            out,
            "{:#}",
            json!({
                "exam": new.exam.map(|it| it.to_string()),
                "minutes_per_day": new.daily.and_then(DailyGoal::minutes),
                "questions_per_day": new.daily.and_then(DailyGoal::questions),
                "due": does.due,
                "new": does.new,
                "new_met_before_exam": does.outlook.map(|it| it.met),
                "minutes_per_day_for_all_new": does.outlook.and_then(|it| it.for_all.minutes()),
                "questions_per_day_for_all_new": does.outlook.and_then(|it| it.for_all.questions()),
                "studied_seconds": does.studied.as_secs(),
                "questions_that_fit": does.fits,
            })
        )?;
        return Ok(OK);
    }
    let days = new.exam.map(|exam| day_number(exam) - today);
    match (new.exam, days) {
        (Some(exam), Some(days)) => {
            let day = exam.strftime("%a, %B %-d, %Y");
            writeln!(out, "Exam     {day}, {}", in_days(days))?;
        }
        _ => writeln!(
            out,
            "Exam     no date set; use --exam 2027-01-15 to set one"
        )?,
    }
    let (done, _) = does.done();
    let goal = goal_in_words(does.goal);
    match new.daily {
        Some(DailyGoal::Minutes(_)) => writeln!(out, "Today    {done} of {goal} studied")?,
        Some(DailyGoal::Questions(_)) => writeln!(out, "Today    {done} of {goal} answered")?,
        None => writeln!(
            out,
            "Today    {goal} (the default goal); use --minutes-per-day 20 or --questions-per-day 30 \
             to change it"
        )?,
    }
    let due = count(does.due, "fact, cell, or term", "facts, cells, and terms");
    writeln!(out, "Due      {due}")?;
    writeln!(out, "New      {}", count(does.new, "fact", "facts"))?;
    if let Some(fits) = does.fits {
        let questions = count(fits, "question", "questions");
        writeln!(out, "Time     for about {questions}")?;
    }
    if let Some(outlook) = does.outlook {
        let said = outlook_in_words(does.goal, outlook);
        writeln!(out, "Outlook  {said}")?;
    }
    writeln!(out, "\nRun `certdrill study` to study what you need most.")?;
    Ok(OK)
}

impl PlanArgs {
    fn goal(&self) -> Option<DailyGoal> {
        let minutes = self.minutes_per_day.map(DailyGoal::Minutes);
        minutes.or(self.questions_per_day.map(DailyGoal::Questions))
    }
}

/// Formats a number of days as `today`, `tomorrow`, or `in 13 days`.
fn in_days(days: i32) -> String {
    match days {
        ..0 => "in the past".into(),
        0 => "today".into(),
        1 => "tomorrow".into(),
        days => format!("in {days} days"),
    }
}
