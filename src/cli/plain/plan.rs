//! The study plan and the location of the settings file.

use super::context::PlainContext;
use crate::app::messages::plan::{goal_in_words, outlook_in_words};
use crate::app::words::{count, long_date, sentence};
use crate::app::{HistorySnapshot, StudyPlan, TodayQueue, day_number, typed_day, typed_goal};

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
        let today = TodayQueue::of(&desk.app.home_of(&overview), overview.plan);
        if let Some(outlook) = today.outlook {
            desk.say(&outlook_in_words(today.goal, outlook))?;
        }
        let wanted = "Type a date such as 2027-01-15, a number of minutes a day such as 30, a \
                      number of questions a day such as 30q, none to clear both, or q to go back.";
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
    let goal = goal_in_words(overview.plan.goal_or_default());
    let default = match overview.plan.daily {
        None => ", the default",
        Some(_) => "",
    };
    format!("{exam} Your daily goal is {goal}{default}.")
}

/// Applies `line` to the current plan. Returns an error message if the line is invalid.
fn changed(line: &str, overview: &HistorySnapshot) -> Result<StudyPlan, String> {
    let mut plan = overview.plan;
    if line == "none" {
        return Ok(StudyPlan::default());
    }
    let is_date =
        |line: &str| line.contains('-') || !line.starts_with(|c: char| c.is_ascii_digit());
    if is_date(line) {
        plan.exam = Some(typed_day(line, overview.today)?);
    } else {
        plan.daily = Some(typed_goal(line)?);
    }
    Ok(plan)
}
