//! Ranks facts by how much they need to be asked about.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};

use super::{ASK_S, Goal, READ_S};
use crate::learn::knowledge::asked;
use crate::learn::{Knowledge, Memory, Rating};
use crate::model::{Bank, Component, Question, QuestionId};
use crate::quiz::{Reason, Weights};

/// The last round begins when there is time for at most this share of all facts before the exam.
/// From then on, only the gain at the exam counts. Simulated learners do best with a share of about
/// one half (`benches/learners`).
const LAST_ROUND: f64 = 0.5;

/// The worth of an item that no exam question asks about. A fact is worth 1.
/// Such items are cells and terms that only generated questions ask about, and facts beyond the
/// exam. They help learners remember related facts, but if they had the weight of facts, simulated
/// learners would recall up to 11 percentage points less at the exam.
const NOT_ASKED: f64 = 0.1;

/// Without an exam date, every twentieth place of a plan is for such an item. The largest gain
/// comes first then, so no cell or term would be asked about until the learner knows most facts.
const EVERY: usize = 20;

/// A fact, cell, or term that can be asked about, and its rank.
pub struct Need {
    pub component: Component,
    /// The pool indices of the questions that ask about the item.
    pub questions: Vec<usize>,
    pub why: Reason,
    pub recall: Option<f64>,
    pub at_exam: Option<f64>,
    pub last_question: Option<QuestionId>,
    pub leech: bool,
    /// The part of the plan. Parts are sorted in ascending order, and within a part, the most
    /// urgent item comes first.
    part: u8,
    urgency: f64,
    /// True if exam questions ask about the item.
    of_exam: bool,
}

/// Returns whether the exam is so close that only the gain at the exam counts.
pub fn is_last_round(bank: &Bank, goal: Goal) -> bool {
    goal.is_last_round(asked_for(&bank.questions).len())
}

impl Goal {
    /// Returns whether the exam is so close that only the gain at the exam counts, in a bank that
    /// asks about this many items.
    pub fn is_last_round(&self, items: usize) -> bool {
        self.exam_ahead().is_some() && Phase::of(*self, items) == Phase::ByGain
    }
}

/// Ranks the items that the questions in `pool` ask about, in descending order of need. The order
/// of ties depends on `seed`.
pub fn rank(
    bank: &Bank,
    pool: &[Arc<Question>],
    knowledge: &BTreeMap<Component, Knowledge>,
    goal: Goal,
    seed: u64,
) -> Vec<Need> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    // Count only items that questions in the bank ask about, because the exam does not ask about
    // other items.
    let phase = Phase::of(goal, asked_for(&bank.questions).len());
    let units = asked_for(pool);
    let weights = weights(bank, pool, &units);
    let untaught = known_untaught(bank, pool, &units, knowledge);
    let mut needs: Vec<_> = units
        .into_iter()
        .zip(weights.into_iter().zip(untaught))
        .map(|((component, questions), (weight, untaught))| {
            let of_exam = questions.iter().any(|at| is_of_exam(bank, &pool[*at]));
            let known = knowledge.get(&component).map(|it| &it.memory);
            let known = known.filter(|memory| !memory.is_new());
            let (part, urgency, why) = match known {
                Some(memory) => need_of(memory, goal, weight, phase),
                None => need_of_new(goal, (weight, &component), phase, untaught, &mut rng),
            };
            Need {
                why,
                recall: known.map(|memory| memory.recall(goal.today)),
                at_exam: goal
                    .exam_ahead()
                    .and_then(|exam| known.map(|memory| memory.recall(exam))),
                last_question: known.and_then(|memory| memory.last_question.clone()),
                leech: known.is_some_and(Memory::is_leech),
                part,
                urgency,
                of_exam,
                component,
                questions,
            }
        })
        .collect();
    needs.shuffle(&mut rng);
    if goal.exam_ahead().is_some() {
        sort(&mut needs);
        return needs;
    }
    let is_main = |need: &Need| need.of_exam || need.part == part::SURE_AND_WRONG;
    let (mut main, mut others): (Vec<_>, Vec<_>) = needs.into_iter().partition(is_main);
    sort(&mut main);
    others.sort_by_key(|need| !matches!(need.why, Reason::Due { .. }));
    mixed(main, others)
}

/// Sorts `needs` by part, and within a part by urgency.
fn sort(needs: &mut [Need]) {
    needs.sort_by(|a, b| {
        let urgency = b.urgency.total_cmp(&a.urgency);
        a.part.cmp(&b.part).then(urgency)
    });
}

/// Returns `main` with one of `others` at every twentieth place.
fn mixed(main: Vec<Need>, others: Vec<Need>) -> Vec<Need> {
    let count = main.len() + others.len();
    let (mut main, mut others) = (main.into_iter(), others.into_iter());
    let place = |place: usize| {
        if place.is_multiple_of(EVERY) {
            others.next().or_else(|| main.next())
        } else {
            main.next().or_else(|| others.next())
        }
    };
    (1..=count).filter_map(place).collect()
}

/// Returns whether `question` is like those of the exam: in scope, and not generated.
fn is_of_exam(bank: &Bank, question: &Question) -> bool {
    question.generated_from().is_none() && bank.is_in_scope(question)
}

/// A fact, cell, or term and the pool indices of the questions that ask about it.
type Unit = (Component, Vec<usize>);

/// Returns how much each of `units` is worth, compared with a fact that the exam asks about. Cells
/// in the same row that only generated questions ask about are similar, so together they count as
/// one.
fn worths(bank: &Bank, pool: &[Arc<Question>], units: &[Unit]) -> Vec<f64> {
    let is_generated = |unit: &Unit| unit.1.iter().all(|at| pool[*at].generated_from().is_some());
    let row_of = |unit: &Unit| match &unit.0 {
        Component::Cell(cell) if is_generated(unit) => {
            Some((cell.matrix.clone(), cell.row.clone()))
        }
        _ => None,
    };
    let mut cells: HashMap<_, usize> = HashMap::new();
    for row in units.iter().filter_map(row_of) {
        *cells.entry(row).or_default() += 1;
    }
    let worth = |unit: &Unit| {
        let of_row = row_of(unit).map_or(1.0, |row| 1.0 / cells[&row] as f64);
        if unit.1.iter().any(|at| is_of_exam(bank, &pool[*at])) {
            of_row
        } else {
            of_row * NOT_ASKED
        }
    };
    units.iter().map(worth).collect()
}

/// Returns the weight of each of `units`. Each exam part has its own weight, which is distributed
/// among its units in proportion to their worth.
fn weights(bank: &Bank, pool: &[Arc<Question>], units: &[Unit]) -> Vec<f64> {
    let worths = worths(bank, pool, units);
    let topics = units.iter().map(|(_, places)| &pool[places[0]].topic);
    let sorted = Weights::of(bank).sort(topics);
    let mut of_part = vec![0.0; sorted.sizes.len()];
    for (part, worth) in sorted.part_of_item.iter().zip(&worths) {
        of_part[*part] += worth;
    }
    let parts = sorted.part_of_item.iter().zip(&worths);
    let shares = parts.map(|(part, worth)| worth * sorted.sizes[*part] as f64 / of_part[*part]);
    let weights = sorted.per_item().zip(shares);
    weights.map(|(each, share)| each * share).collect()
}

/// Returns the items that the questions in `pool` ask about, in order of first occurrence.
fn asked_for(pool: &[Arc<Question>]) -> Vec<Unit> {
    let mut at: HashMap<Component, usize> = HashMap::new();
    let mut facts: Vec<Unit> = Vec::new();
    for (place, question) in pool.iter().enumerate() {
        for component in asked(question).iter() {
            if let Some(at) = at.get(component) {
                facts[*at].1.push(place);
            } else {
                at.insert(component.clone(), facts.len());
                facts.push((component.clone(), vec![place]));
            }
        }
    }
    facts
}

/// The parts of a plan, in order.
mod part {
    pub const SURE_AND_WRONG: u8 = 0;
    pub const DUE: u8 = 1;
    pub const NEW: u8 = 2;
    pub const REST: u8 = 3;
}

/// Returns the part of the plan for an item, the item's urgency within the part, and the reason for
/// asking about it.
fn need_of(memory: &Memory, goal: Goal, weight: f64, phase: Phase) -> (u8, f64, Reason) {
    let today = goal.today;
    let recall = memory.recall(today);
    let is_due = memory.is_due(today);
    if memory.sure_and_wrong {
        return (part::SURE_AND_WRONG, -recall, Reason::SureAndWrong);
    }
    let without = memory.recall(goal.planned_for());
    let with = memory.recall_if_asked(today, goal.planned_for());
    let seconds = ASK_S + (1.0 - recall) * READ_S;
    let part = match phase {
        Phase::Learning if !is_due => part::REST,
        _ => part::DUE,
    };
    let why = match memory.due() {
        _ if goal.exam_ahead().is_some() => Reason::Exam { without, with },
        Some(since) if is_due => Reason::Due {
            since,
            today,
            recall,
        },
        _ => Reason::Weakest { recall },
    };
    (part, weight * (with - without) / seconds, why)
}

/// Returns the same values as [`need_of`] for a fact that was never asked about. `untaught` is the
/// share of the fact's exam part that the learner knew beforehand.
fn need_of_new(
    goal: Goal,
    (weight, component): (f64, &Component),
    phase: Phase,
    untaught: f64,
    rng: &mut Xoshiro256PlusPlus,
) -> (u8, f64, Reason) {
    if phase == Phase::Learning {
        // Use a weighted random order so that no domain waits for all others (Efraimidis and
        // Spirakis, 2006). A new fact is worth more if the learner knows less of its part.
        let worth = (weight * (1.0 - untaught)).max(1e-3);
        let drawn = rng.random::<f64>().max(f64::MIN_POSITIVE).ln() / worth;
        return (part::NEW, drawn, Reason::new(component));
    }
    // A learner who already knows the fact gains nothing, whereas a learner who misses it learns it
    // from the answer.
    let mut missed = Memory::default();
    missed.review(Rating::Again, 0, goal.today);
    let gain = (1.0 - untaught) * missed.recall(goal.planned_for());
    let seconds = ASK_S + (1.0 - untaught) * READ_S;
    (part::DUE, weight * gain / seconds, Reason::new(component))
}

/// The order in which items are studied. It depends on the time until the exam.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// There is time to repeat new facts before the exam. Due facts come before new ones so that
    /// they need not be learned twice.
    Learning,
    /// The largest gain comes first, because there is time for only half of the facts, or because
    /// no exam date is set. Without a date, simulated learners recall more of the exam this way
    /// than if due facts came first (`benches/learners`).
    ByGain,
}

impl Phase {
    fn of(goal: Goal, facts: usize) -> Self {
        let Some(exam) = goal.exam_ahead() else {
            return Self::ByGain;
        };
        let days = (i64::from(exam) - i64::from(goal.today)) as f64;
        let a_day = goal.fits() as f64;
        if days * a_day > LAST_ROUND * facts as f64 {
            Self::Learning
        } else {
            Self::ByGain
        }
    }
}

/// Returns, for each of `units`, the share of its exam part that the learner knew before being
/// taught. A placement test provides first answers on all tasks.
fn known_untaught(
    bank: &Bank,
    pool: &[Arc<Question>],
    units: &[Unit],
    knowledge: &BTreeMap<Component, Knowledge>,
) -> Vec<f64> {
    /// The weight, in answers, of the whole bank as a prior for each part.
    const LENT: f64 = 2.0;
    let topics = units.iter().map(|(_, places)| &pool[places[0]].topic);
    let sorted = Weights::of(bank).sort(topics);
    let add = |(right, of): (f64, f64), was| (right + f64::from(u8::from(was)), of + 1.0);
    let first = |component: &Component| knowledge.get(component).and_then(|it| it.untaught);
    let all = knowledge.values().filter_map(|it| it.untaught);
    let (right, of) = all.fold((1.0, 2.0), add);
    let mut sums = vec![(LENT * right / of, LENT); sorted.sizes.len()];
    for ((component, _), part) in units.iter().zip(&sorted.part_of_item) {
        if let Some(was) = first(component) {
            sums[*part] = add(sums[*part], was);
        }
    }
    let parts = sorted.part_of_item.iter();
    parts.map(|part| sums[*part].0 / sums[*part].1).collect()
}
