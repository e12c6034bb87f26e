//! The share of facts that were known before any study, estimated from first answers and corrected
//! for luck.

use super::group::Fact;

/// The probability that knowledge of a fact carries over to another wording of the question.
const HOLDS: f64 = 0.85;

/// The pseudo-count of the prior, in first answers.
const LENT_AT_FIRST: f64 = 2.0;
/// The prior mean of the share of facts that were known beforehand.
const AT_FIRST: f64 = 0.35;

/// The share of facts that were known beforehand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Untaught {
    /// The share, from 0 to 1.
    pub known: f64,
    /// The number of first answers, the number of correct first answers, and the number expected to
    /// be correct by luck.
    pub answers: f64,
    right: f64,
    luck: f64,
}

/// The log-likelihoods of first answers.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The log-likelihood for a learner who only guesses.
    pub guesses: f64,
    /// The log-likelihood for all other learners, averaged over the share of facts that they may
    /// have known beforehand.
    pub knows: f64,
}

impl Untaught {
    /// Estimates the share from the first answers about `facts`.
    pub fn of<'a>(facts: impl Iterator<Item = &'a Fact>) -> Self {
        let anybody = Self {
            known: AT_FIRST,
            answers: 0.0,
            right: 0.0,
            luck: 0.0,
        };
        anybody.lent_to(facts, LENT_AT_FIRST)
    }

    /// Estimates the share from the first answers about `facts`, using this estimate as a prior
    /// with the weight of `lent` answers.
    pub fn lent_to<'a>(&self, facts: impl Iterator<Item = &'a Fact>, lent: f64) -> Self {
        let (mut answers, mut right, mut luck) = (0.0, 0.0, 0.0);
        for (was, chance) in facts.filter_map(|it| Some((it.untaught?, it.luck))) {
            answers += 1.0;
            right += f64::from(u8::from(was));
            luck += chance;
        }
        // The number of correct answers beyond luck and the number of answers that luck does not
        // explain.
        let (beyond, room) = (right - luck, answers - luck);
        let known = (beyond + lent * HOLDS * self.known) / (room + lent) / HOLDS;
        Self {
            known: known.clamp(0.0, 0.98),
            answers,
            right,
            luck,
        }
    }

    /// Returns the log-likelihoods of these first answers.
    pub fn fit(&self) -> Fit {
        let luck = self.luck / self.answers.max(1.0);
        let of = |known: f64| {
            let chance = (known + (1.0 - known) * luck).clamp(1e-3, 1.0 - 1e-3);
            self.right * chance.ln() + (self.answers - self.right) * (1.0 - chance).ln()
        };
        let shares = (1..10).map(|tenths| of(HOLDS * f64::from(tenths) / 10.0));
        let shares: Vec<_> = shares.collect();
        let best = shares.iter().copied().fold(f64::MIN, f64::max);
        let mean = shares.iter().map(|it| (it - best).exp()).sum::<f64>() / shares.len() as f64;
        Fit {
            guesses: of(0.0),
            knows: best + mean.ln(),
        }
    }

    /// Returns the probability that a question about a fact that was never asked about is answered
    /// correctly.
    pub fn right_on_new(&self, luck: f64) -> f64 {
        let known = HOLDS * self.known;
        known + (1.0 - known) * luck
    }

    /// Returns the posterior probability that a fact was known beforehand, given the outcome
    /// `began` of its first answer and the guessing probability `luck`. Returns 0 if the fact was
    /// shown before it was asked about.
    pub fn known(&self, began: Option<bool>, luck: f64) -> f64 {
        let right_if_known = HOLDS + (1.0 - HOLDS) * luck;
        let (if_known, if_not) = match began {
            None => return 0.0,
            Some(true) => (right_if_known, luck),
            Some(false) => (1.0 - right_if_known, 1.0 - luck),
        };
        let known = self.known * if_known;
        known / (known + (1.0 - self.known) * if_not).max(1e-9)
    }
}
