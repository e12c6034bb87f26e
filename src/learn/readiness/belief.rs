//! Infers the kind of learner from the answers: how well knowledge transfers to new questions, how
//! much of the explanations the learner retains, and how fast the learner forgets compared with
//! others.
//!
//! A new question about a fact that was asked about before is answered correctly with this
//! probability:
//!
//! ```text
//! known + (1 − known) × luck, where known = carry × (1 − (1 − untaught) × (1 − taught))
//! ```
//!
//! The fact was known before any study (`untaught`, estimated from the first answer), or it was
//! learned since then (`taught = takes_in × recall ^ fade`). The kinds of learners form a grid, and
//! each kind is weighted by how well it explains the answers.

use super::group::Fact;
use super::untaught::Untaught;
use crate::learn::Evidence;

/// Pairs of `carry`, the share of knowledge that transfers to new questions, and `takes_in`, the
/// share of explanations that is retained. Most learners retain what they read.
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
/// A learner who only guesses and neither knows nor retains anything.
const GUESSES: (f64, f64) = (0.0, 0.0);
/// The prior mean and standard deviation of `carry`.
const CARRY_MEAN: f64 = 0.8;
const CARRY_SPREAD: f64 = 0.08;
/// The prior weight of each kind that does not retain all explanations.
const CARELESS: f64 = 0.2;

/// The exponents `fade` of recall, as natural logarithms.
const FADE: [f64; 7] = [-0.6, -0.2, 0.2, 0.6, 1.0, 1.4, 1.8];
/// The prior mean and standard deviation of these logarithms. Exam facts are forgotten faster than
/// the material that the default parameters were fitted to.
const FADE_MEAN: f64 = 1.0;
const FADE_SPREAD: f64 = 0.4;

/// The increase in `carry` for questions that were seen before.
const KNOWN_QUESTIONS: f64 = 0.12;

/// The weight of an answer to a new question. The weight is below 1 because a learner's answers are
/// correlated.
const FIRST_SIGHT: f64 = 0.67;
/// The weight of a spaced answer to a question that was seen before.
const SPACED: f64 = 0.4;

/// A kind of learner and the probability that the learner is of this kind.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub weight: f64,
    pub carry: f64,
    pub takes_in: f64,
    /// The index of the exponent in [`fades`].
    pub fade: usize,
}

impl Kind {
    /// Returns whether this kind only guesses.
    pub fn guesses(&self) -> bool {
        (self.carry, self.takes_in) == GUESSES
    }
}

/// The estimated distribution over the kinds of learners.
#[derive(Clone, Debug)]
pub struct Belief {
    /// All kinds. Their weights sum to 1.
    pub kinds: Vec<Kind>,
    /// The share of all facts that were known before any study.
    pub untaught: Untaught,
}

/// Returns the exponents of recall.
pub fn fades() -> impl Iterator<Item = f64> {
    FADE.iter().map(|fade| fade.exp())
}

impl Belief {
    /// Estimates the kind of learner from `facts`, which must be all facts in a bank.
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
        // Convert log-likelihoods to probabilities.
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

/// Returns the log prior weight of a kind of learner.
fn prior(carry: f64, takes_in: f64) -> f64 {
    if takes_in < 1.0 {
        return CARELESS.ln();
    }
    -squared((carry - CARRY_MEAN) / CARRY_SPREAD) / 2.0
}

/// Answers about facts with similar recall and the same first outcome.
#[derive(Clone, Copy, Default)]
struct EvidenceGroup {
    proof: Evidence,
    began: Option<bool>,
}

/// Groups answers by the first outcome of their facts and by recall in steps of 1/25.
fn alike<'a>(proofs: impl Iterator<Item = (&'a Fact, &'a Evidence)>) -> Vec<EvidenceGroup> {
    const STEPS: usize = 25;
    const BEGAN: [Option<bool>; 3] = [None, Some(false), Some(true)];
    let mut steps = vec![EvidenceGroup::default(); BEGAN.len() * (STEPS + 1)];
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

/// Answers and the recall of their facts that a certain kind of learner would have had.
struct FadedAnswers {
    recall: f64,
    untaught: f64,
    luck: f64,
    right: f64,
    wrong: f64,
}

fn faded(alike: &[EvidenceGroup], power: f64, untaught: &Untaught) -> Vec<FadedAnswers> {
    let each = |EvidenceGroup { proof, began }: &EvidenceGroup| {
        let answers = f64::from(proof.answers);
        let recall = (f64::from(proof.recall) / answers).clamp(1e-3, 1.0);
        let luck = f64::from(proof.luck) / answers;
        FadedAnswers {
            recall: recall.powf(power),
            untaught: untaught.known(*began, luck),
            luck,
            right: f64::from(proof.right),
            wrong: f64::from(proof.answers - proof.right),
        }
    };
    alike.iter().map(each).collect()
}

/// Returns the log-likelihood of these answers for a kind of learner.
fn fit(answers: &[FadedAnswers], carry: f64, takes_in: f64) -> f64 {
    let each = |it: &FadedAnswers| {
        let known = carry * (1.0 - (1.0 - it.untaught) * (1.0 - takes_in * it.recall));
        let chance = (known + (1.0 - known) * it.luck).clamp(1e-3, 1.0 - 1e-3);
        it.right * chance.ln() + it.wrong * (1.0 - chance).ln()
    };
    answers.iter().map(each).sum()
}
