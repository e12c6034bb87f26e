//! Draws the questions of a session and the order of their options.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use crate::model::{ChoiceId, Component, Question, QuestionId, TopicId};

/// A drawn question with its options in the order in which they will be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    pub question: Arc<Question>,
    pub order: Vec<ChoiceId>,
    /// Whether it counts; an exam hides some that do not among those that do.
    pub scored: bool,
    /// Why it came, in a sentence; `None` where nothing chose it but chance.
    pub why: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Mixed,
    /// From difficulty 1 to 3.
    Harder,
    /// As the pool has them.
    Given,
}

/// What to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How many at most.
    pub count: usize,
    pub order: Order,
    /// The same seed with the same pool and history draws the same.
    pub seed: u64,
}

/// Draws from `pool`, no question twice: spread over the topics as the pool is,
/// over facts as far as they go, unseen questions first, then those seen
/// longest ago. `last_seen` is in UTC milliseconds.
pub fn draw(pool: &[Arc<Question>], last_seen: &HashMap<QuestionId, i64>, wish: Wish) -> Vec<Draw> {
    // Named, so that the same seed draws the same on every machine and release.
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(wish.seed);
    let mut drawn = if wish.order == Order::Given {
        pool.iter().take(wish.count).cloned().collect()
    } else {
        let mut shuffled: Vec<_> = pool.to_vec();
        shuffled.shuffle(&mut rng);
        shuffled.sort_by_key(|question| last_seen.get(&question.id).copied());
        let mut drawn = spread(&shuffled, wish.count);
        drawn.shuffle(&mut rng);
        drawn
    };
    if wish.order == Order::Harder {
        drawn.sort_by_key(|question| question.difficulty);
    }
    drawn
        .into_iter()
        .map(|question| {
            let mut order: Vec<_> = question.choices.iter().map(|it| it.id.clone()).collect();
            order.shuffle(&mut rng);
            Draw {
                question,
                order,
                scored: true,
                why: None,
            }
        })
        .collect()
}

/// Takes `count` questions, each from the topic that has given the least of its
/// share so far, and there the first whose facts were not taken yet.
fn spread(ranked: &[Arc<Question>], count: usize) -> Vec<Arc<Question>> {
    struct Shelf<'a> {
        left: Vec<&'a Arc<Question>>,
        size: usize,
        given: usize,
        /// Every question left asks for a fact that was asked already.
        stale: bool,
    }
    let mut at: HashMap<&TopicId, usize> = HashMap::new();
    let mut shelves: Vec<Shelf<'_>> = Vec::new();
    for question in ranked.iter().rev() {
        let shelf = *at.entry(&question.topic).or_insert_with(|| {
            shelves.push(Shelf {
                left: Vec::new(),
                size: 0,
                given: 0,
                stale: false,
            });
            shelves.len() - 1
        });
        shelves[shelf].left.push(question);
        shelves[shelf].size += 1;
    }
    let mut asked: HashSet<&Component> = HashSet::new();
    let mut taken = Vec::with_capacity(count.min(ranked.len()));
    while taken.len() < count {
        // Compares (given + 1) / size as whole numbers.
        let next = shelves
            .iter_mut()
            .filter(|shelf| !shelf.left.is_empty())
            .min_by(|a, b| ((a.given + 1) * b.size).cmp(&((b.given + 1) * a.size)));
        let Some(shelf) = next else { break };
        let fresh = |question: &&Arc<Question>| !question.asks.iter().any(|it| asked.contains(it));
        // The best rank is last, so that taking it moves nothing.
        let found = if shelf.stale {
            None
        } else {
            shelf.left.iter().rposition(fresh)
        };
        shelf.stale = found.is_none();
        let at = found.unwrap_or(shelf.left.len() - 1);
        let question = shelf.left.remove(at);
        shelf.given += 1;
        asked.extend(&question.asks);
        taken.push(Arc::clone(question));
    }
    taken
}
