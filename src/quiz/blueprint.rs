//! Draws an exam after its blueprint: so many questions of each domain, some of
//! them unscored and not to be told from the others.

use std::collections::HashMap;
use std::sync::Arc;

use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use super::{Draw, Order, Weights, Wish, draw};
use crate::model::{Bank, Blueprint, Question, QuestionId};

/// `total` shared out by `weights`, by largest remainder: every share is its
/// exact one rounded down or up, and they add up.
pub fn apportion(total: usize, weights: &[u32]) -> Vec<usize> {
    let sum: usize = weights.iter().map(|weight| *weight as usize).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: &u32| total * *weight as usize;
    let mut shares: Vec<_> = weights.iter().map(|weight| exact(weight) / sum).collect();
    let mut order: Vec<_> = (0..weights.len()).collect();
    // Stable, so that of equal remainders the first gets more.
    order.sort_by_key(|at| std::cmp::Reverse(exact(&weights[*at]) % sum));
    let left = total - shares.iter().sum::<usize>();
    for at in order.into_iter().take(left) {
        shares[at] += 1;
    }
    shares
}

/// The questions of each domain of `blueprint` that the exam would ask, in its order.
fn pools(bank: &Bank, blueprint: &Blueprint) -> Vec<Vec<Arc<Question>>> {
    let of_domain = |domain: &str| {
        let in_domain = |question: &&Arc<Question>| {
            bank.domain_of(&question.topic) == Some(domain) && bank.is_in_scope(question)
        };
        bank.questions.iter().filter(in_domain).cloned().collect()
    };
    let domains = blueprint.domains.iter();
    domains.map(|domain| of_domain(&domain.id)).collect()
}

/// Scored and unscored questions of each domain.
fn wanted(blueprint: &Blueprint) -> Vec<(usize, usize)> {
    let weights: Vec<_> = blueprint.domains.iter().map(|it| it.weight).collect();
    let scored = apportion(blueprint.scored as usize, &weights);
    let unscored = apportion(blueprint.unscored as usize, &weights);
    scored.into_iter().zip(unscored).collect()
}

/// Whether `bank` has the questions for a whole exam. One without domains says
/// nothing about which they would be.
pub fn fills(bank: &Bank, blueprint: &Blueprint) -> bool {
    if blueprint.domains.is_empty() {
        return false;
    }
    let pools = pools(bank, blueprint);
    let enough =
        |(pool, (scored, unscored)): (&Vec<_>, (usize, usize))| pool.len() >= scored + unscored;
    pools.iter().zip(wanted(blueprint)).all(enough)
}

/// A whole exam; `None` where the bank cannot fill it.
pub fn draw_exam(
    bank: &Bank,
    blueprint: &Blueprint,
    last_seen: &HashMap<QuestionId, i64>,
    seed: u64,
) -> Option<Vec<Draw>> {
    if !fills(bank, blueprint) {
        return None;
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let weights = Weights::of(bank);
    let mut exam = Vec::with_capacity(blueprint.shown() as usize);
    let parts = pools(bank, blueprint).into_iter().zip(wanted(blueprint));
    for (number, (pool, (scored, unscored))) in parts.enumerate() {
        let wish = Wish {
            count: scored + unscored,
            order: Order::Mixed,
            // Another seed for each domain, so that their draws do not go in step.
            seed: seed.wrapping_add(1 + number as u64),
        };
        let mut drawn = draw(&pool, &weights, last_seen, wish);
        drawn.shuffle(&mut rng);
        for draw in drawn.iter_mut().take(unscored) {
            draw.scored = false;
        }
        exam.extend(drawn);
    }
    exam.shuffle(&mut rng);
    Some(exam)
}

#[cfg(test)]
mod tests {
    use super::apportion;

    #[test]
    fn the_exam_guide_s_weights_give_its_questions() {
        let weights = [24, 30, 34, 12];
        assert_eq!(apportion(50, &weights), [12, 15, 17, 6]);
        assert_eq!(apportion(15, &weights), [4, 4, 5, 2]);
    }

    #[test]
    fn shares_always_add_up() {
        for total in 0..70 {
            for weights in [&[1, 1, 1][..], &[0, 5], &[24, 30, 34, 12], &[7]] {
                assert_eq!(apportion(total, weights).iter().sum::<usize>(), total);
            }
        }
        assert_eq!(apportion(5, &[0, 0]), [0, 0]);
        assert!(apportion(5, &[]).is_empty());
    }
}
