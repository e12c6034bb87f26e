//! The study plan rows: the exam date and the daily goal. The study plan is saved in the history
//! instead of the settings.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::app::messages::plan::{goal_in_words, outlook_in_words};
use crate::app::words::long_date;
use crate::app::{HistorySnapshot, Home, StudyPlan, TodayQueue, day_number};
use crate::learn::DailyGoal;

/// The number of days from today to the exam date that is set when the learner first presses `l`.
const FIRST: i32 = 28;
/// The daily goals to choose from. The default is one of them.
const GOALS: [DailyGoal; 13] = [
    DailyGoal::Questions(10),
    DailyGoal::Questions(20),
    DailyGoal::Questions(30),
    DailyGoal::Questions(50),
    DailyGoal::Minutes(5),
    DailyGoal::Minutes(10),
    DailyGoal::Minutes(15),
    DailyGoal::Minutes(20),
    DailyGoal::Minutes(30),
    DailyGoal::Minutes(45),
    DailyGoal::Minutes(60),
    DailyGoal::Minutes(90),
    DailyGoal::Minutes(120),
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PlanRow {
    Exam,
    Daily,
}

pub struct Plan {
    pub now: StudyPlan,
    /// The study plan that was last saved.
    pub before: StudyPlan,
    /// The current local day, counted from January 1, 1970.
    pub today: i32,
    /// The figures that the outlook of a plan depends on.
    home: Home,
}

impl Plan {
    pub fn new(overview: &HistorySnapshot, home: Home) -> Self {
        Self {
            now: overview.plan,
            before: overview.plan,
            today: overview.today,
            home,
        }
    }

    /// Changes the value of a row by one step. A step before today clears the exam date.
    pub fn turn(&mut self, row: PlanRow, by: isize) {
        match row {
            PlanRow::Exam => self.now.exam = self.other_day(by),
            PlanRow::Daily => self.now.daily = Some(self.other_goal(by)),
        }
    }

    fn other_goal(&self, by: isize) -> DailyGoal {
        let goal = self.now.goal_or_default();
        // Goals in questions come before those in minutes.
        let rank = |goal: DailyGoal| match goal {
            DailyGoal::Questions(questions) => (0, questions),
            DailyGoal::Minutes(minutes) => (1, minutes),
        };
        let mut goals = GOALS.into_iter();
        let other = if by > 0 {
            goals.find(|it| rank(*it) > rank(goal))
        } else {
            goals.rfind(|it| rank(*it) < rank(goal))
        };
        other.unwrap_or(goal)
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
            PlanRow::Daily => self.now.daily.is_some(),
        }
    }

    /// Clears the value of a row.
    pub fn clear(&mut self, row: PlanRow) {
        match row {
            PlanRow::Exam => self.now.exam = None,
            PlanRow::Daily => self.now.daily = None,
        }
    }

    /// Returns the value of a row as text.
    pub fn words(&self, row: PlanRow) -> String {
        match row {
            PlanRow::Exam => self.now.exam.map_or("not set".into(), long_date),
            PlanRow::Daily => format!("{} a day", goal_in_words(self.now.goal_or_default())),
        }
    }

    /// Returns the explanation for a row, and for how many new facts the plan is enough.
    pub fn about(&self, row: PlanRow) -> String {
        let said = match (row, self.now.exam) {
            (PlanRow::Exam, Some(exam)) => match day_number(exam) - self.today {
                ..0 => "This day has passed.".to_owned(),
                0 => "Today.".to_owned(),
                1 => "Tomorrow.".to_owned(),
                days => format!("In {days} days."),
            },
            (PlanRow::Exam, None) => {
                "The day of your exam. New facts are spread over the days until then.".into()
            }
            (PlanRow::Daily, _) => {
                "Questions or minutes per day. The default is 20 questions.".into()
            }
        };
        match TodayQueue::of(&self.home, self.now).outlook {
            Some(outlook) => {
                let outlook = outlook_in_words(self.now.goal_or_default(), outlook);
                format!("{said} {outlook}")
            }
            None => said,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Plan, PlanRow};
    use crate::app::{HistorySnapshot, Home, StudyPlan, day_number};
    use crate::learn::DailyGoal;

    fn plan(exam: Option<jiff::civil::Date>, daily: Option<DailyGoal>) -> Plan {
        let overview = HistorySnapshot {
            plan: StudyPlan { exam, daily },
            today: day_number(date(2027, 1, 2)),
            ..HistorySnapshot::default()
        };
        Plan::new(&overview, Home::default())
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
    fn a_goal_goes_in_steps_from_whatever_it_is() {
        let mut plan = plan(None, Some(DailyGoal::Minutes(25)));
        plan.turn(PlanRow::Daily, 1);
        assert_eq!(plan.words(PlanRow::Daily), "30 minutes a day");
        plan.turn(PlanRow::Daily, -1);
        assert_eq!(plan.words(PlanRow::Daily), "20 minutes a day");
        for goal in [
            "15 minutes",
            "10 minutes",
            "5 minutes",
            "50 questions",
            "30 questions",
        ] {
            plan.turn(PlanRow::Daily, -1);
            assert_eq!(plan.words(PlanRow::Daily), format!("{goal} a day"));
        }
        for _ in 0..99 {
            plan.turn(PlanRow::Daily, -1);
        }
        assert_eq!(plan.now.daily, Some(DailyGoal::Questions(10)));
        for _ in 0..99 {
            plan.turn(PlanRow::Daily, 1);
        }
        assert_eq!(plan.now.daily, Some(DailyGoal::Minutes(120)));
        plan.clear(PlanRow::Daily);
        assert_eq!(plan.words(PlanRow::Daily), "20 questions a day");
    }
}
