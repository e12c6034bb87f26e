//! What to ask next, and why.
//!
//! Facts, cells, and terms are ranked by need, one question is picked for each, and topics are
//! interleaved. Cells and terms are also asked in questions that are made from them. With an exam date, need is what a minute of asking adds to the
//! recall expected on that day; without one, what is due comes first.

mod forecast;
mod interleave;
mod need;
mod pick;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Knowledge;
use crate::model::{Bank, Component, Question};
use crate::quiz::{Exposure, Reason, made_questions};

pub use forecast::forecast;
pub use need::is_last_round;

/// Seconds to read a question and answer it.
const ASK_S: f64 = 40.0;

/// Seconds to read why an answer was wrong.
const READ_S: f64 = 25.0;

/// What the learner is up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The local day since 1970.
    pub today: i32,
    /// The local day of the exam. One that is over counts as none.
    pub exam: Option<i32>,
    /// Minutes of study a day.
    pub minutes: Option<u32>,
}

impl Goal {
    /// How many questions fit into a day's minutes, at least one.
    pub fn fits(&self) -> Option<usize> {
        // A learner misses about three in ten.
        let fits = |minutes| f64::from(minutes) * 60.0 / (ASK_S + 0.3 * READ_S);
        self.minutes.map(|minutes| fits(minutes).max(1.0) as usize)
    }

    /// The day of an exam that is not over.
    fn exam_ahead(&self) -> Option<i32> {
        self.exam.filter(|exam| *exam >= self.today)
    }
}

/// What is asked of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// How many questions at most.
    pub count: usize,
    /// The same seed with the same bank, knowledge and day plans the same.
    pub seed: u64,
}

/// A question with the fact, cell, or term that it was chosen for.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    pub question: Arc<Question>,
    pub component: Component,
    pub why: Reason,
    /// The chance that the fact is recalled today, 0 to 1; `None` of a new one.
    pub recall: Option<f64>,
    /// … on the day of the exam, if it is not asked before; `None` without one.
    pub at_exam: Option<f64>,
    /// It was failed so often that it is to be shown before it is asked.
    pub leech: bool,
}

/// Plans a session: no question twice, none that asked for its fact last time while there is
/// another, and those kept for mock exams last.
///
/// Facts missed by someone who was sure come first, then those in need; a fact
/// comes a second time only when all others are in already.
pub fn plan<'a>(
    bank: &Bank,
    knowledge: &BTreeMap<Component, Knowledge>,
    exposure: impl Into<Exposure<'a>>,
    goal: Goal,
    request: Request,
) -> Vec<Planned> {
    let made = made_questions(bank, request.seed);
    let pool: Vec<_> = bank.questions.iter().cloned().chain(made).collect();
    let needs = need::rank(bank, &pool, knowledge, goal, request.seed);
    let picked = pick::pick(&pool, needs, exposure.into(), request);
    interleave::interleave(picked)
}
