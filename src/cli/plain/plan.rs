//! The study plan and the location of the settings file.

use super::context::PlainContext;
use crate::app::words::{count, long_date, sentence};
use crate::app::{HistorySnapshot, StudyPlan, day_number, typed_day, typed_minutes};

/// Shows the study plan and applies changes line by line.
pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    desk.paper.gap()?;
    desk.say(
        "Study plan. Colors, symbols, and keys are in the settings file; run `certdrill config` to \
         see where it is.",
    )?;
    loop {
        let overview = desk.overview()?;
        desk.say(&describe(&overview))?;
        let wanted = "Type a date such as 2027-01-15, a number of minutes a day, none to clear \
                      both, or q to go back.";
        let Some(line) = desk.ask_or_back(wanted)? else {
            return Ok(());
        };
        match changed(&line, &overview) {
            Ok(plan) => {
                let now = desk.now();
                if let Err(error) = desk.app.note(plan.into(), &now) {
                    desk.say(&format!("The study plan could not be saved: {error}."))?;
                }
            }
            Err(why) => desk.say(&sentence(&why))?,
        }
    }
}

/// Describes the study plan in two sentences, one about the exam date and one about the daily goal.
fn describe(overview: &HistorySnapshot) -> String {
    let exam = match overview.plan.exam {
        None => "No exam date is set.".to_owned(),
        Some(exam) => {
            let day = long_date(exam);
            match day_number(exam) - overview.today {
                ..0 => format!("Your exam was on {day}."),
                0 => "Your exam is today.".to_owned(),
                days => {
                    let days = count(days as usize, "day", "days");
                    format!("Your exam is on {day}, in {days}.")
                }
            }
        }
    };
    let minutes = match overview.plan.minutes_per_day {
        None => "Your daily goal is 20 questions, the default.".to_owned(),
        Some(minutes) => format!(
            "Your daily goal is {}.",
            count(minutes as usize, "minute", "minutes")
        ),
    };
    format!("{exam} {minutes}")
}

/// Applies `line` to the current plan. Returns an error message if the line is invalid.
fn changed(line: &str, overview: &HistorySnapshot) -> Result<StudyPlan, String> {
    let mut plan = overview.plan;
    if line == "none" {
        return Ok(StudyPlan::default());
    }
    if line.chars().all(|c| c.is_ascii_digit()) {
        plan.minutes_per_day = Some(typed_minutes(line)?);
    } else {
        plan.exam = Some(typed_day(line, overview.today)?);
    }
    Ok(plan)
}
