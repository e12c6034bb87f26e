//! What kind of learner this is: how far what they are told carries to questions
//! never seen, and how much faster they forget than most.
//!
//! A new question on a fact that was asked before is right with the chance
//! `known + (1 − known) × luck`, where `known = carry × (1 − (1 − untaught) × (1 − taught))`:
//! it was known before any study, as far as the first answer shows, or it was taken
//! in since, `taught = takes_in × recall ^ fade`. All kinds of learners stand on a
//! grid; each counts by how well it fits what was answered.

use super::group::Fact;
use super::untaught::Untaught;
use crate::learn::Proof;

/// How far what is known carries to questions never seen, and how much of what it is
/// told a kind of learner takes in. Most take in what they read.
const CARRY: [(f64, f64); 10] = [
    (0.6, 1.0),
    (0.68, 1.0),
    (0.76, 1.0),
    (0.84, 1.0),
    (0.92, 1.0),
    (0.99, 1.0),
    (0.85, 0.6),
    (0.85, 0.3),
    (0.85, 0.0),
    GUESSES,
];
/// Who only guesses: nothing is known, and nothing taken in.
const GUESSES: (f64, f64) = (0.0, 0.0);
/// How far to expect it to carry, and how much that differs between people.
const CARRY_MEAN: f64 = 0.8;
const CARRY_SPREAD: f64 = 0.08;
/// How common it is to take in less than all, by kind.
const CARELESS: f64 = 0.2;

/// By which power recall fades, by kind, as a logarithm.
const FADE: [f64; 7] = [-0.6, -0.2, 0.2, 0.6, 1.0, 1.4, 1.8];
/// Facts of an exam are forgotten faster than what the default parameters were fitted to.
const FADE_MEAN: f64 = 1.0;
const FADE_SPREAD: f64 = 0.4;

/// By how much more memory carries to known questions.
const KNOWN_QUESTIONS: f64 = 0.12;

/// What an answer counts for, since those of one learner are alike.
const FIRST_SIGHT: f64 = 0.67;
/// What a spaced answer to a known question counts for.
const SPACED: f64 = 0.4;

/// A kind of learner, and how likely it is the one at hand.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub weight: f64,
    pub carry: f64,
    pub takes_in: f64,
    /// Which of [`fades`].
    pub fade: usize,
}

impl Kind {
    /// Whether it only guesses.
    pub fn guesses(&self) -> bool {
        (self.carry, self.takes_in) == GUESSES
    }
}

/// What is believed of the learner.
#[derive(Clone, Debug)]
pub struct Belief {
    /// Their weights add up to 1.
    pub kinds: Vec<Kind>,
    /// What is known of all facts together before any study.
    pub untaught: Untaught,
}

/// The powers by which recall fades.
pub fn fades() -> impl Iterator<Item = f64> {
    FADE.iter().map(|fade| fade.exp())
}

impl Belief {
    /// What `facts`, all of a bank's, say of the learner.
    pub fn of<'a>(facts: &(impl Iterator<Item = &'a Fact> + Clone)) -> Self {
        let untaught = Untaught::of(facts.clone());
        let first_sights = alike(facts.clone().map(|it| (it, &it.first_sights)));
        let spaced = alike(facts.clone().map(|it| (it, &it.spaced)));
        let begins = untaught.fit();
        let mut kinds = Vec::with_capacity(CARRY.len() * FADE.len());
        for (fade, power) in fades().enumerate() {
            let first = faded(&first_sights, power, &untaught);
            let spaced = faded(&spaced, power, &untaught);
            for (carry, takes_in) in CARRY {
                let (known, begins) = if (carry, takes_in) == GUESSES {
                    (0.0, begins.guesses)
                } else {
                    ((carry + KNOWN_QUESTIONS).min(0.99), begins.knows)
                };
                kinds.push(Kind {
                    weight: FIRST_SIGHT * (begins + fit(&first, carry, takes_in))
                        + SPACED * fit(&spaced, known, takes_in)
                        + prior(carry, takes_in)
                        - squared((FADE[fade] - FADE_MEAN) / FADE_SPREAD) / 2.0,
                    carry,
                    takes_in,
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
        Self { kinds, untaught }
    }
}

fn squared(x: f64) -> f64 {
    x * x
}

/// The logarithm of how common such a kind of learner is.
fn prior(carry: f64, takes_in: f64) -> f64 {
    if takes_in < 1.0 {
        return CARELESS.ln();
    }
    -squared((carry - CARRY_MEAN) / CARRY_SPREAD) / 2.0
}

/// Answers to facts that were recalled about as well, and began the same way.
#[derive(Clone, Copy, Default)]
struct Alike {
    proof: Proof,
    began: Option<bool>,
}

/// The answers taken together by how their facts began, and by how well these were
/// recalled, in steps of 1 in 25.
fn alike<'a>(proofs: impl Iterator<Item = (&'a Fact, &'a Proof)>) -> Vec<Alike> {
    const STEPS: usize = 25;
    const BEGAN: [Option<bool>; 3] = [None, Some(false), Some(true)];
    let mut steps = vec![Alike::default(); BEGAN.len() * (STEPS + 1)];
    for (fact, proof) in proofs.filter(|(_, proof)| proof.answers > 0.0) {
        let recall = (proof.recall / proof.answers).clamp(0.0, 1.0);
        let began = BEGAN.iter().position(|it| *it == fact.untaught);
        let step = began.unwrap_or_default() * (STEPS + 1);
        let step = &mut steps[step + (recall * STEPS as f32).round() as usize];
        step.began = fact.untaught;
        step.proof.answers += proof.answers;
        step.proof.right += proof.right;
        step.proof.recall += proof.recall;
        step.proof.luck += proof.luck;
    }
    steps.retain(|step| step.proof.answers > 0.0);
    steps
}

/// Answers with the recall that a kind of learner had of their facts.
struct Faded {
    recall: f64,
    untaught: f64,
    luck: f64,
    right: f64,
    wrong: f64,
}

fn faded(alike: &[Alike], power: f64, untaught: &Untaught) -> Vec<Faded> {
    let each = |Alike { proof, began }: &Alike| {
        let answers = f64::from(proof.answers);
        let recall = (f64::from(proof.recall) / answers).clamp(1e-3, 1.0);
        let luck = f64::from(proof.luck) / answers;
        Faded {
            recall: recall.powf(power),
            untaught: untaught.known(*began, luck),
            luck,
            right: f64::from(proof.right),
            wrong: f64::from(proof.answers - proof.right),
        }
    };
    alike.iter().map(each).collect()
}

/// The logarithm of how likely these answers were from such a kind of learner.
fn fit(answers: &[Faded], carry: f64, takes_in: f64) -> f64 {
    let each = |it: &Faded| {
        let known = carry * (1.0 - (1.0 - it.untaught) * (1.0 - takes_in * it.recall));
        let chance = (known + (1.0 - known) * it.luck).clamp(1e-3, 1.0 - 1e-3);
        it.right * chance.ln() + it.wrong * (1.0 - chance).ln()
    };
    answers.iter().map(each).sum()
}
