//! What to study today, and how much of it is done.

use std::time::Duration;

use super::{App, Home};
use crate::learn::Goal;

/// Questions a day where no minutes are set.
const USUAL_GOAL: usize = 20;

/// The queue of today, and how far the learner is with the goal of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// Facts and cells that are due.
    pub due: usize,
    /// Missed questions that wait for a review.
    pub missed: usize,
    /// Facts that were never asked.
    pub new: usize,
    /// Questions and cells that were answered today.
    pub answered: usize,
    pub studied: Duration,
    /// The minutes planned for a day, if there is a plan.
    pub minutes: Option<u32>,
    /// How many questions fit into what is left of them.
    pub fits: Option<usize>,
    /// Questions until the goal of the day is reached; 0 once it is.
    pub left: usize,
}

impl Today {
    /// Returns how much of the goal of the day is done, and what the goal is: minutes if some
    /// are planned, else questions.
    pub fn done(&self) -> (usize, usize) {
        match self.minutes {
            Some(minutes) => ((self.studied.as_secs() / 60) as usize, minutes as usize),
            None => (self.answered, USUAL_GOAL),
        }
    }
}

impl App {
    /// Returns what to study today.
    pub fn today(&self, home: &Home) -> Today {
        let day = home.summary.on(home.today);
        let (studied, answered) = (day.took, day.all.of + day.drilled);
        let minutes = home.plan.minutes_per_day;
        let left = minutes.map(|it| it.saturating_sub((studied.as_secs() / 60) as u32));
        let goal = Goal {
            minutes: left,
            ..home.plan.goal(home.today)
        };
        let fits = goal.fits();
        Today {
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
