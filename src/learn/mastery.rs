//! The mastery of facts: the single definition that all screens and commands use.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Knowledge, LearnerRecord};
use crate::model::{Bank, Component, FactId, TopicId};

/// The minimum stability, in days, of a mastered fact.
const MASTERED_DAYS: f64 = 21.0;

/// The mastery of a fact, a table cell, or a term on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "lowercase", const_into_str)]
pub enum Mastery {
    /// Never asked about.
    New,
    /// The last answer was incorrect, unsure, or a guess.
    Learning,
    /// The last answer was correct, but recall has since fallen below 90%.
    Fading,
    /// The last answer was correct, and recall is 90% or more.
    Known,
    /// Known, and recall stays at 90% or more for three weeks after the last answer.
    Mastered,
}

impl Mastery {
    pub fn name(self) -> &'static str {
        self.into_str()
    }
}

impl Knowledge {
    /// Returns the mastery on the local day `today`.
    pub fn mastery(&self, today: i32) -> Mastery {
        if self.memory.is_new() {
            Mastery::New
        } else if !self.went_well() {
            Mastery::Learning
        } else if self.memory.is_due(today) {
            Mastery::Fading
        } else if self.memory.stability() >= MASTERED_DAYS {
            Mastery::Mastered
        } else {
            Mastery::Known
        }
    }
}

impl LearnerRecord {
    /// Returns the mastery of `item` on the local day `today`.
    pub fn mastery(&self, item: &Component, today: i32) -> Mastery {
        let known = self.knowledge.get(item);
        known.map_or(Mastery::New, |it| it.mastery(today))
    }
}

/// Returns the facts in `bank` that can be learned, each with its topic. In a bank without facts,
/// every question is treated as a fact.
pub fn countable(bank: &Bank) -> impl Iterator<Item = (Component, &TopicId)> {
    let asked = bank.asked_facts();
    let facts = asked.map(|fact| (Component::Fact(fact.id.clone()), &fact.topic));
    let questions = bank.questions.iter().filter(|_| bank.facts.is_empty());
    facts.chain(questions.map(|question| {
        let id = FactId::new(question.id.as_str());
        (Component::Fact(id), &question.topic)
    }))
}

/// The number of facts, cells, or terms in each state of mastery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masteries {
    pub new: usize,
    pub learning: usize,
    pub known: usize,
    pub mastered: usize,
    pub fading: usize,
}

impl Masteries {
    /// Counts `components` by mastery on the local day `today`, based on `knowledge`.
    pub fn of<'a>(
        components: impl IntoIterator<Item = &'a Component>,
        knowledge: &BTreeMap<Component, Knowledge>,
        today: i32,
    ) -> Self {
        let mut counts = Self::default();
        for component in components {
            let known = knowledge.get(component);
            counts.add(known.map_or(Mastery::New, |it| it.mastery(today)));
        }
        counts
    }

    pub fn add(&mut self, mastery: Mastery) {
        *match mastery {
            Mastery::New => &mut self.new,
            Mastery::Learning => &mut self.learning,
            Mastery::Known => &mut self.known,
            Mastery::Mastered => &mut self.mastered,
            Mastery::Fading => &mut self.fading,
        } += 1;
    }

    pub fn get(self, mastery: Mastery) -> usize {
        match mastery {
            Mastery::New => self.new,
            Mastery::Learning => self.learning,
            Mastery::Known => self.known,
            Mastery::Mastered => self.mastered,
            Mastery::Fading => self.fading,
        }
    }

    pub fn total(self) -> usize {
        self.known_weak_new().iter().sum()
    }

    /// Returns the number of known items, including mastered ones.
    pub fn all_known(self) -> usize {
        self.known + self.mastered
    }

    /// Returns the numbers of known, weak, and new items.
    pub fn known_weak_new(self) -> [usize; 3] {
        [self.all_known(), self.learning + self.fading, self.new]
    }

    /// Returns the share of known items, including mastered ones, 0 to 1; `None` if there are no
    /// items.
    pub fn known_share(self) -> Option<f64> {
        let total = self.total();
        (total > 0).then(|| self.all_known() as f64 / total as f64)
    }

    /// Returns the sum of both counts.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            learning: self.learning + other.learning,
            known: self.known + other.known,
            mastered: self.mastered + other.mastered,
            fading: self.fading + other.fading,
        }
    }
}
