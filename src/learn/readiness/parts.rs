//! The readiness for each domain and task of the exam, and the worth of studying each task.

use super::belief::Belief;
use super::group::{Group, Share};
use super::{LEAST_OF_DOMAIN, LEAST_OF_TOPIC, PartShare, Passing, Readiness, STUDIED, pass};
use crate::model::{Bank, TopicId};
use crate::quiz::{Part, Weights};

impl Readiness {
    /// Returns the tasks with enough answers, weakest first: the one whose study would raise the
    /// passing probability the most, or, without a difference, the one that is least ready.
    pub fn weakest(&self) -> Vec<&PartShare> {
        let mut tasks: Vec<_> = self.tasks.iter().filter(|it| it.known.is_some()).collect();
        let worth = |it: &PartShare| it.worth.unwrap_or_default();
        let ready = |it: &PartShare| it.known.unwrap_or_default();
        tasks.sort_by(|a, b| {
            let by_worth = worth(b).total_cmp(&worth(a));
            by_worth.then(ready(a).total_cmp(&ready(b)))
        });
        tasks
    }
}

impl PartShare {
    /// Returns how many percentage points study could add to the passing probability.
    pub fn points(&self) -> usize {
        (self.worth.unwrap_or_default() * 100.0).round() as usize
    }
}

/// Returns the readiness for each domain that has questions. Shares are estimated only if `has_enough_answers`.
pub fn domains(
    bank: &Bank,
    weights: &Weights,
    groups: &[Group],
    belief: &Belief,
    has_enough_answers: bool,
) -> Vec<PartShare> {
    let domains = bank.exam.iter().flat_map(|exam| &exam.domains);
    let stands = domains.filter_map(|domain| {
        let parts = weights.of_domain(&domain.id).iter();
        let parts = parts.map(|at| (&weights.parts()[*at], &groups[*at]));
        let parts: Vec<_> = parts.filter(|(_, it)| !it.facts.is_empty()).collect();
        let shares = parts.iter();
        let shares: Vec<_> = shares
            .map(|(part, group)| (part.share.unwrap_or_default(), group.share(belief)))
            .collect();
        let luck = parts.iter().map(|(.., group)| group.luck()).sum::<f64>() / parts.len() as f64;
        let evidence = parts.iter().map(|(.., group)| group.evidence()).sum();
        let share = Share::combined(&shares);
        let enough = has_enough_answers && evidence >= LEAST_OF_DOMAIN;
        (!parts.is_empty()).then(|| PartShare {
            title: domain.title.clone(),
            domain: Some(domain.id.clone()),
            topics: topics(bank, weights, |at| {
                weights.of_domain(&domain.id).contains(&at)
            }),
            weight: Some(shares.iter().map(|(weight, _)| weight).sum()),
            known: enough.then(|| known(&share, luck)),
            share: enough.then(|| share.likely(belief)),
            worth: None,
            evidence,
        })
    });
    stands.collect()
}

/// Returns the readiness for each task that has questions, and for each topic that has questions
/// but no task.
pub fn tasks(
    bank: &Bank,
    weights: &Weights,
    groups: &[Group],
    belief: &Belief,
    has_enough_answers: bool,
    passing: Option<&Passing>,
) -> Vec<PartShare> {
    let parts: Vec<_> = with_facts(weights, groups).collect();
    // A part that is not in the blueprint has zero weight.
    let shares = parts.iter();
    let shares: Vec<_> = shares
        .map(|(_, part, group)| (part.share.unwrap_or_default(), group.share(belief)))
        .collect();
    let stands = parts.iter().enumerate().map(|(place, (at, part, group))| {
        let evidence = group.evidence();
        let enough = has_enough_answers && evidence >= LEAST_OF_TOPIC;
        let share = &shares[place].1;
        let worth = |passing: &Passing| {
            let mut with = shares.clone();
            with[place].1 = group.studied(STUDIED).share(belief);
            let with = pass(bank.exam.as_ref()?, &with, belief).pass;
            Some((with - passing.pass).max(0.0))
        };
        PartShare {
            title: weights.title(bank, *at),
            domain: part.domain.clone(),
            topics: topics(bank, weights, |here| here == *at),
            weight: part.share,
            known: enough.then(|| known(share, group.luck())),
            share: enough.then(|| share.likely(belief)),
            worth: passing.and_then(worth),
            evidence,
        }
    });
    stands.collect()
}

/// Returns the parts that have facts, each with its index.
fn with_facts<'a>(
    weights: &'a Weights,
    groups: &'a [Group],
) -> impl Iterator<Item = (usize, &'a Part, &'a Group)> {
    let parts = weights.parts().iter().zip(groups).enumerate();
    let parts = parts.filter(|(_, (_, group))| !group.facts.is_empty());
    parts.map(|(at, (part, group))| (at, part, group))
}

/// Returns the expected share of new questions that are answered correctly without luck.
fn known(share: &Share, luck: f64) -> f64 {
    ((share.mean - luck) / (1.0 - luck).max(0.01)).clamp(0.0, 1.0)
}

/// Returns the topics in the parts whose index satisfies `is_here`.
fn topics(bank: &Bank, weights: &Weights, is_here: impl Fn(usize) -> bool) -> Vec<TopicId> {
    let ids = bank.topics.iter().map(|topic| &topic.id);
    let here = ids.filter(|id| weights.part_of(id).is_some_and(&is_here));
    here.cloned().collect()
}
