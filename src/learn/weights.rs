//! How much a fact of each topic weighs in the exam.

use std::collections::HashMap;

use crate::model::{Bank, TopicId};

/// What one fact of a topic weighs, where the mean of all facts is 1.
pub struct Weights<'a> {
    by_topic: HashMap<&'a TopicId, f64>,
}

impl<'a> Weights<'a> {
    /// The blueprint's weight of each domain, shared out over its facts. All
    /// weigh the same in a bank without a blueprint, or of a single domain.
    /// `topics` are those of all facts that are asked for, one for each fact.
    pub fn of(bank: &'a Bank, topics: impl Iterator<Item = &'a TopicId>) -> Self {
        let mut by_topic = HashMap::new();
        let Some(blueprint) = &bank.exam else {
            return Self { by_topic };
        };
        let mut facts: HashMap<&TopicId, usize> = HashMap::new();
        for topic in topics {
            *facts.entry(topic).or_default() += 1;
        }
        let domains: Vec<_> = blueprint
            .domains
            .iter()
            .map(|domain| {
                let topics = bank.topics.iter();
                let topics = topics.filter(|it| it.domain.as_ref() == Some(&domain.id));
                let topics: Vec<_> = topics.map(|topic| &topic.id).collect();
                let of: usize = topics.iter().filter_map(|topic| facts.get(*topic)).sum();
                (f64::from(domain.weight), topics, of as f64)
            })
            .filter(|(.., of)| *of > 0.0)
            .collect();
        let weight: f64 = domains.iter().map(|(weight, ..)| weight).sum();
        let count: f64 = domains.iter().map(|(.., of)| of).sum();
        for (share, topics, of) in domains {
            let each = (share / weight.max(1.0)) * (count / of);
            by_topic.extend(topics.into_iter().map(|topic| (topic, each)));
        }
        Self { by_topic }
    }

    /// What a fact of `topic` weighs; 1 where the blueprint says nothing of it.
    pub fn of_topic(&self, topic: &TopicId) -> f64 {
        self.by_topic.get(topic).copied().unwrap_or(1.0)
    }
}
