//! A simulated learner's studies: sessions that follow a rule, and the knowledge that the program
//! derives from them.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use certdrill::learn::{DailyGoal, Encounter, Goal, Knowledge, Request, plan};
use certdrill::model::{Component, QuestionId};
use certdrill::quiz::{Exposure, draw_exam};

use rand::RngExt as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use super::person::Person;
use super::world::World;

/// The rule that selects the next questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The program's plan with the exam date.
    Ours,
    /// The program's plan without an exam date.
    OursUndated,
    Random,
    /// Due facts, longest overdue first, and then new facts in the order of the bank.
    Due,
    /// Questions that were missed last time, then new ones, then those seen longest ago.
    MissedFirst,
}

pub struct Study<'a> {
    world: &'a World,
    pub person: Person,
    pub knowledge: BTreeMap<Component, Knowledge>,
    last_seen: HashMap<QuestionId, i64>,
    last_right: HashMap<usize, bool>,
    rng: Xoshiro256PlusPlus,
    pub seconds: f64,
    minutes: f64,
    /// The number of correct answers, and the total number of answers.
    pub answers: (usize, usize),
}

/// The first day of the simulation, in days since 1970.
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
            answers: (0, 0),
        }
    }

    /// Studies on `day` for `minutes`.
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
                hour += self.ask(question, day, hour) / 86_400.0;
            }
        }
    }

    /// Asks the question at the index `place`. Returns the response time in seconds.
    fn ask(&mut self, place: usize, day: i32, hour: f64) -> f64 {
        let question = &self.world.questions[place];
        let at = f64::from(day) + hour;
        let answer = self.person.answer(place, question, at, &mut self.rng);
        let at_ms = ((f64::from(BEGIN) + at) * DAY_MS) as i64;
        let first = self.last_seen.insert(question.id.clone(), at_ms).is_none();
        self.last_right.insert(place, answer.right);
        let sight = Encounter {
            question: &question.id,
            first,
            right: answer.right,
            confidence: answer.confidence,
            card: false,
            took: Duration::from_secs_f64(answer.seconds),
            usual: USUAL,
            chance: question.chance,
            at_ms,
            day: BEGIN + day,
        };
        for fact in &question.facts {
            let component = self.world.facts[*fact].clone();
            self.knowledge.entry(component).or_default().learn(&sight);
        }
        self.seconds += answer.seconds;
        self.answers.0 += usize::from(answer.right);
        self.answers.1 += 1;
        answer.seconds
    }

    /// Answers the questions of a mock exam. Returns the number of questions that were seen before.
    pub fn mock_exam(&mut self, day: i32, seed: u64) -> usize {
        let world = self.world;
        let blueprint = world.bank.exam.as_ref().expect("a blueprint");
        let exposure = Exposure::new(&self.last_seen, world.forms.reserve());
        let draws = draw_exam(&world.bank, blueprint, &world.forms, exposure, seed);
        let places: Vec<_> = draws
            .into_iter()
            .flatten()
            .filter_map(|it| world.place(&it.question.id))
            .collect();
        let seen = |place: &&usize| self.last_seen.contains_key(&world.questions[**place].id);
        let repeats = places.iter().filter(seen).count();
        for place in places {
            self.ask(place, day, 0.9);
        }
        repeats
    }

    /// Returns the number of different questions that were seen.
    pub fn seen(&self) -> usize {
        self.last_seen.len()
    }

    fn queue(&mut self, rule: Rule, day: i32, exam: i32, count: usize) -> Vec<usize> {
        let today = BEGIN + day;
        let world = self.world;
        let seen = |place: &usize| self.last_seen.get(&world.questions[*place].id).copied();
        let mut all: Vec<_> = (0..world.own).collect();
        match rule {
            Rule::Ours | Rule::OursUndated => {
                let goal = Goal {
                    today,
                    exam: (rule == Rule::Ours).then_some(BEGIN + exam),
                    daily: DailyGoal::Minutes(self.minutes as u32),
                };
                let seed = self.rng.random();
                let request = Request { count, seed };
                let exposure = Exposure::new(&self.last_seen, world.forms.reserve());
                let planned = plan(&world.bank, &self.knowledge, exposure, goal, request);
                let planned = planned.into_iter();
                return planned
                    .filter_map(|it| world.place(&it.question.id))
                    .collect();
            }
            Rule::Random => all.shuffle(&mut self.rng),
            Rule::Due => {
                // One card per question would do worse, so this rule tracks facts, and always asks
                // the question that was seen longest ago.
                let mut facts: Vec<_> = (0..world.own_facts).collect();
                let due = |fact: &usize| {
                    let known = self.knowledge.get(&world.facts[*fact]);
                    let due = known.and_then(|it| it.memory.due());
                    match due {
                        Some(due) if due <= today => (0, due),
                        None => (1, 0),
                        Some(due) => (2, due),
                    }
                };
                facts.sort_by_cached_key(due);
                let least_seen = |fact: usize| world.on_fact[fact].iter().copied().min_by_key(seen);
                all = facts.into_iter().filter_map(least_seen).collect();
            }
            Rule::MissedFirst => {
                all.shuffle(&mut self.rng);
                all.sort_by_cached_key(|place| {
                    let part = match self.last_right.get(place) {
                        Some(false) => 0,
                        None => 1,
                        Some(true) => 2,
                    };
                    (part, seen(place))
                });
            }
        }
        all.truncate(count);
        all
    }
}

/// Converts a day of the simulation to the program's local day.
pub fn local(day: i32) -> i32 {
    BEGIN + day
}
