//! The learner's progress through topics, fact by fact.

use std::collections::{HashMap, HashSet};

use crate::model::{Bank, Component, FactId, QuestionId, TopicId};
use crate::quiz::{PathStep, Tally};

/// Returns the facts that questions ask about, by topic and in bank order. A fact is learned once a
/// question about it has been answered correctly. `answers` contains the answers so far, by
/// question.
pub fn learning_paths<'a>(
    bank: &'a Bank,
    answers: &HashMap<QuestionId, Tally>,
) -> HashMap<&'a TopicId, Vec<PathStep>> {
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
    let mut paths: HashMap<_, Vec<_>> = HashMap::new();
    for fact in bank.facts.iter().filter(|it| asked.contains(&it.id)) {
        paths.entry(&fact.topic).or_default().push(PathStep {
            learned: learned.contains(&fact.id),
            fact: fact.id.clone(),
        });
    }
    paths
}
