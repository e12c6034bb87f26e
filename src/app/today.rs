//! The study goal for today and the progress toward it.

use std::time::Duration;

use super::{App, Home};
use crate::learn::Goal;

/// The daily number of questions if no study time is planned.
const USUAL_GOAL: usize = 20;

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
    /// The planned minutes per day, if any.
    pub minutes: Option<u32>,
    /// The number of questions that fit into the remaining minutes.
    pub fits: Option<usize>,
    /// The number of questions left until the daily goal is reached.
    pub left: usize,
}

impl TodayQueue {
    /// Returns the progress toward the daily goal and the goal itself. Both are in minutes if study
    /// time is planned and in questions otherwise.
    pub fn done(&self) -> (usize, usize) {
        match self.minutes {
            Some(minutes) => ((self.studied.as_secs() / 60) as usize, minutes as usize),
            None => (self.answered, USUAL_GOAL),
        }
    }
}

impl App {
    /// Returns today's queue and the progress toward the daily goal.
    pub fn today(&self, home: &Home) -> TodayQueue {
        let day = home.summary.on(home.today);
        let (studied, answered) = (day.took, day.all.of + day.drilled);
        let minutes = home.plan.minutes_per_day;
        let left = minutes.map(|it| it.saturating_sub((studied.as_secs() / 60) as u32));
        let goal = Goal {
            minutes: left,
            ..home.plan.goal(home.today)
        };
        let fits = goal.fits();
        TodayQueue {
            due: home.due(),
            missed: home.summary.missed,
            new: home.summary.facts.new,
            answered,
            studied,
            minutes,
            fits,
            left: match left {
                Some(0) => 0,
                Some(_) => fits.unwrap_or_default(),
                None => USUAL_GOAL.saturating_sub(answered),
            },
        }
    }
}
