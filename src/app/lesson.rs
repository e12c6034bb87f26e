//! Lessons, which show the facts in a topic one at a time, each followed by a question.

use super::random::random_seed;
use super::{ActiveSession, App, HistorySnapshot, Selection};
use crate::learn::learning_paths;
use crate::model::TopicId;
use crate::quiz::{Kind, Moment, PathStep, Policy, lesson};
use crate::store::StoredSession;

impl App {
    /// Returns the facts in each topic, in bank order, and whether each one has been learned.
    pub fn learning_paths(&self, overview: &HistorySnapshot) -> Vec<Vec<PathStep>> {
        let mut paths = learning_paths(self.bank(), &overview.record.questions);
        let topics = self.bank().topics.iter();
        topics
            .map(|topic| paths.remove(&topic.id).unwrap_or_default())
            .collect()
    }

    /// Returns the facts in `topic` and whether each one has been learned.
    fn learning_path(&self, topic: &TopicId, overview: &HistorySnapshot) -> Vec<PathStep> {
        let mut paths = learning_paths(self.bank(), &overview.record.questions);
        paths.remove(topic).unwrap_or_default()
    }

    /// Returns the first topic in `selection` that has facts left to learn.
    pub fn next_to_learn(
        &self,
        selection: &Selection,
        overview: &HistorySnapshot,
    ) -> Option<TopicId> {
        let paths = learning_paths(self.bank(), &overview.record.questions);
        let has_new = |topic: &TopicId| {
            let path = paths.get(topic);
            path.is_some_and(|path| path.iter().any(|it| !it.learned))
        };
        let topics = self.bank().topics.iter();
        let mut topics = topics.filter(|topic| selection.has_topic(&topic.id));
        let topic = topics.find(|topic| has_new(&topic.id))?;
        Some(topic.id.clone())
    }

    /// Resumes the open lesson on `topic` or starts a new one. Returns `None` if every fact has
    /// been learned.
    pub fn resume_or_start_lesson(
        &mut self,
        topic: &TopicId,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let has_new = self
            .learning_path(topic, overview)
            .iter()
            .any(|it| !it.learned);
        let is_on_it = |sat: &&StoredSession| {
            let mut slots = sat.session.slots().iter();
            sat.header.kind == Kind::Learn && slots.any(|slot| slot.question.topic == *topic)
        };
        match overview.open.iter().find(is_on_it).filter(|_| has_new) {
            Some(sat) => Some(self.resume(sat.clone(), now)),
            None => self.start_lesson(topic, None, overview, now),
        }
    }

    /// Starts a lesson on the facts in `topic` that have not been learned yet. Returns `None` if
    /// there are none.
    pub fn start_lesson(
        &mut self,
        topic: &TopicId,
        seed: Option<u64>,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let seed = seed.unwrap_or_else(random_seed);
        let steps = self.learning_path(topic, overview);
        let planned = lesson(self.bank(), &steps, self.exposure(overview), seed);
        let policy = Policy {
            shown_first: planned.shown_first,
            ..Policy::practice(None)
        };
        self.begin(Kind::Learn, policy, planned.draws, seed, overview, now)
    }
}
