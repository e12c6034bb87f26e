//! A learner at their studies: sessions by some rule, and what the program learns of it.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use certdrill::learn::{Goal, Knowledge, Request, Sight, plan};
use certdrill::model::{Component, QuestionId};

use rand::RngExt as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use super::person::Person;
use super::world::{World, component, facts, numbers};

/// What is asked next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The program's plan, towards the exam.
    Ours,
    /// … without a date.
    OursUndated,
    Random,
    /// What is due, longest overdue first, then new facts in the bank's order.
    Due,
    /// Questions missed last time, then new ones, then those seen longest ago.
    MissedFirst,
}

pub struct Study<'a> {
    world: &'a World,
    pub person: Person,
    pub knowledge: BTreeMap<Component, Knowledge>,
    last_seen: HashMap<QuestionId, i64>,
    last_right: HashMap<QuestionId, bool>,
    rng: Xoshiro256PlusPlus,
    pub seconds: f64,
    minutes: f64,
    pub answers: usize,
}

/// Days are counted from here, so that none is before 1970.
const BEGIN: i32 = 20_000;
const DAY_MS: f64 = 86_400_000.0;
const USUAL: Duration = Duration::from_secs(35);

impl<'a> Study<'a> {
    pub fn new(world: &'a World, person: Person, rng: Xoshiro256PlusPlus) -> Self {
        Self {
            world,
            person,
            knowledge: BTreeMap::new(),
            last_seen: HashMap::new(),
            last_right: HashMap::new(),
            rng,
            seconds: 0.0,
            minutes: 0.0,
            answers: 0,
        }
    }

    /// Studies on `day` until `minutes` are over.
    pub fn session(&mut self, rule: Rule, day: i32, exam: i32, minutes: f64) {
        self.minutes = minutes;
        let end = self.seconds + minutes * 60.0;
        let mut hour = 0.75;
        while self.seconds < end {
            let wanted = ((end - self.seconds) / 35.0).ceil() as usize + 1;
            let queue = self.queue(rule, day, exam, wanted);
            if queue.is_empty() {
                return;
            }
            for question in queue {
                if self.seconds >= end {
                    return;
                }
                hour += self.ask(&question, day, hour) / 86_400.0;
            }
        }
    }

    /// Asks one question; the seconds it took.
    fn ask(&mut self, question: &QuestionId, day: i32, hour: f64) -> f64 {
        let (fact, number) = numbers(question);
        let at = f64::from(day) + hour;
        let answer = self.person.answer((fact, number), at, &mut self.rng);
        let at_ms = ((f64::from(BEGIN) + at) * DAY_MS) as i64;
        let first = self.last_seen.insert(question.clone(), at_ms).is_none();
        self.last_right.insert(question.clone(), answer.right);
        let sight = Sight {
            question,
            first,
            right: answer.right,
            confidence: answer.confidence,
            card: false,
            took: Duration::from_secs_f64(answer.seconds),
            usual: USUAL,
            chance: self.world.chance(),
            at_ms,
            day: BEGIN + day,
        };
        self.knowledge
            .entry(component(fact))
            .or_default()
            .learn(&sight);
        self.seconds += answer.seconds;
        self.answers += 1;
        answer.seconds
    }

    fn queue(&mut self, rule: Rule, day: i32, exam: i32, count: usize) -> Vec<QuestionId> {
        let today = BEGIN + day;
        let mut all: Vec<_> = self
            .world
            .bank
            .questions
            .iter()
            .map(|it| it.id.clone())
            .collect();
        match rule {
            Rule::Ours | Rule::OursUndated => {
                let goal = Goal {
                    today,
                    exam: (rule == Rule::Ours).then_some(BEGIN + exam),
                    minutes: Some(self.minutes as u32),
                };
                let seed = self.rng.random();
                let request = Request { count, seed };
                let planned = plan(
                    &self.world.bank,
                    &self.knowledge,
                    &self.last_seen,
                    goal,
                    request,
                );
                return planned
                    .into_iter()
                    .map(|it| it.question.id.clone())
                    .collect();
            }
            Rule::Random => all.shuffle(&mut self.rng),
            Rule::Due => {
                // A card a question would do worse: this has the facts, and asks
                // each time the question seen longest ago.
                let mut facts: Vec<_> = (0..facts()).collect();
                let due = |fact: &usize| {
                    let known = self.knowledge.get(&component(*fact));
                    let due = known.and_then(|it| it.memory.due());
                    match due {
                        Some(due) if due <= today => (0, due),
                        None => (1, 0),
                        Some(due) => (2, due),
                    }
                };
                facts.sort_by_key(due);
                let least_seen = |fact: usize| {
                    let numbers = 0..self.world.questions_of_fact;
                    let ids = numbers.map(|it| QuestionId::new(format!("q-{fact}-{it}")));
                    ids.min_by_key(|id| self.last_seen.get(id).copied())
                };
                all = facts.into_iter().filter_map(least_seen).collect();
            }
            Rule::MissedFirst => {
                all.shuffle(&mut self.rng);
                all.sort_by_key(|id| {
                    let part = match self.last_right.get(id) {
                        Some(false) => 0,
                        None => 1,
                        Some(true) => 2,
                    };
                    (part, self.last_seen.get(id).copied())
                });
            }
        }
        all.truncate(count);
        all
    }
}

/// The local day that the program takes for the learner's `day`.
pub fn local(day: i32) -> i32 {
    BEGIN + day
}
