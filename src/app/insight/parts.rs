//! Answers and knowledge by part of a bank: topic, task, and domain.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::learn::{LearnerRecord, Masteries, Readiness, countable};
use crate::model::{Bank, Component, Topic, TopicId};
use crate::quiz::Tally;

/// A topic, task, or domain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartInsight {
    pub id: String,
    /// The title; for a task, with its number.
    pub title: String,
    pub topics: Vec<TopicId>,
    /// Answers to questions in this part during the selected period.
    pub tally: Tally,
    /// Today's number of facts by mastery.
    pub facts: Masteries,
    /// Today's number of all items by mastery, including table cells and terms.
    pub all: Masteries,
}

/// All parts of a bank.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub topics: Vec<PartInsight>,
    pub tasks: Vec<PartInsight>,
    pub domains: Vec<PartInsight>,
    /// Answers on topics that are no longer in the bank.
    pub gone: Tally,
}

impl Parts {
    /// Counts the answers given since the local day `since` and the items by mastery on the local
    /// day `today`.
    pub fn of(
        bank: &Bank,
        record: &LearnerRecord,
        topic_of: &HashMap<Component, TopicId>,
        since: i32,
        today: i32,
    ) -> Self {
        let days = record.days.range(since..);
        let mut topics: BTreeMap<&TopicId, PartInsight> = BTreeMap::new();
        for topic in &bank.topics {
            // For a reset topic, only answers since the reset count. The daily figures also include
            // earlier answers.
            let tally = if since == i32::MIN {
                record.topics.get(&topic.id).copied().unwrap_or_default()
            } else {
                let answers = days
                    .clone()
                    .filter_map(|(_, day)| day.topics.get(&topic.id));
                answers.fold(Tally::default(), |all, it| all.and(*it))
            };
            let part = PartInsight {
                tally,
                ..part_of(topic.id.as_str(), &topic.title, [topic])
            };
            topics.insert(&topic.id, part);
        }
        for (component, topic) in countable(bank) {
            if let Some(part) = topics.get_mut(topic) {
                part.facts.add(record.mastery(&component, today));
            }
        }
        for (component, topic) in topic_of {
            if let Some(part) = topics.get_mut(topic) {
                part.all.add(record.mastery(component, today));
            }
        }
        let sum = |id: &str, title: &str, of: &dyn Fn(&Topic) -> bool| {
            let within: Vec<_> = bank.topics.iter().filter(|topic| of(topic)).collect();
            let parts = within.iter().filter_map(|topic| topics.get(&topic.id));
            parts.fold(part_of(id, title, within.iter().copied()), |sum, it| {
                PartInsight {
                    tally: sum.tally.and(it.tally),
                    facts: sum.facts.and(it.facts),
                    all: sum.all.and(it.all),
                    ..sum
                }
            })
        };
        let tasks = bank.tasks.iter().map(|task| {
            let is_of = |topic: &Topic| topic.task.as_ref() == Some(&task.id);
            sum(&task.id, &task.numbered_title(), &is_of)
        });
        let domains = bank.exam.iter().flat_map(|exam| &exam.domains);
        let domains = domains.map(|domain| {
            let is_of = |topic: &Topic| topic.domain.as_ref() == Some(&domain.id);
            sum(&domain.id, &domain.title, &is_of)
        });
        let is_used = |it: &PartInsight| !it.topics.is_empty();
        let is_gone = |(id, tally): (&TopicId, &Tally)| bank.topic(id).is_none().then_some(*tally);
        let gone = if since == i32::MIN {
            let gone = record.topics.iter().filter_map(is_gone);
            gone.fold(Tally::default(), Tally::and)
        } else {
            let answers = days.flat_map(|(_, day)| day.topics.iter().filter_map(is_gone));
            answers.fold(Tally::default(), Tally::and)
        };
        Self {
            gone,
            tasks: tasks.filter(is_used).collect(),
            domains: domains.filter(is_used).collect(),
            topics: bank
                .topics
                .iter()
                .filter_map(|topic| topics.get(&topic.id).cloned())
                .collect(),
        }
    }

    /// Returns the weakest task, or the weakest topic without a task.
    pub fn weakest(&self, readiness: &Readiness) -> Option<WeakestPart> {
        let weakest = *readiness.weakest().first()?;
        let mut parts = self.tasks.iter().chain(&self.topics);
        Some(WeakestPart {
            part: parts.find(|it| it.topics == weakest.topics)?.clone(),
            ready: weakest.known?,
            points: weakest.points(),
        })
    }
}

/// The weakest part, for the home screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeakestPart {
    pub part: PartInsight,
    /// The readiness, from 0 to 1.
    pub ready: f64,
    /// The percentage points that study could add to the passing probability.
    pub points: usize,
}

fn part_of<'a>(id: &str, title: &str, topics: impl IntoIterator<Item = &'a Topic>) -> PartInsight {
    PartInsight {
        id: id.to_owned(),
        title: title.to_owned(),
        topics: topics.into_iter().map(|it| it.id.clone()).collect(),
        tally: Tally::default(),
        facts: Masteries::default(),
        all: Masteries::default(),
    }
}

/// The positions of the exam domains that topics belong to.
pub struct DomainPositions<'a> {
    domains: usize,
    position_of: HashMap<&'a TopicId, usize>,
}

impl<'a> DomainPositions<'a> {
    pub fn of(bank: &'a Bank) -> Self {
        let domains: Vec<_> = bank.exam.iter().flat_map(|exam| &exam.domains).collect();
        let position = |topic: &'a Topic| {
            let domain = topic.domain.as_ref()?;
            let at = domains.iter().position(|it| it.id == *domain)?;
            Some((&topic.id, at))
        };
        Self {
            domains: domains.len(),
            position_of: bank.topics.iter().filter_map(position).collect(),
        }
    }

    /// Sums the answers by exam domain, in exam order.
    pub fn sums(&self, topics: &BTreeMap<TopicId, Tally>) -> Vec<Tally> {
        let mut sums = vec![Tally::default(); self.domains];
        for (topic, tally) in topics {
            if let Some(at) = self.position_of.get(topic) {
                sums[*at] = sums[*at].and(*tally);
            }
        }
        sums
    }
}
