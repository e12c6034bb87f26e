//! The placement test, which asks a few questions on every task to find out where the learner
//! should start.

use std::sync::Arc;

use super::random::random_seed;
use super::{ActiveSession, App, HistorySnapshot};
use crate::quiz::{Feedback, Kind, Moment, PLACEMENT, Policy, draw_placement};

impl App {
    /// Returns whether the bank has tasks and enough questions for a placement test.
    pub fn has_placement(&self) -> bool {
        let stats = self.stats();
        let topics = stats.topics.iter();
        let with_task = topics.filter(|it| it.task.is_some()).count();
        with_task > 1 && stats.all.questions >= 2 * PLACEMENT
    }

    /// Starts a placement test with one question per task, a second one for the tasks with the
    /// highest weights, and feedback at the end. Returns `None` if the bank has too few questions.
    pub fn placement(
        &mut self,
        seed: Option<u64>,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        if !self.has_placement() {
            return None;
        }
        let seed = seed.unwrap_or_else(random_seed);
        let bank = Arc::clone(self.bank());
        let draws = draw_placement(&bank, self.exposure(overview), seed);
        let policy = Policy {
            feedback: Feedback::End,
            ..Policy::practice(None)
        };
        self.begin(Kind::Placement, policy, draws, seed, overview, now)
    }
}
