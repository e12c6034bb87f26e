//! Lessons on a topic: its facts are shown one by one, each followed by a question.

use super::random::random_seed;
use super::{App, Overview, Selection, Sitting};
use crate::learn::way;
use crate::model::TopicId;
use crate::quiz::{Kind, Moment, Policy, Waypoint, lesson};
use crate::store::Sat;

impl App {
    /// Returns the facts of `topic`, each with whether it has been learned.
    pub fn way(&self, topic: &TopicId, overview: &Overview) -> Vec<Waypoint> {
        way(self.bank(), topic, &overview.record.questions)
    }

    /// Returns the first topic of `selection` that has something new to learn.
    pub fn next_to_learn(&self, selection: &Selection, overview: &Overview) -> Option<TopicId> {
        let topics = self.bank().topics.iter();
        let mut topics = topics.filter(|topic| selection.has_topic(&topic.id));
        let has_new = |topic: &TopicId| self.way(topic, overview).iter().any(|it| !it.learnt);
        let topic = topics.find(|topic| has_new(&topic.id))?;
        Some(topic.id.clone())
    }

    /// Starts a lesson on `topic`, or resumes the open one. Returns `None` if everything is
    /// learned.
    pub fn learn_on(
        &mut self,
        topic: &TopicId,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let has_new = self.way(topic, overview).iter().any(|it| !it.learnt);
        let is_on_it = |sat: &&Sat| {
            let mut slots = sat.session.slots().iter();
            sat.header.kind == Kind::Learn && slots.any(|slot| slot.question.topic == *topic)
        };
        match overview.open.iter().find(is_on_it).filter(|_| has_new) {
            Some(sat) => Some(self.resume(sat.clone(), now)),
            None => self.learn(topic, None, overview, now),
        }
    }

    /// Starts a lesson on the facts of `topic` that are not learned yet. Returns `None` if all are.
    pub fn learn(
        &mut self,
        topic: &TopicId,
        seed: Option<u64>,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let seed = seed.unwrap_or_else(random_seed);
        let steps = self.way(topic, overview);
        let planned = lesson(self.bank(), &steps, self.exposure(overview), seed);
        let policy = Policy {
            tells: planned.tells,
            ..Policy::practice(None)
        };
        self.begin(Kind::Learn, policy, planned.draws, seed, overview, now)
    }
}
