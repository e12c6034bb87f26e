//! Picks a question for each fact that needs to be asked about.

use std::collections::HashSet;
use std::sync::Arc;

use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use super::need::Need;
use super::{Planned, Request};
use crate::learn::knowledge::components;
use crate::model::{Component, Question};
use crate::quiz::{Exposure, Reason};

/// Picks questions from `pool` for `needs`, in the same order. Prefers questions that are not
/// reserved for a mock exam, then those that did not ask about the fact last time, and then those
/// that were never seen or were seen longest ago. Repeats the facts if more questions are requested
/// than there are facts.
pub fn pick(
    pool: &[Arc<Question>],
    needs: Vec<Need>,
    exposure: Exposure<'_>,
    request: Request,
) -> Vec<Planned> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(request.seed);
    let mut picked: Vec<Planned> = Vec::with_capacity(request.count.min(pool.len()));
    let mut taken = HashSet::new();
    let mut left = needs;
    let mut first_round = true;
    while picked.len() < request.count && !left.is_empty() {
        let mut covered: HashSet<Component> = HashSet::new();
        let mut next_round = Vec::new();
        for mut need in left {
            if picked.len() == request.count {
                break;
            }
            need.questions.retain(|place| !taken.contains(place));
            if need.questions.is_empty() {
                continue;
            }
            // A question about several facts covers all of them.
            if covered.contains(&need.component) {
                next_round.push(need);
                continue;
            }
            need.questions.shuffle(&mut rng);
            let last_choice = |place: &usize| {
                let id = &pool[*place].id;
                let was_last = need.last_question.as_ref() == Some(id);
                let (is_reserved, seen) = exposure.rank(id);
                (is_reserved, was_last, seen)
            };
            let Some(place) = need.questions.iter().copied().min_by_key(last_choice) else {
                continue;
            };
            taken.insert(place);
            let question = &pool[place];
            covered.extend(components(question));
            picked.push(Planned {
                question: Arc::clone(question),
                component: need.component.clone(),
                why: if first_round {
                    need.why.clone()
                } else {
                    Reason::Another
                },
                recall: need.recall,
                at_exam: need.at_exam,
                leech: need.leech,
            });
            next_round.push(need);
        }
        left = next_round;
        first_round = false;
    }
    picked
}
