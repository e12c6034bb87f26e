//! The weights of the exam parts. Only this module converts the blueprint to shares, which
//! practice, study, mock exams, and readiness all use.
//!
//! Each domain's share in the blueprint is divided equally among its tasks, regardless of how many
//! questions or facts they have.

use std::collections::HashMap;

use crate::model::{Bank, TopicId};

/// The weights of a bank's parts: its tasks and the topics that do not belong to a task.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    parts: Vec<Part>,
    part_of: HashMap<TopicId, usize>,
    of_domain: HashMap<String, Vec<usize>>,
}

/// A part of the exam whose questions are drawn together.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The ID of the part's domain.
    pub domain: Option<String>,
    /// The ID of the task; `None` for a topic without a task.
    pub task: Option<String>,
    /// The share of the exam, 0 to 1; `None` if the blueprint does not specify it.
    pub share: Option<f64>,
}

impl Weights {
    /// Returns the weights of all tasks in `bank` and of the topics that do not belong to a task.
    pub fn of(bank: &Bank) -> Self {
        let mut weights = Self::default();
        let mut part_of_task = HashMap::new();
        for task in &bank.tasks {
            part_of_task.entry(&task.id).or_insert(weights.parts.len());
            weights.parts.push(Part {
                domain: task.domain.clone(),
                task: Some(task.id.clone()),
                share: None,
            });
        }
        for topic in &bank.topics {
            let known = topic.task.as_ref().and_then(|it| part_of_task.get(it));
            let part = known.copied().unwrap_or_else(|| {
                weights.parts.push(Part {
                    domain: topic.domain.clone(),
                    task: None,
                    share: None,
                });
                weights.parts.len() - 1
            });
            weights.part_of.insert(topic.id.clone(), part);
        }
        for (at, part) in weights.parts.iter().enumerate() {
            if let Some(domain) = &part.domain {
                let parts = weights.of_domain.entry(domain.clone()).or_default();
                parts.push(at);
            }
        }
        let Some(blueprint) = &bank.exam else {
            return weights;
        };
        let all: f64 = blueprint
            .domains
            .iter()
            .map(|it| f64::from(it.weight))
            .sum();
        for domain in &blueprint.domains {
            let parts = weights.of_domain.get(&domain.id).into_iter().flatten();
            let count = parts.clone().count().max(1);
            let each = f64::from(domain.weight) / all.max(1.0) / count as f64;
            for part in parts {
                weights.parts[*part].share = Some(each);
            }
        }
        weights
    }

    /// Returns the parts in exam guide order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Returns the indices of the parts in `domain`.
    pub fn of_domain(&self, domain: &str) -> &[usize] {
        self.of_domain.get(domain).map_or(&[], Vec::as_slice)
    }

    /// Returns the index of the exam part that contains `topic`.
    pub fn part_of(&self, topic: &TopicId) -> Option<usize> {
        self.part_of.get(topic).copied()
    }

    /// Returns the title of the part with the index `at`: that of its task, with the number, or that
    /// of its topic.
    pub fn title(&self, bank: &Bank, at: usize) -> String {
        let task = self.parts[at].task.as_ref();
        if let Some(task) = task.and_then(|task| bank.task(task)) {
            return task.numbered_title();
        }
        let mut topics = bank.topics.iter();
        let topic = topics.find(|topic| self.part_of(&topic.id) == Some(at));
        topic.map_or(String::new(), |topic| topic.title.clone())
    }

    /// Assigns items, given by their topics, to the parts of the exam. A topic that is not in the
    /// bank becomes a separate part.
    pub fn sort<'t>(&self, topics: impl Iterator<Item = &'t TopicId>) -> Pool {
        let mut sizes = vec![0; self.parts.len()];
        let mut others: HashMap<&TopicId, usize> = HashMap::new();
        let mut part_of_item = Vec::new();
        for topic in topics {
            let known = self.part_of(topic);
            let next = self.parts.len() + others.len();
            let part = known.unwrap_or_else(|| *others.entry(topic).or_insert(next));
            sizes.resize(sizes.len().max(part + 1), 0);
            sizes[part] += 1;
            part_of_item.push(part);
        }
        let has_shares = self.parts.iter().any(|part| part.share.is_some());
        let weight = |(part, size): (usize, &usize)| {
            match self.parts.get(part).and_then(|it| it.share) {
                _ if *size == 0 => 0.0,
                Some(share) => share,
                // Parts that are not in the blueprint get an equal share.
                None if has_shares => 1.0 / sizes.len() as f64,
                None => *size as f64,
            }
        };
        Pool {
            weights: sizes.iter().enumerate().map(weight).collect(),
            part_of_item,
            sizes,
        }
    }
}

/// Items grouped by exam part.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// For each item, the index of its part.
    pub part_of_item: Vec<usize>,
    /// The number of items in each part.
    pub sizes: Vec<usize>,
    /// The weight of each part: its share of the exam, or its size if there are no shares. The
    /// weights need not sum to 1, and the weight of an empty part is 0.
    pub weights: Vec<f64>,
}

impl Pool {
    /// Returns the weight of each item, normalized to a mean of 1.
    pub fn per_item(&self) -> impl Iterator<Item = f64> + '_ {
        let all: f64 = self.weights.iter().sum();
        let items = self.part_of_item.len() as f64;
        let parts = self.part_of_item.iter();
        parts.map(move |part| {
            self.weights[*part] / all.max(f64::MIN_POSITIVE) * items / self.sizes[*part] as f64
        })
    }
}

/// Distributes `total` in proportion to `weights` using random rounding: each part receives its
/// exact share rounded down or up, and its average share is exact. No part receives more than its
/// `capacity`. `offset` is a random number from 0 to 1.
pub fn share_out(total: usize, weights: &[f64], capacity: &[usize], offset: f64) -> Vec<usize> {
    let mut shares = vec![0; weights.len()];
    let mut left = total.min(capacity.iter().sum());
    while left > 0 {
        let room = |at: usize| capacity[at] > shares[at];
        let open: Vec<_> = (0..weights.len()).filter(|at| room(*at)).collect();
        let all: f64 = open.iter().map(|at| weights[*at]).sum();
        // Use parts with zero weight only if no other part has capacity left.
        let weight = |at: usize| {
            if all > 0.0 {
                weights[at] / all
            } else {
                1.0 / open.len() as f64
            }
        };
        let (mut reached, mut given) = (offset, 0);
        let mut taken = 0;
        for at in &open {
            reached += weight(*at) * left as f64;
            let wanted = (reached.floor() as usize).min(left).saturating_sub(given);
            given += wanted;
            let fits = wanted.min(capacity[*at] - shares[*at]);
            shares[*at] += fits;
            taken += fits;
        }
        if taken == 0 {
            // Rounding gave nothing to the parts with remaining capacity, so give one item to the
            // first of them.
            shares[open[0]] += 1;
            taken = 1;
        }
        left -= taken;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::share_out;

    #[test]
    fn shares_are_exact_ones_rounded_and_add_up() {
        let weights = [0.24, 0.30, 0.34, 0.12];
        for total in 0..80 {
            for tenth in 0..10 {
                let shares = share_out(total, &weights, &[100; 4], f64::from(tenth) / 10.0);
                assert_eq!(shares.iter().sum::<usize>(), total);
                for (share, weight) in shares.iter().zip(weights) {
                    assert!((*share as f64 - weight * total as f64).abs() < 1.0 + 1e-9);
                }
            }
        }
    }

    #[test]
    fn on_average_each_part_gets_its_share() {
        let weights = [0.06, 0.04, 0.9];
        let mut sums = [0; 3];
        for step in 0..1000 {
            let shares = share_out(10, &weights, &[50; 3], f64::from(step) / 1000.0);
            for (sum, share) in sums.iter_mut().zip(shares) {
                *sum += share;
            }
        }
        assert_eq!(sums, [600, 400, 9000]);
    }

    #[test]
    fn a_full_part_leaves_its_share_to_the_others() {
        assert_eq!(share_out(10, &[0.5, 0.5], &[2, 20], 0.5), [2, 8]);
        assert_eq!(share_out(10, &[0.5, 0.5], &[2, 3], 0.5), [2, 3]);
        assert_eq!(
            share_out(3, &[0.0, 0.0], &[2, 2], 0.0)
                .iter()
                .sum::<usize>(),
            3
        );
        assert!(share_out(3, &[], &[], 0.0).is_empty());
    }
}
