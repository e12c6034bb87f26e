//! The study goal for today and the progress toward it.

use std::time::Duration;

use super::{Home, StudyPlan};
use crate::learn::{DailyGoal, Outlook};

/// Today's queue and the progress toward the daily goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TodayQueue {
    /// The number of facts, cells, and terms that are due.
    pub due: usize,
    /// The number of missed questions, cells, and terms waiting for a review.
    pub missed: usize,
    /// The number of facts that have never been asked about.
    pub new: usize,
    /// The number of questions and cells answered today.
    pub answered: usize,
    pub studied: Duration,
    pub goal: DailyGoal,
    /// The number of questions that fit into the remaining minutes, if the goal is in minutes.
    pub fits: Option<usize>,
    /// The number of questions left until the daily goal is reached.
    pub left: usize,
    /// The forecast of the new facts that the learner meets before the exam.
    pub outlook: Option<Outlook>,
}

impl TodayQueue {
    /// Returns the progress toward the daily goal and the goal itself, in minutes or in questions.
    pub fn done(&self) -> (usize, usize) {
        match self.goal {
            DailyGoal::Minutes(minutes) => {
                ((self.studied.as_secs() / 60) as usize, minutes as usize)
            }
            DailyGoal::Questions(questions) => (self.answered, questions as usize),
        }
    }

    /// Returns today's queue and the progress toward the daily goal of `plan`.
    pub fn of(home: &Home, plan: StudyPlan) -> Self {
        let (summary, pace) = (&home.summary, home.pace());
        let day = summary.on(home.today);
        let (studied, answered) = (day.took, day.all.of + day.drilled);
        let goal = plan.goal(home.today);
        let fits = match goal.daily {
            DailyGoal::Minutes(minutes) => {
                let left = minutes.saturating_sub((studied.as_secs() / 60) as u32);
                Some(pace.questions_in(left).max(usize::from(left > 0)))
            }
            DailyGoal::Questions(_) => None,
        };
        let left = match goal.daily {
            DailyGoal::Questions(questions) => (questions as usize).saturating_sub(answered),
            DailyGoal::Minutes(_) => fits.unwrap_or_default(),
        };
        let due_before_exam = goal.exam.map_or(0, |exam| summary.due(exam - 1));
        Self {
            due: home.due(),
            missed: summary.missed,
            new: summary.facts.new,
            answered,
            studied,
            goal: goal.daily,
            fits,
            left,
            outlook: Outlook::of(goal, pace, left, due_before_exam, summary.facts.new),
        }
    }
}
