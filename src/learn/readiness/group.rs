//! Estimates for groups of facts, such as those of a topic or a domain.

use super::belief::{Belief, fades};
use super::normal::{Z80, logistic, logit};
use super::{Interval, Knowledge};
use crate::learn::Evidence;

/// The weight, in answers, of the rest of the bank as a prior for the share of facts in this group
/// that were known beforehand.
const LENT: f64 = 4.0;

/// The share of the variance in single answers that is due to the facts. More questions about the
/// same facts do not reduce this variance.
const OF_FACTS: f64 = 0.25;

/// The variance of the difference between a topic and the learner's level elsewhere.
const OF_TOPIC: f64 = 0.001;

/// The weight, as evidence, of a spaced answer to a question that was seen before.
const SPACED: f64 = 0.25;

/// The data about a fact that is needed to estimate readiness.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// The probability that the fact is recalled tomorrow; `None` if it was never asked about.
    recall: Option<f64>,
    /// The probability that a blind guess is correct.
    pub luck: f64,
    /// `true` if the first answer about the fact was correct.
    pub untaught: Option<bool>,
    pub first_sights: Evidence,
    pub spaced: Evidence,
    /// The number of answers to questions about the fact. At least 1 if the first question was left
    /// blank.
    answers: u32,
}

/// Facts that are estimated together.
#[derive(Clone, Debug, Default)]
pub struct Group {
    pub facts: Vec<Fact>,
}

/// The expected share of correct answers to new questions in a group.
#[derive(Clone, Debug)]
pub struct Share {
    pub mean: f64,
    /// The expected share for each kind of learner, in the order of the belief.
    pub by_kind: Vec<f64>,
    /// The variance that is specific to the group and independent of the kind of learner.
    pub own_var: f64,
    /// The part of `mean` that relies on the assumption that learners retain the explanations they
    /// were shown.
    pub kept: f64,
    /// The part of `mean` that is taken from the learner's level in the whole bank.
    pub lent: f64,
}

impl Fact {
    pub fn of(knowledge: Option<&Knowledge>, luck: f64, today: i32) -> Self {
        // A first answer that was left blank creates no memory but shows that the fact was not
        // known.
        let known = knowledge.filter(|it| !it.memory.is_new() || it.untaught.is_some());
        let proof = |of: fn(&Knowledge) -> Evidence| known.map(of).unwrap_or_default();
        let recall = |it: &Knowledge| {
            if it.memory.is_new() {
                0.0
            } else {
                it.memory.recall(today.saturating_add(1))
            }
        };
        Self {
            recall: known.map(recall),
            luck,
            untaught: known.and_then(|it| it.untaught),
            first_sights: proof(|it| it.first_sights),
            spaced: proof(|it| it.spaced),
            answers: known.map_or(0, |it| it.answers.max(u32::from(it.untaught.is_some()))),
        }
    }
}

impl Group {
    /// Returns the number of answers that count as evidence, weighted by their value.
    pub fn evidence(&self) -> f64 {
        let first = self.facts.iter().filter(|it| it.untaught.is_some()).count();
        first as f64 + self.of_memory()
    }

    /// Returns the number of answers to questions about the facts.
    pub fn answers(&self) -> u32 {
        self.facts.iter().map(|it| it.answers).sum()
    }

    /// Returns the weighted number of answers that show whether explanations are retained.
    pub fn of_memory(&self) -> f64 {
        let each = |fact: &Fact| {
            f64::from(fact.first_sights.answers) + SPACED * f64::from(fact.spaced.answers)
        };
        self.facts.iter().map(each).sum()
    }

    /// Returns the average probability that a blind guess is correct.
    pub fn luck(&self) -> f64 {
        let luck: f64 = self.facts.iter().map(|it| it.luck).sum();
        luck / self.facts.len().max(1) as f64
    }

    /// Returns the group with the recall of every fact raised to at least `recall`.
    pub fn studied(&self, recall: f64) -> Self {
        let facts = self.facts.iter().map(|fact| Fact {
            recall: Some(fact.recall.unwrap_or_default().max(recall)),
            ..*fact
        });
        Self {
            facts: facts.collect(),
        }
    }

    /// Returns the expected share of correct answers to new questions about these facts tomorrow.
    pub fn share(&self, belief: &Belief) -> Share {
        let of = self.facts.len().max(1) as f64;
        let untaught = belief.untaught.lent_to(self.facts.iter(), LENT);
        // For each fact that was asked about: its recall and the gain that study can add to the
        // knowledge that the learner had beforehand.
        let (mut new, mut luck, mut before) = (0.0, 0.0, 0.0);
        let mut luck_on_new = 0.0;
        let mut asked = Vec::with_capacity(self.facts.len());
        for fact in &self.facts {
            let Some(recall) = fact.recall else {
                new += untaught.right_on_new(fact.luck);
                luck_on_new += fact.luck;
                continue;
            };
            let known = untaught.known(fact.untaught, fact.luck);
            luck += fact.luck;
            before += known * (1.0 - fact.luck);
            asked.push((recall, (1.0 - known) * (1.0 - fact.luck)));
        }
        let adds = |power| {
            let each = |(recall, room): &(f64, f64)| recall.powf(power) * room;
            asked.iter().map(each).sum()
        };
        let adds: Vec<f64> = fades().map(adds).collect();
        let kinds = || belief.kinds.iter();
        let kept = kinds().map(|kind| kind.carry * kind.takes_in * adds[kind.fade] / of);
        let kept: Vec<_> = kept.collect();
        let by_kind = kinds().zip(&kept);
        let by_kind = by_kind.map(|(kind, kept)| {
            let new = if kind.guesses() { luck_on_new } else { new };
            (new + luck + kind.carry * before) / of + kept
        });
        let by_kind: Vec<_> = by_kind.collect();
        let new = (of - asked.len() as f64) / of;
        let mean = belief.mean(&by_kind);
        let right = untaught.right_on_new(0.0);
        let untaught_var = right * (1.0 - right) / (untaught.answers + LENT + 1.0);
        Share {
            mean,
            kept: belief.mean(&kept),
            by_kind,
            lent: new * LENT / (untaught.answers + LENT),
            own_var: new * new * untaught_var + OF_FACTS * mean * (1.0 - mean) / of + OF_TOPIC,
        }
    }
}

impl Belief {
    /// Returns the expected value of a quantity that depends on the kind of learner.
    pub fn mean(&self, by_kind: &[f64]) -> f64 {
        let each = self.kinds.iter().zip(by_kind);
        each.map(|(kind, value)| kind.weight * value).sum()
    }

    /// Returns the variance of a quantity that depends on the kind of learner.
    pub fn var(&self, by_kind: &[f64]) -> f64 {
        let mean = self.mean(by_kind);
        let off: Vec<_> = by_kind.iter().map(|it| (it - mean) * (it - mean)).collect();
        self.mean(&off)
    }
}

impl Share {
    /// Combines `shares` by their weights, which need not sum to 1.
    pub fn combined(shares: &[(f64, Self)]) -> Self {
        let all: f64 = shares.iter().map(|(weight, _)| weight).sum();
        let sum = |of: &dyn Fn(f64, &Self) -> f64| -> f64 {
            let each = shares
                .iter()
                .map(|(weight, it)| of(weight / all.max(1e-9), it));
            each.sum()
        };
        let kinds = shares.first().map_or(0, |(_, it)| it.by_kind.len());
        let by_kind = (0..kinds).map(|at| sum(&|weight, it| weight * it.by_kind[at]));
        Self {
            mean: sum(&|weight, it| weight * it.mean),
            by_kind: by_kind.collect(),
            own_var: sum(&|weight, it| weight * weight * it.own_var),
            kept: sum(&|weight, it| weight * it.kept),
            lent: sum(&|weight, it| weight * it.lent),
        }
    }

    /// Returns the share and its interval. The bounds of the interval are always between 0 and 1.
    pub fn likely(&self, belief: &Belief) -> Interval {
        let var = self.own_var + belief.var(&self.by_kind);
        let center = logit(self.mean);
        let reach = Z80 * var.sqrt() / (self.mean * (1.0 - self.mean)).max(0.01);
        Interval {
            share: self.mean,
            low: logistic(center - reach).min(self.mean),
            high: logistic(center + reach).max(self.mean),
        }
    }
}
