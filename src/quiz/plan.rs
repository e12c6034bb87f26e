//! Draws the questions of a session and the order of their options.

use std::collections::HashSet;
use std::sync::Arc;

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use serde::{Deserialize, Serialize};

use super::Reason;
use super::exposure::Exposure;
use super::weights::{Weights, share_out};
use crate::model::{ChoiceId, Component, Question};

/// A drawn question with its options in display order.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnQuestion {
    pub question: Arc<Question>,
    pub order: Vec<ChoiceId>,
    /// `true` if the question counts toward the score. Exams also contain unscored questions, which
    /// look the same.
    pub scored: bool,
    /// The reason for the question; `None` if it was drawn at random.
    pub why: Option<Reason>,
}

impl DrawnQuestion {
    /// Draws `question` with its options in bank order.
    pub fn in_bank_order(question: Arc<Question>) -> Self {
        Self {
            order: question.choices.iter().map(|it| it.id.clone()).collect(),
            question,
            scored: true,
            why: None,
        }
    }

    /// Draws `question` with its options in random order, unless their order is fixed.
    pub(super) fn shuffled(question: Arc<Question>, rng: &mut Xoshiro256PlusPlus) -> Self {
        let mut draw = Self::in_bank_order(question);
        if !draw.question.fixed_order {
            draw.order.shuffle(rng);
        }
        draw
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    Mixed,
    /// In ascending order of difficulty.
    Harder,
    /// In pool order.
    Given,
}

/// The parameters of a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawOptions {
    /// The maximum number of questions.
    pub count: usize,
    pub order: Order,
    /// The random seed. The same seed, pool, and history result in the same draw.
    pub seed: u64,
}

/// Draws questions from `pool` without duplicates, in proportion to `weights`. Repeats facts only
/// if necessary. Prefers unseen questions and then those seen longest ago. Questions reserved for
/// mock exams are drawn only when the rest of the pool is used up, and they come last.
pub fn draw<'a>(
    pool: &[Arc<Question>],
    weights: &Weights,
    exposure: impl Into<Exposure<'a>>,
    wish: DrawOptions,
) -> Vec<DrawnQuestion> {
    let exposure = exposure.into();
    // Use a fixed algorithm so that a seed gives the same draw on every machine and in every
    // release.
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(wish.seed);
    let mut drawn = if wish.order == Order::Given {
        pool.iter().take(wish.count).cloned().collect()
    } else {
        let mut ranked: Vec<_> = pool.to_vec();
        ranked.shuffle(&mut rng);
        ranked.sort_by_key(|question| exposure.rank(&question.id));
        let reserve_at = ranked.partition_point(|it| !exposure.is_saved_for_exams(&it.id));
        let (open, reserve) = ranked.split_at(reserve_at);
        let offset = rng.random();
        let mut asked = HashSet::new();
        let mut drawn = spread(open, weights, wish.count, offset, &mut asked);
        drawn.shuffle(&mut rng);
        let left = wish.count - drawn.len();
        let mut saved = spread(reserve, weights, left, offset, &mut asked);
        saved.shuffle(&mut rng);
        drawn.extend(saved);
        drawn
    };
    if wish.order == Order::Harder {
        drawn.sort_by_key(|it| (exposure.is_saved_for_exams(&it.id), it.difficulty));
    }
    drawn
        .into_iter()
        .map(|question| DrawnQuestion::shuffled(question, &mut rng))
        .collect()
}

/// Selects `count` questions. Each part of the exam receives its share, which is filled with the
/// part's first questions whose facts are not in `asked`, and their facts are added to `asked`.
/// `offset` is a random number from 0 to 1.
fn spread<'a>(
    ranked: &'a [Arc<Question>],
    weights: &Weights,
    count: usize,
    offset: f64,
    asked: &mut HashSet<&'a Component>,
) -> Vec<Arc<Question>> {
    let sorted = weights.sort(ranked.iter().map(|question| &question.topic));
    let mut of_part: Vec<Vec<&'a Arc<Question>>> = vec![Vec::new(); sorted.sizes.len()];
    for (question, part) in ranked.iter().zip(&sorted.part_of_item) {
        of_part[*part].push(question);
    }
    let shares = share_out(count, &sorted.weights, &sorted.sizes, offset);
    let mut taken = Vec::with_capacity(count.min(ranked.len()));
    for (questions, share) in of_part.into_iter().zip(shares) {
        let (mut found, mut repeats) = (0, Vec::new());
        for question in questions {
            if found == share {
                break;
            }
            if question.components.iter().any(|it| asked.contains(it)) {
                repeats.push(question);
            } else {
                asked.extend(&question.components);
                taken.push(Arc::clone(question));
                found += 1;
            }
        }
        taken.extend(repeats.into_iter().take(share - found).cloned());
    }
    taken
}
