//! Picks a question for each fact that needs to be asked about.

use std::sync::Arc;

use foldhash::{HashSet, HashSetExt as _};
use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use super::need::Need;
use super::{Planned, Request};
use crate::learn::knowledge::components;
use crate::model::{Component, Question};
use crate::quiz::{Exposure, Reason};

/// Picks questions from `pool` for `needs`, in the same order. Prefers questions that did not ask
/// about the fact last time, and then those that were never seen or were seen longest ago. Repeats
/// the facts if more questions are requested than there are facts. Picks questions reserved for
/// mock exams only when all others are picked.
pub fn pick(
    pool: &[Arc<Question>],
    mut needs: Vec<Need>,
    exposure: Exposure<'_>,
    request: Request,
) -> Vec<Planned> {
    let mut picks = Picks {
        pool,
        exposure,
        request,
        rng: Xoshiro256PlusPlus::seed_from_u64(request.seed),
        picked: Vec::with_capacity(request.count.min(pool.len())),
        taken: HashSet::new(),
        asked: HashSet::new(),
    };
    let is_saved = |place: &usize| exposure.is_saved_for_exams(&pool[*place].id);
    let reserve: Vec<Vec<usize>> = needs
        .iter_mut()
        .map(|need| need.questions.extract_if(.., |it| is_saved(it)).collect())
        .collect();
    let mut needs: Vec<_> = needs.iter_mut().collect();
    picks.in_rounds(needs.iter_mut().map(|it| &mut **it).collect());
    for (need, reserve) in needs.iter_mut().zip(reserve) {
        need.questions = reserve;
    }
    picks.in_rounds(needs);
    picks.picked
}

/// The questions picked so far and how to pick more.
struct Picks<'a> {
    pool: &'a [Arc<Question>],
    exposure: Exposure<'a>,
    request: Request,
    rng: Xoshiro256PlusPlus,
    picked: Vec<Planned>,
    /// The pool indices of the picked questions.
    taken: HashSet<usize>,
    /// The items that the picked questions ask about.
    asked: HashSet<Component>,
}

impl Picks<'_> {
    /// Picks one question per fact and round until there are enough or none are left.
    fn in_rounds(&mut self, mut left: Vec<&mut Need>) {
        while self.picked.len() < self.request.count && !left.is_empty() {
            let mut covered: HashSet<Component> = HashSet::new();
            let mut next_round = Vec::new();
            for need in left {
                if self.picked.len() == self.request.count {
                    break;
                }
                need.questions.retain(|place| !self.taken.contains(place));
                if need.questions.is_empty() {
                    continue;
                }
                // A question about several facts covers all of them.
                if !covered.contains(&need.component) {
                    self.take(need, &mut covered);
                }
                next_round.push(need);
            }
            left = next_round;
        }
    }

    fn take(&mut self, need: &mut Need, covered: &mut HashSet<Component>) {
        need.questions.shuffle(&mut self.rng);
        let last_choice = |place: &usize| {
            let id = &self.pool[*place].id;
            let was_last = need.last_question.as_ref() == Some(id);
            (was_last, self.exposure.last_seen(id))
        };
        let Some(place) = need.questions.iter().copied().min_by_key(last_choice) else {
            return;
        };
        self.taken.insert(place);
        let question = &self.pool[place];
        let is_repeat = self.asked.contains(&need.component);
        self.asked.extend(components(question));
        covered.extend(components(question));
        self.picked.push(Planned {
            question: Arc::clone(question),
            component: need.component.clone(),
            why: if is_repeat {
                Reason::Another
            } else {
                need.why.clone()
            },
            recall: need.recall,
            at_exam: need.at_exam,
            leech: need.leech,
        });
    }
}
