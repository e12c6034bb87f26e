//! `plan`: sets the exam date and the daily goal and shows what to study today.

use std::io::{self, Write as _};

use serde_json::json;

use super::exit::{OK, Usage};
use super::global_options::GlobalOptions;
use crate::app::words::count;
use crate::app::{StudyPlan, day_number, typed_day};
use crate::clock::Clock;

/// The changes to the plan; `None` leaves a value unchanged.
#[derive(Debug, clap::Args)]
pub struct PlanArgs {
    /// Set the date of your exam, such as 2027-01-15
    #[arg(long, value_name = "DATE")]
    exam: Option<String>,
    /// Set how many minutes to study each day
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes_per_day: Option<u32>,
    /// Clear the study plan
    #[arg(long, conflicts_with_all = ["exam", "minutes_per_day"])]
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
            minutes_per_day: args.minutes_per_day.or(old.minutes_per_day),
        }
    };
    if new != old {
        app.note(new.into(), &now)?;
    }
    let overview = app.overview(&now)?;
    let does = app.today(&app.home_of(&overview));
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(
            out,
            "{:#}",
            json!({
                "exam": new.exam.map(|it| it.to_string()),
                "minutes_per_day": new.minutes_per_day,
                "due": does.due,
                "new": does.new,
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
    match new.minutes_per_day {
        Some(minutes) => writeln!(
            out,
            "Today    {} of {minutes} minutes studied",
            does.studied.as_secs() / 60
        )?,
        None => writeln!(
            out,
            "Today    20 questions (the default goal); use --minutes-per-day 20 to change it"
        )?,
    }
    let due = count(does.due, "fact, cell, or term", "facts, cells, and terms");
    writeln!(out, "Due      {due}")?;
    writeln!(out, "New      {}", count(does.new, "fact", "facts"))?;
    if let Some(fits) = does.fits {
        let questions = count(fits, "question", "questions");
        writeln!(out, "Time     for about {questions}")?;
    }
    writeln!(out, "\nRun `certdrill study` to study what you need most.")?;
    Ok(OK)
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
