//! The study plan rows: the exam date and the study time per day. The study plan is saved in the
//! history instead of the settings.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::app::words::{count, long_date};
use crate::app::{HistorySnapshot, StudyPlan, day_number};

/// The number of days from today to the exam date that is set when the learner first presses `l`.
const FIRST: i32 = 28;
const MINUTES: [u32; 9] = [5, 10, 15, 20, 30, 45, 60, 90, 120];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PlanRow {
    Exam,
    Minutes,
}

pub struct Plan {
    pub now: StudyPlan,
    /// The study plan that was last saved.
    pub before: StudyPlan,
    /// The current local day, counted from January 1, 1970.
    pub today: i32,
}

impl Plan {
    pub fn new(overview: &HistorySnapshot) -> Self {
        Self {
            now: overview.plan,
            before: overview.plan,
            today: overview.today,
        }
    }

    /// Changes the value of a row by one step. A step below the minimum clears the value.
    pub fn turn(&mut self, row: PlanRow, by: isize) {
        match row {
            PlanRow::Exam => self.now.exam = self.other_day(by),
            PlanRow::Minutes => {
                let minutes = self.now.minutes_per_day.unwrap_or(0);
                self.now.minutes_per_day = if by > 0 {
                    let more = MINUTES.into_iter().find(|it| *it > minutes);
                    more.or(self.now.minutes_per_day)
                } else {
                    MINUTES.into_iter().rev().find(|it| *it < minutes)
                };
            }
        }
    }

    fn other_day(&self, by: isize) -> Option<Date> {
        let Some(exam) = self.now.exam else {
            return (by > 0).then(|| self.in_days(FIRST)).flatten();
        };
        let exam = exam.checked_add((by as i64).days()).ok()?;
        (day_number(exam) >= self.today).then_some(exam)
    }

    fn in_days(&self, days: i32) -> Option<Date> {
        let epoch = Date::constant(1970, 1, 1);
        epoch.checked_add((self.today + days).days()).ok()
    }

    pub fn is_set(&self, row: PlanRow) -> bool {
        match row {
            PlanRow::Exam => self.now.exam.is_some(),
            PlanRow::Minutes => self.now.minutes_per_day.is_some(),
        }
    }

    /// Clears the value of a row.
    pub fn clear(&mut self, row: PlanRow) {
        match row {
            PlanRow::Exam => self.now.exam = None,
            PlanRow::Minutes => self.now.minutes_per_day = None,
        }
    }

    /// Returns the value of a row as text.
    pub fn words(&self, row: PlanRow) -> String {
        match row {
            PlanRow::Exam => self.now.exam.map_or("not set".into(), long_date),
            PlanRow::Minutes => self
                .now
                .minutes_per_day
                .map_or("20 questions a day".into(), |it| {
                    format!("{} a day", count(it as usize, "minute", "minutes"))
                }),
        }
    }

    /// Returns the explanation for a row.
    pub fn about(&self, row: PlanRow) -> String {
        match (row, self.now.exam) {
            (PlanRow::Exam, Some(exam)) => {
                let left = match day_number(exam) - self.today {
                    ..0 => "This day has passed.".to_owned(),
                    0 => "Today.".to_owned(),
                    1 => "Tomorrow.".to_owned(),
                    days => format!("In {days} days."),
                };
                format!("{left} New facts are spread over the days until then.")
            }
            (PlanRow::Exam, None) => {
                "The day of your exam. New facts are spread over the days until then.".into()
            }
            (PlanRow::Minutes, _) => {
                "Minutes of study per day. By default, the goal is 20 questions a day.".into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Plan, PlanRow};
    use crate::app::{HistorySnapshot, StudyPlan, day_number};

    fn plan(exam: Option<jiff::civil::Date>, minutes_per_day: Option<u32>) -> Plan {
        Plan::new(&HistorySnapshot {
            plan: StudyPlan {
                exam,
                minutes_per_day,
            },
            today: day_number(date(2027, 1, 2)),
            ..HistorySnapshot::default()
        })
    }

    #[test]
    fn a_day_is_set_changed_and_taken_back() {
        let mut plan = plan(None, None);
        plan.turn(PlanRow::Exam, -1);
        assert_eq!(plan.words(PlanRow::Exam), "not set");
        plan.turn(PlanRow::Exam, 1);
        assert_eq!(plan.words(PlanRow::Exam), "January 30, 2027");
        for _ in 0..28 {
            plan.turn(PlanRow::Exam, -1);
        }
        assert!(plan.about(PlanRow::Exam).starts_with("Today."));
        plan.turn(PlanRow::Exam, -1);
        assert_eq!(plan.now.exam, None);
    }

    #[test]
    fn minutes_go_in_steps_from_whatever_they_are() {
        let mut plan = plan(None, Some(25));
        plan.turn(PlanRow::Minutes, 1);
        assert_eq!(plan.words(PlanRow::Minutes), "30 minutes a day");
        plan.turn(PlanRow::Minutes, -1);
        assert_eq!(plan.words(PlanRow::Minutes), "20 minutes a day");
        for _ in 0..9 {
            plan.turn(PlanRow::Minutes, -1);
        }
        assert_eq!(plan.now.minutes_per_day, None);
        for _ in 0..99 {
            plan.turn(PlanRow::Minutes, 1);
        }
        assert_eq!(plan.now.minutes_per_day, Some(120));
    }
}
