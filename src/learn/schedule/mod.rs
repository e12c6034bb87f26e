//! Plans which questions to ask next and gives the reason for each one.
//!
//! Facts, cells, and terms are ranked by need, one question is picked for each, and topics are
//! interleaved. Cells and terms are also asked about in questions that are generated from them. If
//! there is an exam date, need is the gain in expected recall on that day per minute of study.
//! Otherwise, due items come first.

mod forecast;
mod interleave;
mod need;
mod outlook;
mod pick;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Knowledge;
use crate::model::{Bank, Component, Question};
use crate::quiz::{Exposure, Reason, made_questions};

pub use forecast::forecast;
pub use need::is_last_round;
pub use outlook::{Outlook, Pace};

/// The estimated number of seconds needed to read and answer a question.
const ASK_S: f64 = 40.0;

/// The estimated number of seconds needed to read why an answer was incorrect.
const READ_S: f64 = 25.0;

/// The learner's goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Today's local date, in days since 1970.
    pub today: i32,
    /// The local day of the exam. A past exam is ignored.
    pub exam: Option<i32>,
    pub daily: DailyGoal,
}

/// The amount of study that the learner plans for each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DailyGoal {
    Minutes(u32),
    Questions(u32),
}

impl Default for DailyGoal {
    fn default() -> Self {
        Self::Questions(20)
    }
}

impl DailyGoal {
    /// Returns the number of minutes, or `None` if the goal is in questions.
    pub fn minutes(self) -> Option<u32> {
        match self {
            Self::Minutes(minutes) => Some(minutes),
            Self::Questions(_) => None,
        }
    }

    /// Returns the number of questions, or `None` if the goal is in minutes.
    pub fn questions(self) -> Option<u32> {
        match self {
            Self::Questions(questions) => Some(questions),
            Self::Minutes(_) => None,
        }
    }
}

impl Goal {
    /// Returns the number of questions per day, at least one, for a learner with a typical pace.
    pub fn fits(&self) -> usize {
        let questions = match self.daily {
            DailyGoal::Minutes(minutes) => Pace::default().questions_in(minutes),
            DailyGoal::Questions(questions) => questions as usize,
        };
        questions.max(1)
    }

    /// Returns the exam day unless it has passed.
    fn exam_ahead(&self) -> Option<i32> {
        self.exam.filter(|exam| *exam >= self.today)
    }

    /// Returns the day on which recall counts: the exam day, or a day one month ahead if no exam
    /// date is set.
    fn planned_for(&self) -> i32 {
        const MONTH: i32 = 30;
        self.exam_ahead()
            .unwrap_or_else(|| self.today.saturating_add(MONTH))
    }
}

/// The parameters of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The maximum number of questions.
    pub count: usize,
    /// The random seed. The same seed, bank, knowledge, and day result in the same plan.
    pub seed: u64,
}

/// A question and the fact, cell, or term for which it was selected.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    pub question: Arc<Question>,
    pub component: Component,
    pub why: Reason,
    /// The probability that the item is recalled today, 0 to 1; `None` if it is new.
    pub recall: Option<f64>,
    /// The probability that the item is recalled on exam day if it is not asked about before then.
    /// `None` if there is no exam date.
    pub at_exam: Option<f64>,
    /// `true` if the item was failed so often that it must be shown before it is asked about.
    pub leech: bool,
}

/// Plans a session without duplicate questions. Avoids the question that last asked about a fact if
/// there is another one, and uses questions reserved for mock exams last.
///
/// Facts that the learner answered incorrectly while sure come first, followed by other facts in
/// order of need. A fact is repeated only after all others are included.
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
