//! What was known before any study: what the first answers on facts show, once luck
//! is reckoned out of them.

use super::group::Fact;

/// The chance that a fact known fits the wording of one more question.
const HOLDS: f64 = 0.85;

/// First answers that anybody counts for, before there are any.
const LENT_AT_FIRST: f64 = 2.0;
/// The share that anybody knows untaught.
const AT_FIRST: f64 = 0.35;

/// The share of facts that are known untaught.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Untaught {
    /// 0 to 1.
    pub known: f64,
    /// The first answers that say so, those that were right, and those that luck
    /// alone makes right.
    pub answers: f64,
    right: f64,
    luck: f64,
}

/// How likely first answers were, as logarithms.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// From somebody who only guesses.
    pub guesses: f64,
    /// From anybody else, who may know any share untaught.
    pub knows: f64,
}

impl Untaught {
    /// What the first answers on `facts` say.
    pub fn of<'a>(facts: impl Iterator<Item = &'a Fact>) -> Self {
        let anybody = Self {
            known: AT_FIRST,
            answers: 0.0,
            right: 0.0,
            luck: 0.0,
        };
        anybody.lent_to(facts, LENT_AT_FIRST)
    }

    /// What the first answers on `facts` say, where what is known of others counts
    /// for `lent` answers more.
    pub fn lent_to<'a>(&self, facts: impl Iterator<Item = &'a Fact>, lent: f64) -> Self {
        let (mut answers, mut right, mut luck) = (0.0, 0.0, 0.0);
        for (was, chance) in facts.filter_map(|it| Some((it.untaught?, it.luck))) {
            answers += 1.0;
            right += f64::from(u8::from(was));
            luck += chance;
        }
        // Right answers beyond what luck brings, of those that luck does not bring.
        let (beyond, room) = (right - luck, answers - luck);
        let known = (beyond + lent * HOLDS * self.known) / (room + lent) / HOLDS;
        Self {
            known: known.clamp(0.0, 0.98),
            answers,
            right,
            luck,
        }
    }

    /// How likely these first answers were.
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

    /// The chance that a question never seen is right, on a fact never asked.
    pub fn right_on_new(&self, luck: f64) -> f64 {
        let known = HOLDS * self.known;
        known + (1.0 - known) * luck
    }

    /// The chance that a fact was known untaught whose first answer was right or wrong,
    /// and by `luck` is right; 0 of one that was told before it was asked.
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
