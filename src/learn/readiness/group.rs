//! What the facts of a topic or a domain say together.

use super::belief::{Belief, fades};
use super::normal::{Z80, logistic, logit};
use super::{Knowledge, Likely};
use crate::learn::Proof;

/// Answers that the rest of the bank counts for, as to what is known untaught here.
const LENT: f64 = 4.0;

/// How much of the doubt about single answers is about the facts, so that it does
/// not go away by asking more questions on the same ones.
const OF_FACTS: f64 = 0.25;

/// How much a topic may differ from what the learner does elsewhere, as a variance.
const OF_TOPIC: f64 = 0.001;

/// What a spaced answer to a known question counts as evidence.
const SPACED: f64 = 0.25;

/// One fact, as far as readiness goes.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// The chance that it is recalled tomorrow; `None` for a fact never asked.
    recall: Option<f64>,
    /// The chance that a blind guess is right.
    pub luck: f64,
    /// Whether the first answer on it was right.
    pub untaught: Option<bool>,
    pub first_sights: Proof,
    pub spaced: Proof,
    /// All answers to questions on it; one left blank counts once.
    answers: u32,
}

/// Facts that are judged together.
#[derive(Clone, Debug, Default)]
pub struct Group {
    pub facts: Vec<Fact>,
}

/// The share of new questions of a group that would be right.
#[derive(Clone, Debug)]
pub struct Share {
    pub mean: f64,
    /// What it would be of each kind of learner, in the order of the belief.
    pub by_kind: Vec<f64>,
    /// The variance of what is the group's own, whatever the kind of learner.
    pub own_var: f64,
    /// How much of the mean rests on what was told along with answers being kept.
    pub kept: f64,
}

impl Fact {
    pub fn of(knowledge: Option<&Knowledge>, luck: f64, today: i32) -> Self {
        // A first answer left blank leaves no memory, but shows that the fact was not known.
        let known = knowledge.filter(|it| !it.memory.is_new() || it.untaught.is_some());
        let proof = |of: fn(&Knowledge) -> Proof| known.map(of).unwrap_or_default();
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
    /// Answers that prove something, by what each proves.
    pub fn evidence(&self) -> f64 {
        let first = self.facts.iter().filter(|it| it.untaught.is_some()).count();
        first as f64 + self.of_memory()
    }

    /// Returns the number of answers to questions on the facts.
    pub fn answers(&self) -> u32 {
        self.facts.iter().map(|it| it.answers).sum()
    }

    /// Answers that prove how much is kept of what was told.
    pub fn of_memory(&self) -> f64 {
        let each = |fact: &Fact| {
            f64::from(fact.first_sights.answers) + SPACED * f64::from(fact.spaced.answers)
        };
        self.facts.iter().map(each).sum()
    }

    /// Returns the chance that a blind guess is right, on average.
    pub fn luck(&self) -> f64 {
        let luck: f64 = self.facts.iter().map(|it| it.luck).sum();
        luck / self.facts.len().max(1) as f64
    }

    /// Returns the group with every fact recalled at least with the chance `recall`.
    pub fn studied(&self, recall: f64) -> Self {
        let facts = self.facts.iter().map(|fact| Fact {
            recall: Some(fact.recall.unwrap_or_default().max(recall)),
            ..*fact
        });
        Self {
            facts: facts.collect(),
        }
    }

    /// The share of new questions on these facts that would be right tomorrow.
    pub fn share(&self, belief: &Belief) -> Share {
        let of = self.facts.len().max(1) as f64;
        let untaught = belief.untaught.lent_to(self.facts.iter(), LENT);
        // Of each fact that was asked: its recall, and what study may add to what
        // was known before.
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
            own_var: new * new * untaught_var + OF_FACTS * mean * (1.0 - mean) / of + OF_TOPIC,
        }
    }
}

impl Belief {
    /// What is to be expected, from what holds of each kind of learner.
    pub fn mean(&self, by_kind: &[f64]) -> f64 {
        let each = self.kinds.iter().zip(by_kind);
        each.map(|(kind, value)| kind.weight * value).sum()
    }

    /// How uncertain that is, as a variance.
    pub fn var(&self, by_kind: &[f64]) -> f64 {
        let mean = self.mean(by_kind);
        let off: Vec<_> = by_kind.iter().map(|it| (it - mean) * (it - mean)).collect();
        self.mean(&off)
    }
}

impl Share {
    /// The share of all of `shares`, each with its weight; the weights need not add up to 1.
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
        }
    }

    /// With its interval, which stays within 0 and 1.
    pub fn likely(&self, belief: &Belief) -> Likely {
        let var = self.own_var + belief.var(&self.by_kind);
        let centre = logit(self.mean);
        let reach = Z80 * var.sqrt() / (self.mean * (1.0 - self.mean)).max(0.01);
        Likely {
            share: self.mean,
            low: logistic(centre - reach).min(self.mean),
            high: logistic(centre + reach).max(self.mean),
        }
    }
}
