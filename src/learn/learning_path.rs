//! The learner's progress through a topic, fact by fact.

use std::collections::{HashMap, HashSet};

use crate::model::{Bank, Component, FactId, QuestionId, TopicId};
use crate::quiz::{PathStep, Tally};

/// Returns the facts in `topic` that questions ask about, in bank order. A fact is learned once a
/// question about it has been answered correctly. `answers` contains the answers so far, by
/// question.
pub fn learning_path(
    bank: &Bank,
    topic: &TopicId,
    answers: &HashMap<QuestionId, Tally>,
) -> Vec<PathStep> {
    let mut asked: HashSet<&FactId> = HashSet::new();
    let mut learned: HashSet<&FactId> = HashSet::new();
    for question in &bank.questions {
        let right = answers.get(&question.id).is_some_and(|it| it.right > 0);
        for component in &question.components {
            if let Component::Fact(fact) = component {
                asked.insert(fact);
                if right {
                    learned.insert(fact);
                }
            }
        }
    }
    let facts = bank.facts.iter().filter(|it| it.topic == *topic);
    let askable = facts.filter(|it| asked.contains(&it.id));
    let step = |fact: &crate::model::Fact| PathStep {
        learned: learned.contains(&fact.id),
        fact: fact.id.clone(),
    };
    askable.map(step).collect()
}
