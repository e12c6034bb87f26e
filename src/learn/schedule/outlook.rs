//! Forecasts how many new facts the learner meets before the exam, and which daily goal would be
//! enough for all of them.

use std::time::Duration;

use super::{ASK_S, DailyGoal, Goal, READ_S};

/// The number of questions that a new fact needs before the exam, including its reviews.
const QUESTIONS_PER_FACT: usize = 2;

/// The average time per question, in seconds, including the time to read why an answer was
/// incorrect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace(f64);

impl Default for Pace {
    fn default() -> Self {
        Self::of(Duration::ZERO)
    }
}

impl Pace {
    /// Returns the pace of a learner whose usual response time is `usual`, or a typical pace if it
    /// is zero because nothing was answered yet.
    pub fn of(usual: Duration) -> Self {
        /// Learners miss about three in ten questions.
        const MISSED: f64 = 0.3;
        /// The bounds of the response time, in seconds. Much shorter or longer times are not those
        /// of a learner who reads the questions.
        const BOUNDS: (f64, f64) = (10.0, 120.0);
        let ask = match usual {
            Duration::ZERO => ASK_S,
            usual => usual.as_secs_f64().clamp(BOUNDS.0, BOUNDS.1),
        };
        Self(ask + MISSED * READ_S)
    }

    /// Returns the number of questions that fit into `minutes`.
    pub fn questions_in(self, minutes: u32) -> usize {
        (f64::from(minutes) * 60.0 / self.0) as usize
    }

    /// Returns the number of minutes that `questions` take, rounded up.
    pub fn minutes_for(self, questions: usize) -> u32 {
        (questions as f64 * self.0 / 60.0).ceil() as u32
    }
}

/// The number of new facts that the learner meets before the exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The number of facts that were never asked about.
    pub new: usize,
    /// The number of these that the learner meets with the present daily goal.
    pub met: usize,
    /// The daily goal that is enough for all of them, in the unit of the present one.
    pub for_all: DailyGoal,
}

impl Outlook {
    /// Forecasts the days from today until the day before the exam. Returns `None` if no facts are
    /// new, no exam is ahead, or no time is left before it.
    ///
    /// `left_today` is the number of questions left until today's goal is reached, and `due` is the
    /// number of items that become due before the exam. Due items come first, and each of them is
    /// asked about once.
    pub fn of(goal: Goal, pace: Pace, left_today: usize, due: usize, new: usize) -> Option<Self> {
        let exam = goal.exam.filter(|_| new > 0)?;
        let days = usize::try_from(i64::from(exam) - i64::from(goal.today)).ok()?;
        let later = days.checked_sub(1)?;
        let a_day = match goal.daily {
            DailyGoal::Minutes(minutes) => pace.questions_in(minutes),
            DailyGoal::Questions(questions) => questions as usize,
        };
        let questions = left_today.saturating_add(later.saturating_mul(a_day));
        let needed = due + QUESTIONS_PER_FACT * new;
        // A day whose goal is reached has no time left.
        let days = later + usize::from(left_today > 0);
        let needed_a_day = needed.checked_div(days)? + usize::from(!needed.is_multiple_of(days));
        Some(Self {
            new,
            met: new.min(questions.saturating_sub(due) / QUESTIONS_PER_FACT),
            for_all: match goal.daily {
                DailyGoal::Minutes(_) => DailyGoal::Minutes(pace.minutes_for(needed_a_day)),
                DailyGoal::Questions(_) => DailyGoal::Questions(needed_a_day as u32),
            },
        })
    }

    /// Returns whether the present goal is enough for all new facts.
    pub fn is_enough(self) -> bool {
        self.met == self.new
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Outlook, Pace};
    use crate::learn::{DailyGoal, Goal};

    fn goal(days: i32, daily: DailyGoal) -> Goal {
        Goal {
            today: 100,
            exam: Some(100 + days),
            daily,
        }
    }

    #[test]
    fn due_items_come_first_and_each_new_fact_takes_two_questions() {
        let of = |days, left_today, due, new| {
            let goal = goal(days, DailyGoal::Questions(20));
            Outlook::of(goal, Pace::default(), left_today, due, new).map(|it| (it.met, it.for_all))
        };
        // 10 days of 20 questions; 40 are for due items, so 160 are left for 80 facts.
        assert_eq!(of(10, 20, 40, 300), Some((80, DailyGoal::Questions(64))));
        // Today's goal is reached, so 9 days are left.
        assert_eq!(of(10, 0, 40, 70), Some((70, DailyGoal::Questions(20))));
        // There is no time for new facts.
        assert_eq!(of(1, 5, 40, 10), Some((0, DailyGoal::Questions(60))));
        assert_eq!(of(1, 0, 40, 10), None);
        assert_eq!(of(10, 20, 40, 0), None);
        assert_eq!(of(0, 20, 0, 10), None);
        assert_eq!(of(-3, 20, 0, 10), None);
    }

    #[test]
    fn minutes_are_converted_at_the_learners_own_pace() {
        // 22.5 seconds to answer and 7.5 seconds to read, so 2 questions a minute.
        let pace = Pace::of(Duration::from_millis(22_500));
        assert_eq!((pace.questions_in(30), pace.minutes_for(61)), (60, 31));
        let outlook = Outlook::of(goal(5, DailyGoal::Minutes(30)), pace, 60, 100, 300);
        let outlook = outlook.expect("an exam is ahead");
        assert_eq!(
            (outlook.met, outlook.for_all),
            (100, DailyGoal::Minutes(70))
        );
        assert!(!outlook.is_enough());
        // 47.5 seconds is the pace before the first answer, and 17.5 seconds the fastest one.
        assert_eq!(Pace::default().questions_in(19), 24);
        assert_eq!(Pace::of(Duration::from_millis(5)).questions_in(7), 24);
    }
}
