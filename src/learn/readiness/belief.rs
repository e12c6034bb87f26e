//! What kind of learner this is: how far what they remember carries to questions
//! never seen, and how much faster they forget than most.
//!
//! A new question on a fact that was asked before is right with the chance
//! `known + (1 − known) × luck`, where `known = carry × recall ^ fade`. All kinds of
//! learners stand on a grid; each counts by how well it fits what was answered.

use super::group::Fact;
use crate::learn::Proof;

/// How far memory carries, by kind.
const CARRY: [f64; 6] = [0.6, 0.68, 0.76, 0.84, 0.92, 0.99];
/// Which carry to expect of anybody, and how much that differs between people.
const CARRY_MEAN: f64 = 0.85;
const CARRY_SPREAD: f64 = 0.1;

/// By which power recall fades, by kind, as a logarithm.
const FADE: [f64; 7] = [-0.6, -0.2, 0.2, 0.6, 1.0, 1.4, 1.8];
/// Facts of an exam are forgotten faster than what the default parameters were fitted to.
const FADE_MEAN: f64 = 0.4;
const FADE_SPREAD: f64 = 0.5;

/// By how much more memory carries to known questions.
const KNOWN_QUESTIONS: f64 = 0.12;

/// What an answer counts for, since those of one learner are alike.
const FIRST_SIGHT: f64 = 0.67;
/// What a spaced answer to a known question counts for.
const SPACED: f64 = 0.2;

/// A kind of learner, and how likely it is the one at hand.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub weight: f64,
    pub carry: f64,
    /// Which of [`fades`].
    pub fade: usize,
}

/// What is believed of the learner.
#[derive(Clone, Debug)]
pub struct Belief {
    /// Their weights add up to 1.
    pub kinds: Vec<Kind>,
    /// The share of facts known untaught.
    pub untaught: f64,
}

/// The powers by which recall fades.
pub fn fades() -> impl Iterator<Item = f64> {
    FADE.iter().map(|fade| fade.exp())
}

impl Belief {
    /// What `facts`, all of a bank's, say of the learner.
    pub fn of<'a>(facts: impl Iterator<Item = &'a Fact> + Clone) -> Self {
        let first_sights = alike(facts.clone().map(|it| &it.first_sights));
        let spaced = alike(facts.clone().map(|it| &it.spaced));
        let mut kinds = Vec::with_capacity(CARRY.len() * FADE.len());
        for (fade, power) in fades().enumerate() {
            let first = faded(&first_sights, power);
            let spaced = faded(&spaced, power);
            for carry in CARRY {
                let prior = squared((carry - CARRY_MEAN) / CARRY_SPREAD)
                    + squared((FADE[fade] - FADE_MEAN) / FADE_SPREAD);
                let known = (carry + KNOWN_QUESTIONS).min(0.99);
                kinds.push(Kind {
                    weight: FIRST_SIGHT * fit(&first, carry) + SPACED * fit(&spaced, known)
                        - prior / 2.0,
                    carry,
                    fade,
                });
            }
        }
        // From logarithms to shares.
        let best = kinds.iter().map(|it| it.weight).fold(f64::MIN, f64::max);
        for kind in &mut kinds {
            kind.weight = (kind.weight - best).exp();
        }
        let total: f64 = kinds.iter().map(|it| it.weight).sum();
        for kind in &mut kinds {
            kind.weight /= total;
        }
        let (of, right) = super::group::untaught(facts);
        Self {
            kinds,
            untaught: (right + 1.0) / (of + 2.0),
        }
    }
}

fn squared(x: f64) -> f64 {
    x * x
}

/// The answers taken together by how well the facts were recalled, in steps of 1 in 25.
fn alike<'a>(proofs: impl Iterator<Item = &'a Proof>) -> Vec<Proof> {
    let mut steps = vec![Proof::default(); 26];
    for proof in proofs.filter(|proof| proof.answers > 0.0) {
        let recall = (proof.recall / proof.answers).clamp(0.0, 1.0);
        let step = &mut steps[(recall * 25.0).round() as usize];
        step.answers += proof.answers;
        step.right += proof.right;
        step.recall += proof.recall;
        step.luck += proof.luck;
    }
    steps.retain(|step| step.answers > 0.0);
    steps
}

/// Answers with the recall that a kind of learner had of their facts.
struct Faded {
    recall: f64,
    luck: f64,
    right: f64,
    wrong: f64,
}

fn faded(proofs: &[Proof], power: f64) -> Vec<Faded> {
    let each = |proof: &Proof| {
        let answers = f64::from(proof.answers);
        let recall = (f64::from(proof.recall) / answers).clamp(1e-3, 1.0);
        Faded {
            recall: recall.powf(power),
            luck: f64::from(proof.luck) / answers,
            right: f64::from(proof.right),
            wrong: f64::from(proof.answers - proof.right),
        }
    };
    proofs.iter().map(each).collect()
}

/// The logarithm of how likely these answers were, where memory carries so far.
fn fit(answers: &[Faded], carry: f64) -> f64 {
    let each = |it: &Faded| {
        let known = carry * it.recall;
        let chance = (known + (1.0 - known) * it.luck).clamp(1e-3, 1.0 - 1e-3);
        it.right * chance.ln() + it.wrong * (1.0 - chance).ln()
    };
    answers.iter().map(each).sum()
}
