//! Draws the first questions for a new learner: those of the first practice session and those of
//! the placement test.

use std::collections::HashSet;
use std::sync::Arc;

use super::blueprint::by_domain;
use super::exposure::Exposure;
use super::{DrawOptions, DrawnQuestion, Order, Weights, draw};
use crate::model::{Bank, Component, Question};

/// The number of questions in a placement test.
pub const PLACEMENT: usize = 24;
/// The number of easy questions at the start of the first practice session if the bank has no
/// domains.
const EASY_AT_FIRST: usize = 3;

/// Draws the first practice session from `pool`: an easy single-answer question from each domain,
/// followed by other questions as usual.
pub fn draw_first(
    bank: &Bank,
    pool: &[Arc<Question>],
    exposure: Exposure<'_>,
    wish: DrawOptions,
) -> Vec<DrawnQuestion> {
    let weights = Weights::of(bank);
    let easy: Vec<_> = pool
        .iter()
        .filter(|it| it.difficulty == 1 && !it.is_multiple_response() && !it.negated)
        .cloned()
        .collect();
    let blueprint = bank.exam.as_ref();
    let mut parts = blueprint.map_or_else(Vec::new, |exam| by_domain(bank, exam, easy.iter()));
    parts.retain(|it| !it.is_empty());
    if parts.len() < 2 {
        parts = vec![easy; EASY_AT_FIRST];
    }
    let mut draws: Vec<DrawnQuestion> = Vec::new();
    for part in parts.into_iter().take(wish.count) {
        let seed = wish.seed.wrapping_add(1 + draws.len() as u64);
        draws.extend(draw_one(&part, &weights, exposure, seed, &draws));
    }
    let wish = DrawOptions {
        count: wish.count - draws.len(),
        ..wish
    };
    let mut rest = without(pool, &draws);
    if rest.len() < wish.count {
        // There are too few facts, so some are asked about more than once.
        rest = pool.to_vec();
        rest.retain(|it| draws.iter().all(|draw| draw.question.id != it.id));
    }
    draws.extend(draw(&rest, &weights, exposure, wish));
    draws
}

/// Draws a placement test: a single-answer question on each task, of medium difficulty if possible,
/// and a second question on the tasks with the highest weights.
pub fn draw_placement(bank: &Bank, exposure: Exposure<'_>, seed: u64) -> Vec<DrawnQuestion> {
    let weights = Weights::of(bank);
    let share = |part: usize| weights.parts()[part].share.unwrap_or_default();
    let mut parts: Vec<_> = (0..weights.parts().len()).collect();
    // The sort is stable, so tasks of equal weight stay in exam guide order.
    parts.sort_by(|a, b| share(*b).total_cmp(&share(*a)));
    let single = |it: &&Arc<Question>| bank.is_in_scope(it) && !it.is_multiple_response();
    let fit: Vec<_> = bank.questions.iter().filter(single).cloned().collect();
    let mut draws: Vec<DrawnQuestion> = Vec::new();
    while draws.len() < PLACEMENT {
        let before = draws.len();
        for part in &parts {
            if draws.len() == PLACEMENT {
                break;
            }
            let on_task = fit
                .iter()
                .filter(|it| weights.part_of(&it.topic) == Some(*part));
            let (medium, other): (Vec<_>, Vec<_>) =
                on_task.cloned().partition(|it| it.difficulty == 2);
            let seed = seed.wrapping_add(draws.len() as u64);
            let one = [medium, other]
                .iter()
                .find_map(|pool| draw_one(pool, &weights, exposure, seed, &draws));
            draws.extend(one);
        }
        if draws.len() == before {
            break;
        }
    }
    draws
}

/// Draws a question that does not ask about any fact in `draws`.
fn draw_one(
    pool: &[Arc<Question>],
    weights: &Weights,
    exposure: Exposure<'_>,
    seed: u64,
    draws: &[DrawnQuestion],
) -> Option<DrawnQuestion> {
    let wish = DrawOptions {
        count: 1,
        order: Order::Mixed,
        seed,
    };
    draw(&without(pool, draws), weights, exposure, wish).pop()
}

/// Returns the questions in `pool` that do not ask about any fact in `draws`.
fn without(pool: &[Arc<Question>], draws: &[DrawnQuestion]) -> Vec<Arc<Question>> {
    let drawn = draws.iter().map(|it| &it.question);
    let asked: HashSet<&Component> = drawn.flat_map(|it| &it.components).collect();
    let ids: HashSet<_> = draws.iter().map(|it| &it.question.id).collect();
    let fits = |it: &&Arc<Question>| {
        !ids.contains(&it.id)
            && it
                .components
                .iter()
                .all(|asked_for| !asked.contains(asked_for))
    };
    pool.iter().filter(fits).cloned().collect()
}
