//! The passing probability: how likely an exam tomorrow would be passed, or what is missing to
//! estimate it.
//!
//! A fact that was asked before is answered as its memory predicts, corrected by how such
//! answers turned out. A fact never asked is answered like others were at their first question.
//! Domains count as in the blueprint, and the tasks of a domain equally. Luck and missing
//! evidence widen the interval.
//!
//! Three rules keep it honest. A first answer left blank counts as wrong. Facts beyond the exam do
//! not count. Drills refresh memory, but prove nothing, because they are easier than questions.

mod belief;
mod group;
mod normal;
mod parts;
mod untaught;

use std::collections::{BTreeMap, HashMap, HashSet};

use belief::Belief;
use group::{Group, Share};
use normal::{Z80, below};
use serde::{Deserialize, Serialize};

use super::knowledge::{Knowledge, asked, chance};
use crate::model::{Bank, Blueprint, Component, TopicId};
use crate::quiz::Weights;

/// Answers below which nothing is estimated.
pub const LEAST: u32 = 30;
/// Answers that prove something, below which nothing is estimated for a topic or a task.
const LEAST_OF_TOPIC: f64 = 5.0;
/// … below which nothing is estimated for a domain.
const LEAST_OF_DOMAIN: f64 = 8.0;
/// … below which there is no passing probability.
const LEAST_OF_ALL: f64 = 40.0;
/// The recall that studying a task would bring its facts to, to say what that is worth.
const STUDIED: f64 = 0.95;

/// Answers that prove how much is kept of what was told, below which nothing is said
/// that rests on it …
const LEAST_OF_MEMORY: f64 = 8.0;
/// … for more than this share.
const MOST_UNPROVED: f64 = 0.1;

/// What remains uncertain of the share right however many answers there are:
/// the exam is written by others.
const MODEL_ERROR: f64 = 0.03;

/// No chance is told that is surer than this, either way.
const NEVER_SURER: f64 = 0.01;

/// How ready the learner is.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// The chance of passing, or all that is missing to tell it.
    pub passing: Result<Passing, Vec<Missing>>,
    /// The share of new questions that would be right, all topics together;
    /// `None` while there is too little evidence.
    pub all: Option<Likely>,
    /// All topics that have questions, in the bank's order.
    pub topics: Vec<TopicShare>,
    /// All domains of the blueprint that have questions, in its order.
    pub domains: Vec<PartShare>,
    /// All tasks, and topics without one, that have questions, in the order of the exam guide.
    pub tasks: Vec<PartShare>,
}

/// How a part of the exam stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PartShare {
    /// `Task 3.6, Storage`, or the title of a domain or a topic.
    pub title: String,
    /// The id of the domain.
    pub domain: Option<String>,
    /// The share of the exam, 0 to 1; `None` where the blueprint does not say.
    pub weight: Option<f64>,
    /// The share of new questions that would be right; `None` while there is too little evidence.
    pub share: Option<Likely>,
    /// The share of new questions whose answer is known, without lucky guesses; `None` likewise.
    pub known: Option<f64>,
    /// What the passing probability would gain if all facts of a task were studied, 0 to 1;
    /// `None` without a passing probability.
    pub worth: Option<f64>,
    /// Answers that prove something, by what each proves.
    pub evidence: f64,
}

/// The chance of passing an exam tomorrow; all numbers are 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passing {
    pub pass: f64,
    /// Where the chance lies in 8 of 10 such cases.
    pub low: f64,
    pub high: f64,
    /// The share of the exam's questions expected to be right.
    pub share: f64,
}

/// How many questions never seen would be answered right in a topic.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicShare {
    pub topic: TopicId,
    /// `None` while there is too little evidence.
    pub share: Option<Likely>,
    /// Answers that prove something, by what each proves.
    pub evidence: f64,
}

/// A share with the interval that it lies in in 8 of 10 cases, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Likely {
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// Something without which there is no honest number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The bank does not say what the exam is like.
    Blueprint,
    /// The bank has no questions for a domain of the exam.
    Questions { domain: String },
    /// At least so many more answers to new questions are needed; in this
    /// domain, or anywhere.
    Answers { domain: Option<String>, more: usize },
    /// At least so many more answers to what was asked before: what was told along
    /// with an answer counts once some of it proves to be kept.
    Memory { more: usize },
}

impl Readiness {
    /// What `knowledge` says on the local day `today`.
    pub fn of(bank: &Bank, knowledge: &BTreeMap<Component, Knowledge>, today: i32) -> Self {
        let topics = by_topic(bank, knowledge, today);
        let belief = Belief::of(&topics.iter().flat_map(|(_, group)| &group.facts));
        let weights = Weights::of(bank);
        let parts = by_part(&weights, &topics);
        let evidence: f64 = parts.iter().map(Group::evidence).sum();
        let passing = match &bank.exam {
            Some(blueprint) => passing(bank, blueprint, &weights, &parts, &belief),
            None => Err(vec![Missing::Blueprint]),
        };
        let answers: u32 = parts.iter().map(Group::answers).sum();
        let tells = answers >= LEAST && evidence >= LEAST_OF_DOMAIN;
        Self {
            all: tells.then(|| {
                let with_facts = topics
                    .iter()
                    .flat_map(|(topic, group)| std::iter::repeat_n(*topic, group.facts.len()));
                let pool = weights.sort(with_facts);
                let shares = pool
                    .weights
                    .iter()
                    .zip(&parts)
                    .filter(|(weight, _)| **weight > 0.0);
                let shares: Vec<_> = shares
                    .map(|(weight, it)| (*weight, it.share(&belief)))
                    .collect();
                Share::combined(&shares).likely(&belief)
            }),
            topics: topics
                .into_iter()
                .map(|(topic, group)| {
                    let evidence = group.evidence();
                    let enough = tells && evidence >= LEAST_OF_TOPIC;
                    TopicShare {
                        topic: topic.clone(),
                        share: enough.then(|| group.share(&belief).likely(&belief)),
                        evidence,
                    }
                })
                .collect(),
            domains: parts::domains(bank, &weights, &parts, &belief, tells),
            tasks: parts::tasks(
                bank,
                &weights,
                &parts,
                &belief,
                tells,
                passing.as_ref().ok(),
            ),
            passing,
        }
    }
}

/// What is known of the facts of each topic that has questions, in the bank's order.
fn by_topic<'a>(
    bank: &'a Bank,
    knowledge: &BTreeMap<Component, Knowledge>,
    today: i32,
) -> Vec<(&'a TopicId, Group)> {
    let mut groups: Vec<_> = bank
        .topics
        .iter()
        .map(|topic| (&topic.id, Group::default()))
        .collect();
    let at: HashMap<&TopicId, usize> = groups
        .iter()
        .enumerate()
        .map(|(at, (topic, _))| (*topic, at))
        .collect();
    let mut known = HashSet::new();
    for question in bank.questions.iter().filter(|it| bank.is_in_scope(it)) {
        let Some(at) = at.get(&question.topic) else {
            continue;
        };
        for component in asked(question).iter() {
            if !known.contains(component) {
                known.insert(component.clone());
                let found = knowledge.get(component);
                let luck = chance(question);
                groups[*at]
                    .1
                    .facts
                    .push(group::Fact::of(found, luck, today));
            }
        }
    }
    groups.retain(|(_, group)| !group.facts.is_empty());
    groups
}

/// What is known of the facts of each part of the exam.
fn by_part(weights: &Weights, topics: &[(&TopicId, Group)]) -> Vec<Group> {
    let mut parts = vec![Group::default(); weights.parts().len()];
    for (topic, group) in topics {
        if let Some(part) = weights.part_of(topic) {
            parts[part].facts.extend(&group.facts);
        }
    }
    parts
}

fn passing(
    bank: &Bank,
    blueprint: &Blueprint,
    weights: &Weights,
    parts: &[Group],
    belief: &Belief,
) -> Result<Passing, Vec<Missing>> {
    let mut missing = Vec::new();
    for domain in &blueprint.domains {
        let parts = weights.parts().iter().zip(parts);
        let of_domain = parts.filter(|(part, _)| part.domain.as_ref() == Some(&domain.id));
        let of_domain: Vec<_> = of_domain.collect();
        let evidence: f64 = of_domain.iter().map(|(_, group)| group.evidence()).sum();
        if of_domain.iter().all(|(_, group)| group.facts.is_empty()) {
            let domain = domain.title.clone();
            missing.push(Missing::Questions { domain });
            continue;
        }
        for (part, _) in of_domain.iter().filter(|(_, group)| group.facts.is_empty()) {
            let task = part.task.as_ref().and_then(|task| bank.task(task));
            let domain = task.map_or(domain.title.clone(), |task| task.title.clone());
            missing.push(Missing::Questions { domain });
        }
        if evidence < LEAST_OF_DOMAIN {
            missing.push(Missing::Answers {
                domain: Some(domain.title.clone()),
                more: (LEAST_OF_DOMAIN - evidence).ceil() as usize,
            });
        }
    }
    let evidence: f64 = parts.iter().map(Group::evidence).sum();
    if blueprint.domains.is_empty() {
        missing.push(Missing::Blueprint);
    } else if missing.is_empty() && evidence < LEAST_OF_ALL {
        missing.push(Missing::Answers {
            domain: None,
            more: (LEAST_OF_ALL - evidence).ceil() as usize,
        });
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let shares = weights.parts().iter().zip(parts);
    let shares = shares.filter_map(|(part, group)| Some((part.share?, group.share(belief))));
    let shares: Vec<_> = shares.collect();
    let kept: f64 = shares
        .iter()
        .map(|(weight, share)| weight * share.kept)
        .sum();
    if let Some(more) = unproved(kept, parts) {
        return Err(vec![Missing::Memory { more }]);
    }
    Ok(pass(blueprint, &shares, belief))
}

/// How many answers are missing that prove memory, where so much rests on it.
fn unproved(kept: f64, parts: &[Group]) -> Option<usize> {
    let proved: f64 = parts.iter().map(Group::of_memory).sum();
    let more = LEAST_OF_MEMORY - proved;
    (kept > MOST_UNPROVED && more > 0.0).then(|| more.ceil() as usize)
}

/// The chance to reach the pass mark, from the shares of the exam's parts with their weights.
fn pass(blueprint: &Blueprint, shares: &[(f64, Share)], belief: &Belief) -> Passing {
    let sum = |of: &dyn Fn(f64, &Share) -> f64| -> f64 {
        shares
            .iter()
            .map(|(weight, share)| of(*weight, share))
            .sum()
    };
    let all = Share::combined(shares);
    let scored = f64::from(blueprint.scored.max(1));
    // Which questions the exam draws, and luck.
    let drawn = sum(&|weight, it| weight * it.mean * (1.0 - it.mean)) / scored;
    // What the learner's level is: by what kind of learner this is, and by part.
    let (share, level) = (all.mean, belief.var(&all.by_kind) + all.own_var);
    let level = level + MODEL_ERROR * MODEL_ERROR;
    // As many right as are needed or more, of whole questions.
    let needed = (blueprint.scale.pass_share() * scored).ceil();
    let mark = (needed - 0.5) / scored;
    let chance = |share: f64, var: f64| {
        let chance = below((share - mark) / var.max(1e-9).sqrt());
        chance.clamp(NEVER_SURER, 1.0 - NEVER_SURER)
    };
    let reach = Z80 * level.sqrt();
    let pass = chance(share, drawn + level);
    Passing {
        pass,
        low: chance(share - reach, drawn).min(pass),
        high: chance(share + reach, drawn).max(pass),
        share,
    }
}
