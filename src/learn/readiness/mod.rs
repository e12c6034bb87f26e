//! Estimates the probability of passing an exam tomorrow, or lists the requirements for an estimate
//! that are not met.
//!
//! For a fact that was asked about before, the estimate uses the recall that its memory predicts,
//! corrected by the results of similar answers. For a fact that was never asked about, it uses the
//! first answers about other facts. Domains are weighted as in the blueprint, and the tasks in a
//! domain are weighted equally. Luck and missing evidence widen the interval.
//!
//! Three rules keep the estimate honest. A first answer that was left blank counts as incorrect.
//! Facts outside the exam's scope do not count. Drills refresh memory but are not evidence, because
//! they are easier than questions.

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

/// The minimum number of answers for any estimate.
pub const LEAST: u32 = 30;
/// The minimum evidence, in facts asked about, for an estimate of a topic or a task.
const LEAST_OF_TOPIC: f64 = 5.0;
/// The minimum evidence, in facts asked about, for an estimate of a domain.
const LEAST_OF_DOMAIN: f64 = 8.0;
/// The minimum evidence, in facts asked about, for a passing probability.
const LEAST_OF_ALL: f64 = 40.0;
/// The assumed recall of a task's facts after the task is studied. It is used to estimate the worth
/// of studying the task.
const STUDIED: f64 = 0.95;

/// The minimum evidence that explanations are retained. This evidence is required if more than
/// [`MOST_UNPROVED`] of the estimate relies on retained explanations.
const LEAST_OF_MEMORY: f64 = 8.0;
/// The largest part of the estimate that may rely on retained explanations without evidence.
const MOST_UNPROVED: f64 = 0.1;

/// The standard deviation of the share that remains regardless of the number of answers, because
/// other authors write the real exam.
const MODEL_ERROR: f64 = 0.03;

/// The minimum distance of a reported probability from 0 and 1.
const NEVER_SURER: f64 = 0.01;

/// The learner's readiness for the exam.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// The passing probability, or all requirements for estimating it that are not met.
    pub passing: Result<Passing, Vec<Missing>>,
    /// The expected share of correct answers to new questions in all topics; `None` if there is too
    /// little evidence.
    pub all: Option<Interval>,
    /// The topics that have questions, in bank order.
    pub topics: Vec<TopicShare>,
    /// The domains that have questions, in blueprint order.
    pub domains: Vec<PartShare>,
    /// The tasks that have questions and the topics that have questions but no task, in exam guide
    /// order.
    pub tasks: Vec<PartShare>,
}

/// The readiness for a part of the exam.
#[derive(Clone, Debug, PartialEq)]
pub struct PartShare {
    /// The title of a domain, a task (with its number), or a topic.
    pub title: String,
    /// The ID of the domain.
    pub domain: Option<String>,
    /// The topics in the part.
    pub topics: Vec<TopicId>,
    /// The weight in the exam, 0 to 1; `None` if the blueprint does not specify a weight.
    pub weight: Option<f64>,
    /// The expected share of correct answers to new questions; `None` if there is too little
    /// evidence.
    pub share: Option<Interval>,
    /// The expected share of correct answers, excluding lucky guesses; `None` if there is too
    /// little evidence.
    pub known: Option<f64>,
    /// The increase in the passing probability, 0 to 1, if all facts in the task were studied.
    /// `None` if there is no passing probability.
    pub worth: Option<f64>,
    /// The number of answers that count as evidence, weighted by their value.
    pub evidence: f64,
}

/// The probability of passing an exam tomorrow. All numbers range from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passing {
    pub pass: f64,
    /// The bounds of the 80% interval for the probability.
    pub low: f64,
    pub high: f64,
    /// The expected share of correct answers in the exam.
    pub share: f64,
}

/// The expected share of correct answers to new questions in a topic.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicShare {
    pub topic: TopicId,
    /// The expected share; `None` if there is too little evidence.
    pub share: Option<Interval>,
    /// The number of answers that count as evidence, weighted by their value.
    pub evidence: f64,
}

/// A share with its 80% interval, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// A requirement for an estimate that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The bank does not describe the exam.
    Blueprint,
    /// The bank does not have questions for a domain or a task of the exam.
    Questions { domain: String },
    /// At least `more` additional answers to new questions are required in this domain or, if
    /// `domain` is `None`, in all domains together.
    Answers { domain: Option<String>, more: usize },
    /// At least `more` additional answers about facts that were asked about before are required to
    /// show that the explanations are retained.
    Memory { more: usize },
}

impl Missing {
    /// Returns the number of additional answers to new questions that are required.
    fn answers(&self) -> usize {
        match self {
            Self::Answers { more, .. } => *more,
            Self::Blueprint | Self::Questions { .. } | Self::Memory { .. } => 0,
        }
    }
}

impl Readiness {
    /// Estimates readiness from `knowledge` on the local day `today`.
    pub fn of(bank: &Bank, knowledge: &BTreeMap<Component, Knowledge>, today: i32) -> Self {
        let (topics, facts_per_answer) = by_topic(bank, knowledge, today);
        let belief = Belief::of(&topics.iter().flat_map(|(_, group)| &group.facts));
        let weights = Weights::of(bank);
        let parts = by_part(&weights, &topics);
        let evidence: f64 = parts.iter().map(Group::evidence).sum();
        let tally = FactTally {
            facts_per_answer,
            facts: parts.iter().map(Group::answers).sum(),
        };
        let passing = match &bank.exam {
            Some(blueprint) => passing(bank, blueprint, &weights, &parts, &belief, tally),
            None => Err(vec![Missing::Blueprint]),
        };
        let has_enough_answers = tally.is_enough() && evidence >= LEAST_OF_DOMAIN;
        Self {
            all: has_enough_answers.then(|| {
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
                let mut all = Share::combined(&shares);
                all.own_var += common_var(&all, &belief, tally);
                all.likely(&belief)
            }),
            topics: topics
                .into_iter()
                .map(|(topic, group)| {
                    let evidence = group.evidence();
                    let enough = has_enough_answers && evidence >= LEAST_OF_TOPIC;
                    TopicShare {
                        topic: topic.clone(),
                        share: enough.then(|| group.share(&belief).likely(&belief)),
                        evidence,
                    }
                })
                .collect(),
            domains: parts::domains(bank, &weights, &parts, &belief, has_enough_answers),
            tasks: parts::tasks(
                bank,
                &weights,
                &parts,
                &belief,
                has_enough_answers,
                passing.as_ref().ok(),
            ),
            passing,
        }
    }
}

/// The number of answers to questions, derived from the facts that the questions ask about.
#[derive(Clone, Copy)]
struct FactTally {
    /// The average number of facts that a question asks about, at least 1.
    facts_per_answer: f64,
    /// The number of facts in all answers. A fact counts once for every answer about it.
    facts: u32,
}

impl FactTally {
    /// Returns whether there are enough answers for any estimate.
    fn is_enough(self) -> bool {
        self.answers() >= f64::from(LEAST)
    }

    fn answers(self) -> f64 {
        f64::from(self.facts) / self.facts_per_answer
    }

    /// Returns the number of answers that ask about `facts`, rounded up.
    fn answers_about(self, facts: f64) -> usize {
        (facts / self.facts_per_answer).ceil() as usize
    }
}

/// Collects the facts of each topic that has questions, in bank order. Also returns the average
/// number of facts that a question asks about, at least 1.
fn by_topic<'a>(
    bank: &'a Bank,
    knowledge: &BTreeMap<Component, Knowledge>,
    today: i32,
) -> (Vec<(&'a TopicId, Group)>, f64) {
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
    let (mut questions, mut facts) = (0.0_f64, 0.0_f64);
    for question in bank.questions.iter().filter(|it| bank.is_in_scope(it)) {
        let Some(at) = at.get(&question.topic) else {
            continue;
        };
        questions += 1.0;
        for component in asked(question).iter() {
            facts += 1.0;
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
    (groups, (facts / questions.max(1.0)).max(1.0))
}

/// Returns the variance that the parts of the exam have in common. A part with few answers relies
/// on the level of the whole bank, and an error in that level affects all of these parts.
fn common_var(all: &Share, belief: &Belief, tally: FactTally) -> f64 {
    let right = belief.untaught.right_on_new(0.0);
    let answers = belief.untaught.answers / tally.facts_per_answer;
    all.lent.powi(2) * right * (1.0 - right) / (answers + 1.0)
}

/// Groups the facts by exam part.
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
    tally: FactTally,
) -> Result<Passing, Vec<Missing>> {
    let mut missing = Vec::new();
    for domain in &blueprint.domains {
        let of_domain = weights.of_domain(&domain.id).iter();
        let of_domain: Vec<_> = of_domain
            .map(|at| (&weights.parts()[*at], &parts[*at]))
            .collect();
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
                more: tally.answers_about(LEAST_OF_DOMAIN - evidence),
            });
        }
    }
    let evidence: f64 = parts.iter().map(Group::evidence).sum();
    let more = tally.answers_about(LEAST_OF_ALL - evidence);
    let more = more.max((f64::from(LEAST) - tally.answers()).ceil() as usize);
    let of_domains = missing.iter().map(Missing::answers).sum();
    if blueprint.domains.is_empty() {
        missing.push(Missing::Blueprint);
    } else if more > of_domains {
        missing.insert(0, Missing::Answers { domain: None, more });
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

/// Returns the number of additional answers that are needed as evidence of retained explanations if
/// too much of the estimate relies on retained explanations.
fn unproved(kept: f64, parts: &[Group]) -> Option<usize> {
    let proved: f64 = parts.iter().map(Group::of_memory).sum();
    let more = LEAST_OF_MEMORY - proved;
    (kept > MOST_UNPROVED && more > 0.0).then(|| more.ceil() as usize)
}

/// Returns the probability of reaching the pass mark, based on the shares and weights of the exam
/// parts.
fn pass(blueprint: &Blueprint, shares: &[(f64, Share)], belief: &Belief) -> Passing {
    let sum = |of: &dyn Fn(f64, &Share) -> f64| -> f64 {
        shares
            .iter()
            .map(|(weight, share)| of(*weight, share))
            .sum()
    };
    let all = Share::combined(shares);
    let scored = f64::from(blueprint.scored.max(1));
    // The variance that is due to the selection of questions and to luck.
    let drawn = sum(&|weight, it| weight * it.mean * (1.0 - it.mean)) / scored;
    // The variance in the learner's level, which is due to the kind of learner and to the parts.
    let (share, level) = (all.mean, belief.var(&all.by_kind) + all.own_var);
    let level = level + MODEL_ERROR * MODEL_ERROR;
    // The pass mark in whole questions, with a continuity correction.
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
