//! What the facts of a topic or a domain say together.

use super::normal::{Z80, logistic, logit};
use super::{Knowledge, Likely};

/// What is believed of a learner before any answer: that new questions on what
/// was asked before go somewhat worse than memory foretells, in odds' logarithms.
const SHIFT: f64 = -0.4;
/// How much that differs between learners, as a variance.
const SHIFT_VAR: f64 = 0.6;
/// … and between the topics of one learner.
const TOPIC_VAR: f64 = 0.15;

/// Answers that the rest of the bank counts for, as to what is known untaught here.
const LENT: f64 = 4.0;

/// Even what is known is missed now and then.
const SLIP: f64 = 0.03;

/// One fact, as far as readiness goes.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// The chance that a new question on it is right tomorrow, as memory foretells;
    /// `None` of a fact never asked.
    foretold: Option<f64>,
    /// Whether the first answer on it was right.
    untaught: Option<bool>,
    /// Later answers by what they prove, and how they turned out.
    weight: f64,
    right: f64,
    expected: f64,
}

/// Facts that are judged together.
#[derive(Clone, Debug, Default)]
pub struct Group {
    pub facts: Vec<Fact>,
}

/// What is believed of the learner from all groups.
#[derive(Clone, Copy, Debug)]
pub struct Belief {
    /// By how much answers go better or worse than foretold, in odds' logarithms.
    shift: f64,
    pub shift_var: f64,
    /// The share of facts known untaught.
    untaught: f64,
}

/// The share of new questions of a group that would be right.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    pub mean: f64,
    /// How much it moves with the common shift.
    pub slope: f64,
    /// The variance of what is the group's own.
    pub own_var: f64,
    /// The variance of it all.
    var: f64,
}

impl Fact {
    pub fn of(knowledge: Option<&Knowledge>, luck: f64, today: i32) -> Self {
        let known = knowledge.filter(|it| !it.memory.is_new());
        let foretold = known.map(|it| {
            let recall = it.memory.recall(today.saturating_add(1));
            recall + (1.0 - recall) * luck
        });
        let proof = known.map(|it| it.proof).unwrap_or_default();
        Self {
            foretold,
            untaught: known.and_then(|it| it.untaught),
            weight: f64::from(proof.weight),
            right: f64::from(proof.right),
            expected: f64::from(proof.foretold),
        }
    }

    /// The chance in odds' logarithms that was foretold for its later answers.
    fn was_foretold(&self) -> f64 {
        capped_logit(self.expected / self.weight.max(1e-6))
    }
}

fn capped_logit(chance: f64) -> f64 {
    logit(chance.min(1.0 - SLIP))
}

impl Group {
    /// Answers that prove something, by what each proves.
    pub fn evidence(&self) -> f64 {
        let each = |fact: &Fact| fact.weight + f64::from(u8::from(fact.untaught.is_some()));
        self.facts.iter().map(each).sum()
    }

    /// First answers, and those that were right.
    fn untaught(&self) -> (f64, f64) {
        let first = self.facts.iter().filter_map(|fact| fact.untaught);
        first.fold((0.0, 0.0), |(of, right), was| {
            (of + 1.0, right + f64::from(u8::from(was)))
        })
    }

    /// The shift that fits what was answered best, and its variance, where it
    /// was believed to be `mean` give or take `var`.
    fn shift(&self, mean: f64, var: f64) -> (f64, f64) {
        let mut shift = mean;
        let mut information = 1.0 / var;
        // Newton's steps; the function is concave, and few are needed.
        for _ in 0..8 {
            let mut slope = (mean - shift) / var;
            information = 1.0 / var;
            for fact in self.facts.iter().filter(|fact| fact.weight > 0.0) {
                let chance = logistic(fact.was_foretold() + shift);
                slope += fact.right - fact.weight * chance;
                information += fact.weight * chance * (1.0 - chance);
            }
            shift += (slope / information).clamp(-1.0, 1.0);
        }
        (shift, 1.0 / information)
    }

    /// The share of new questions on these facts that would be right tomorrow.
    pub fn share(&self, belief: &Belief) -> Share {
        let (shift, shift_var) = self.shift(belief.shift, TOPIC_VAR);
        let (of, right) = self.untaught();
        let (of, right) = (of + LENT, right + LENT * belief.untaught);
        let untaught = right / of;
        let untaught_var = untaught * (1.0 - untaught) / (of + 1.0);
        let (mut sum, mut slope, mut new) = (0.0, 0.0, 0.0);
        for fact in &self.facts {
            if let Some(foretold) = fact.foretold {
                let chance = logistic(capped_logit(foretold) + shift);
                sum += chance;
                slope += chance * (1.0 - chance);
            } else {
                sum += untaught;
                new += 1.0;
            }
        }
        let of = self.facts.len().max(1) as f64;
        let (slope, new) = (slope / of, new / of);
        let own_var = slope * slope * shift_var + new * new * untaught_var;
        Share {
            mean: sum / of,
            slope,
            own_var,
            var: own_var + slope * slope * belief.shift_var,
        }
    }
}

impl Belief {
    /// What all facts together say of the learner.
    pub fn of(all: &Group) -> Self {
        let (shift, shift_var) = all.shift(SHIFT, SHIFT_VAR);
        let (of, right) = all.untaught();
        Self {
            shift,
            shift_var,
            untaught: (right + 1.0) / (of + 2.0),
        }
    }
}

impl Share {
    /// With its interval, which stays within 0 and 1.
    pub fn likely(&self) -> Likely {
        let centre = logit(self.mean);
        let reach = Z80 * self.var.sqrt() / (self.mean * (1.0 - self.mean)).max(0.01);
        Likely {
            share: self.mean,
            low: logistic(centre - reach).min(self.mean),
            high: logistic(centre + reach).max(self.mean),
        }
    }
}
