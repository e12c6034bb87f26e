//! Draws a mock exam: one of the bank's forms or, if the bank is too small for forms, the number of
//! questions from each domain that the blueprint specifies.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use super::exposure::Exposure;
use super::forms::{Form, Forms};
use super::{DrawOptions, DrawnQuestion, Order, Weights, draw};
use crate::model::{Bank, Blueprint, Component, Question};

/// Distributes `total` in proportion to `weights` using the largest remainder method: each exact
/// share is rounded down or up so that the results sum to `total`.
pub fn apportion(total: usize, weights: &[u32]) -> Vec<usize> {
    let sum: usize = weights.iter().map(|weight| *weight as usize).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: &u32| total * *weight as usize;
    let mut shares: Vec<_> = weights.iter().map(|weight| exact(weight) / sum).collect();
    let mut order: Vec<_> = (0..weights.len()).collect();
    // The sort is stable, so among equal remainders, the first is rounded up.
    order.sort_by_key(|at| std::cmp::Reverse(exact(&weights[*at]) % sum));
    let left = total - shares.iter().sum::<usize>();
    for at in order.into_iter().take(left) {
        shares[at] += 1;
    }
    shares
}

/// Returns the in-scope questions grouped by domain, in blueprint order.
fn pools(bank: &Bank, blueprint: &Blueprint) -> Vec<Vec<Arc<Question>>> {
    let in_scope = bank.questions.iter().filter(|it| bank.is_in_scope(it));
    by_domain(bank, blueprint, in_scope)
}

/// Groups `questions` by the domains of `blueprint`. Questions without a domain are left out.
pub fn by_domain<'a>(
    bank: &Bank,
    blueprint: &Blueprint,
    questions: impl Iterator<Item = &'a Arc<Question>>,
) -> Vec<Vec<Arc<Question>>> {
    let domains = blueprint.domains.iter().enumerate();
    let place_of: HashMap<_, _> = domains.map(|(at, it)| (it.id.as_str(), at)).collect();
    let mut sorted = vec![Vec::new(); blueprint.domains.len()];
    for question in questions {
        let domain = bank.domain_of(&question.topic);
        if let Some(at) = domain.and_then(|it| place_of.get(it)) {
            sorted[*at].push(Arc::clone(question));
        }
    }
    sorted
}

/// Returns the numbers of scored and unscored questions for each domain.
pub(super) fn wanted(blueprint: &Blueprint) -> Vec<(usize, usize)> {
    let weights: Vec<_> = blueprint.domains.iter().map(|it| it.weight).collect();
    let scored = apportion(blueprint.scored as usize, &weights);
    let unscored = apportion(blueprint.unscored as usize, &weights);
    scored.into_iter().zip(unscored).collect()
}

/// Returns whether `bank` has enough questions for a mock exam. Returns `false` if the blueprint
/// has no domains, because it then does not specify which questions are needed.
pub fn fills(bank: &Bank, blueprint: &Blueprint) -> bool {
    if blueprint.domains.is_empty() {
        return false;
    }
    let pools = pools(bank, blueprint);
    let enough =
        |(pool, (scored, unscored)): (&Vec<_>, (usize, usize))| pool.len() >= scored + unscored;
    pools.iter().zip(wanted(blueprint)).all(enough)
}

/// Draws a mock exam from the form with the fewest questions that were already seen. Returns
/// `None` if the bank does not have enough questions. Seen questions are replaced with questions of
/// the same task and class that were never seen or were seen longer ago.
pub fn draw_exam<'a>(
    bank: &Bank,
    blueprint: &Blueprint,
    forms: &Forms,
    exposure: impl Into<Exposure<'a>>,
    seed: u64,
) -> Option<Vec<DrawnQuestion>> {
    let exposure = exposure.into();
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut all: Vec<_> = forms.iter().collect();
    all.shuffle(&mut rng);
    let chosen = all.into_iter().min_by_key(|(form, is_reserved)| {
        let seen = form
            .iter()
            .filter_map(|it| exposure.last_seen(&it.question.id));
        (seen.clone().count(), seen.max(), !is_reserved)
    });
    let Some((form, _)) = chosen else {
        return draw_by_domain(bank, blueprint, exposure, seed);
    };
    let mut form = form.clone();
    exchange_seen(&mut form, forms, exposure, &mut rng);
    form.shuffle(&mut rng);
    let draws = form.into_iter().map(|place| DrawnQuestion {
        scored: place.scored,
        ..DrawnQuestion::shuffled(place.question, &mut rng)
    });
    Some(draws.collect())
}

/// Replaces seen questions in `form` with questions that were never seen or were seen longer ago.
fn exchange_seen(
    form: &mut Form,
    forms: &Forms,
    exposure: Exposure<'_>,
    rng: &mut Xoshiro256PlusPlus,
) {
    for at in 0..form.len() {
        let place = &form[at];
        let seen = exposure.last_seen(&place.question.id);
        if seen.is_none() {
            continue;
        }
        let others = form.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<_> = others.map(|(_, it)| &it.question).collect();
        let asked: HashSet<&Component> = others.iter().flat_map(|it| &it.components).collect();
        let mut fit: Vec<_> = forms.of_stratum(place.stratum).iter().collect();
        fit.retain(|it| {
            others.iter().all(|other| other.id != it.id)
                && it.components.iter().all(|it| !asked.contains(it))
        });
        fit.shuffle(rng);
        let fit = fit.into_iter().min_by_key(|it| exposure.last_seen(&it.id));
        if let Some(fit) = fit.filter(|it| exposure.last_seen(&it.id) < seen) {
            form[at].question = Arc::clone(fit);
        }
    }
}

/// Draws an exam that follows only the blueprint's number of questions per domain, without a form.
/// Returns `None` if the bank does not have enough questions.
fn draw_by_domain(
    bank: &Bank,
    blueprint: &Blueprint,
    exposure: Exposure<'_>,
    seed: u64,
) -> Option<Vec<DrawnQuestion>> {
    if !fills(bank, blueprint) {
        return None;
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let weights = Weights::of(bank);
    let mut exam = Vec::with_capacity(blueprint.shown() as usize);
    let parts = pools(bank, blueprint).into_iter().zip(wanted(blueprint));
    for (number, (pool, (scored, unscored))) in parts.enumerate() {
        let wish = DrawOptions {
            count: scored + unscored,
            order: Order::Mixed,
            // Use a different seed for each domain so that the draws are independent.
            seed: seed.wrapping_add(1 + number as u64),
        };
        let mut drawn = draw(&pool, &weights, exposure, wish);
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
