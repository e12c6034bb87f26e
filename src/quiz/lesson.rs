//! Plans a lesson on a topic that the learner does not know yet: each new fact is shown and then
//! asked about, with questions about earlier facts in between.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::exposure::Exposure;
use super::{DrawOptions, DrawnQuestion, Order, Reason, Weights, draw};
use crate::model::{Bank, Component, FactId, Framing, Question, QuestionId};

/// The number of new facts after which an earlier fact is asked about.
const NEW_BEFORE_EARLIER: usize = 2;

/// A fact on the path through a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    pub fact: FactId,
    pub learned: bool,
}

/// The questions of a lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    pub draws: Vec<DrawnQuestion>,
    /// The indices of questions whose fact is new and is shown before the question.
    pub shown_first: Vec<usize>,
}

/// Plans a lesson on the unlearned facts in `way`, in the same order. The lesson is empty if all
/// facts are learned. No question is repeated, and questions reserved for mock exams are used last.
pub fn lesson<'a>(
    bank: &'a Bank,
    way: &[PathStep],
    exposure: impl Into<Exposure<'a>>,
    seed: u64,
) -> Lesson {
    let exposure = exposure.into();
    let mut shelf = UnusedQuestions::new(bank, way, exposure);
    let mut planned = Vec::new();
    let mut shown_first = Vec::new();
    let mut earlier: VecDeque<&FactId> = shelf.least_recently_learned(way).into();
    for point in way.iter().filter(|point| !point.learned) {
        let Some(question) = shelf.take(&point.fact, true) else {
            continue;
        };
        shown_first.push(planned.len());
        planned.push(question);
        earlier.push_back(&point.fact);
        if shown_first.len().is_multiple_of(NEW_BEFORE_EARLIER) {
            // Skip earlier facts if all questions about them have been asked.
            let again =
                std::iter::from_fn(|| earlier.pop_front()).find_map(|fact| shelf.take(fact, false));
            planned.extend(again);
        }
    }
    let new: HashSet<usize> = shown_first.iter().copied().collect();
    let wish = DrawOptions {
        count: planned.len(),
        order: Order::Given,
        seed,
    };
    let mut draws = draw(&planned, &Weights::of(bank), exposure, wish);
    for (place, draw) in draws.iter_mut().enumerate() {
        let is_new = new.contains(&place);
        draw.why = Some(if is_new { Reason::Next } else { Reason::Again });
    }
    Lesson { draws, shown_first }
}

/// The questions on each fact that are still available to this lesson.
struct UnusedQuestions<'a> {
    on: HashMap<&'a FactId, Vec<&'a Arc<Question>>>,
    taken: HashSet<&'a QuestionId>,
    exposure: Exposure<'a>,
}

impl<'a> UnusedQuestions<'a> {
    fn new(bank: &'a Bank, way: &[PathStep], exposure: Exposure<'a>) -> Self {
        let wanted: HashSet<&FactId> = way.iter().map(|point| &point.fact).collect();
        let mut on: HashMap<_, Vec<_>> = HashMap::new();
        for question in &bank.questions {
            for asked in &question.components {
                if let Component::Fact(fact) = asked
                    && wanted.contains(fact)
                {
                    on.entry(fact).or_default().push(question);
                }
            }
        }
        Self {
            on,
            taken: HashSet::new(),
            exposure,
        }
    }

    fn seen(&self, question: &Question) -> Option<i64> {
        self.exposure.last_seen(&question.id)
    }

    /// Returns the learned facts, starting with the one that was asked about longest ago.
    fn least_recently_learned<'s>(&self, way: &'s [PathStep]) -> Vec<&'s FactId> {
        let learned = way.iter().filter(|point| point.learned);
        let mut facts: Vec<_> = learned.map(|point| &point.fact).collect();
        let asked = |fact: &FactId| {
            let questions = self.on.get(fact).into_iter().flatten();
            questions.filter_map(|it| self.seen(it)).max()
        };
        facts.sort_by_key(|fact| asked(fact));
        facts
    }

    /// Takes a question on `fact` that was never seen or, if there is none, the one seen longest
    /// ago. For a `new` fact, prefers the most direct and easiest question.
    fn take(&mut self, fact: &FactId, new: bool) -> Option<Arc<Question>> {
        let left = self.on.get(fact)?.iter();
        let left = left.filter(|it| !self.taken.contains(&it.id));
        let question = left.min_by_key(|question| {
            let straight = question.shape == Framing::Direct && !question.negated;
            let easy = (!straight, question.difficulty);
            let (is_reserved, seen) = self.exposure.rank(&question.id);
            (is_reserved, new.then_some(easy), seen)
        })?;
        self.taken.insert(&question.id);
        Some(Arc::clone(question))
    }
}
