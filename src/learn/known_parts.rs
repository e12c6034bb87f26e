//! Records tasks whose facts were all known at the same time.

use std::collections::BTreeMap;

use super::{Knowledge, countable};
use crate::model::{Bank, Component};
use crate::quiz::Weights;

/// The facts of each task in a bank and of each topic without a task.
#[derive(Debug)]
pub struct FactsOfParts(Vec<(String, Vec<Component>)>);

impl FactsOfParts {
    /// Collects the facts in `bank` by part.
    pub fn of(bank: &Bank) -> Self {
        let weights = Weights::of(bank);
        let ids = weights.parts().iter().enumerate().map(|(at, part)| {
            let mut topics = bank.topics.iter();
            let topic = topics.find(|it| weights.part_of(&it.id) == Some(at));
            let topic = topic.map_or(String::new(), |it| it.id.as_str().to_owned());
            (part.task.clone().unwrap_or(topic), Vec::new())
        });
        let mut parts: Vec<(String, Vec<Component>)> = ids.collect();
        for (component, topic) in countable(bank) {
            if let Some(at) = weights.part_of(topic) {
                parts[at].1.push(component);
            }
        }
        parts.retain(|(_, facts)| !facts.is_empty());
        Self(parts)
    }

    /// Adds to `known_since`, with the time `began_ms`, every part whose facts are all known for
    /// the first time on the local day `day`.
    pub fn note_known(
        &self,
        known_since: &mut BTreeMap<String, i64>,
        knowledge: &BTreeMap<Component, Knowledge>,
        day: i32,
        began_ms: i64,
    ) {
        let is_known = |fact: &Component| {
            let known = knowledge.get(fact);
            known.is_some_and(|it| it.went_well() && !it.memory.is_due(day))
        };
        for (part, facts) in &self.0 {
            if !known_since.contains_key(part) && facts.iter().all(is_known) {
                known_since.insert(part.clone(), began_ms);
            }
        }
    }
}
