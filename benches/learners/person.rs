//! A simulated learner, whose memory deliberately differs from the program's model: half of the
//! learners forget according to a sum of power laws, and half according to half-lives. Learners
//! also remember individual questions, and rule out options.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng as _, RngExt as _, SeedableRng as _};

use certdrill::quiz::Confidence;

use super::world::{Asked, World};

pub struct Person {
    pub kind: Kind,
    law: Law,
    /// One entry per fact: `true` if the learner knew the fact before studying.
    known: Vec<bool>,
    traces: Vec<Trace>,
    /// The day on which each question was last seen.
    seen: Vec<Option<f64>>,
    /// The probability that knowledge of a fact transfers to a new question.
    transfer: f64,
    slip: f64,
    /// The probability of ruling out each of two incorrect options, if there are four options.
    rules_out: f64,
    /// `true` if the learner states a confidence, which is often too high.
    marks: bool,
    boldness: f64,
    pace: f64,
}

/// The way a learner uses the explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Reads the correct answer and its reason.
    Reads,
    /// Reads them three times out of ten.
    Skims,
    /// Knows nothing, guesses blindly, and reads nothing.
    Guesses,
}

impl Kind {
    /// Returns the probability that the learner reads the correct answer.
    fn heeds(self) -> f64 {
        match self {
            Self::Reads => 1.0,
            Self::Skims => 0.3,
            Self::Guesses => 0.0,
        }
    }
}

#[derive(Clone, Copy)]
enum Law {
    /// Activation: every encounter fades according to its own power law, and faster if the memory
    /// was still fresh (after Pavlik and Anderson 2005).
    Activation {
        decay: f64,
        crowding: f64,
        threshold: f64,
        noise: f64,
    },
    /// A half-life that grows with each recall, and more if the recall was difficult.
    HalfLife { first: f64, growth: f64 },
}

#[derive(Clone, Default)]
struct Trace {
    /// The encounters, each with its time in days and its decay exponent.
    met: Vec<(f64, f64)>,
    half_life: f64,
    /// The difficulty of the fact for this learner, centered at 0.
    hard: f64,
}

pub struct Answer {
    pub right: bool,
    pub confidence: Option<Confidence>,
    pub seconds: f64,
}

/// Returns a random number with mean 0 and variance 1.
pub fn normal(rng: &mut Xoshiro256PlusPlus) -> f64 {
    let sum: f64 = (0..12).map(|_| rng.random::<f64>()).sum();
    sum - 6.0
}

fn between(rng: &mut Xoshiro256PlusPlus, low: f64, high: f64) -> f64 {
    low + (high - low) * rng.random::<f64>()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

impl Person {
    /// Creates the learner with the given number. In every 12 groups of 10 learners, one group only
    /// guesses and one skims.
    pub fn new(number: u64, world: &World) -> Self {
        let kind = match number / 10 % 12 {
            11 => Kind::Guesses,
            10 => Kind::Skims,
            _ => Kind::Reads,
        };
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(number);
        // The component of each fact's difficulty that is the same for all learners.
        let mut anybody = Xoshiro256PlusPlus::seed_from_u64(0xFAC7);
        let ability = normal(&mut rng);
        let law = if number.is_multiple_of(2) {
            Law::Activation {
                decay: (0.30 + 0.08 * normal(&mut rng) - 0.03 * ability).clamp(0.12, 0.55),
                crowding: between(&mut rng, 0.08, 0.16),
                threshold: -0.75 + 0.3 * normal(&mut rng) - 0.15 * ability,
                noise: between(&mut rng, 0.3, 0.5),
            }
        } else {
            Law::HalfLife {
                first: 4.0 * (0.6 * normal(&mut rng) + 0.2 * ability).exp(),
                growth: between(&mut rng, 1.0, 2.5),
            }
        };
        let mut known = Vec::new();
        let mut traces = Vec::new();
        let shifts = (0..world.parts.len()).map(|_| 0.5 * normal(&mut rng));
        let shifts: Vec<_> = shifts.collect();
        for part in &world.part_of_fact {
            let hard = 0.7 * normal(&mut anybody) + 0.4 * normal(&mut rng);
            let odds = -0.9 + 0.9 * ability + shifts[*part] - hard;
            known.push(rng.random::<f64>() < logistic(odds) && kind != Kind::Guesses);
            traces.push(Trace {
                hard,
                ..Trace::default()
            });
        }
        Self {
            kind,
            law,
            known,
            traces,
            seen: vec![None; world.questions.len()],
            transfer: between(&mut rng, 0.8, 1.0),
            slip: between(&mut rng, 0.01, 0.08),
            rules_out: between(&mut rng, 0.1, 0.6),
            marks: rng.random::<f64>() < 0.5,
            boldness: between(&mut rng, 0.0, 0.4),
            pace: (0.25 * normal(&mut rng)).exp(),
        }
    }

    /// Returns the probability that the fact is recalled on `day`.
    pub fn recall(&self, fact: usize, day: f64) -> f64 {
        let trace = &self.traces[fact];
        let learned = match self.law {
            _ if trace.met.is_empty() => 0.0,
            Law::Activation {
                threshold, noise, ..
            } => logistic((trace.activation(day) - threshold - 0.25 * trace.hard) / noise),
            Law::HalfLife { .. } => {
                let last = trace.met.last().map_or(day, |met| met.0);
                0.97 * 0.5_f64.powf((day - last).max(0.0) / trace.half_life.max(0.05))
            }
        };
        let before = if self.known[fact] { 0.9 } else { 0.0 };
        1.0 - (1.0 - learned) * (1.0 - before)
    }

    /// Returns the probability that all facts of `question` are recalled on `day`.
    fn recall_all(&self, question: &Asked, day: f64) -> f64 {
        let facts = question.facts.iter();
        facts.map(|fact| self.recall(*fact, day)).product()
    }

    /// Returns the probability that `question` is answered correctly on `day` if it is new.
    pub fn right_on_new(&self, question: &Asked, day: f64) -> f64 {
        let knows = self.recall_all(question, day) * self.transfer;
        knows * (1.0 - self.slip) + (1.0 - knows) * self.luck(question)
    }

    /// Returns the probability of a correct guess after ruling out options.
    fn luck(&self, question: &Asked) -> f64 {
        if (question.options, question.right) != (4, 1) || self.kind == Kind::Guesses {
            return question.chance;
        }
        let out = self.rules_out;
        let stay = 1.0 - out;
        stay * stay / 4.0 + 2.0 * out * stay / 3.0 + out * out / 2.0
    }

    /// Answers a question, reads the correct answer, and remembers it.
    pub fn answer(
        &mut self,
        place: usize,
        question: &Asked,
        day: f64,
        rng: &mut Xoshiro256PlusPlus,
    ) -> Answer {
        let mut happens = |chance: f64| rng.random::<f64>() < chance;
        let recalls = happens(self.recall_all(question, day));
        let knows = match self.seen[place] {
            Some(last) => recalls || happens(0.7 * (-(day - last) / 8.0).exp()),
            None => recalls && happens(self.transfer),
        };
        let right = if knows {
            !happens(self.slip)
        } else {
            happens(self.luck(question))
        };
        let confidence = match (self.marks, knows) {
            (false, _) => None,
            (true, true) if happens(0.7) => Some(Confidence::Sure),
            (true, true) => Some(Confidence::Unsure),
            (true, false) if happens(self.boldness) => Some(Confidence::Sure),
            (true, false) if happens(0.4) => Some(Confidence::Unsure),
            (true, false) => Some(Confidence::Guess),
        };
        let heeds = recalls || happens(self.kind.heeds());
        let thinking = if knows { 25.0 } else { 45.0 } * (0.3 * normal(rng)).exp();
        let reading = if right { 4.0 } else { 25.0 };
        if heeds {
            self.seen[place] = Some(day);
            for fact in &question.facts {
                self.traces[*fact].meet(self.law, recalls, day);
            }
        }
        Answer {
            right,
            confidence,
            seconds: self.pace * (thinking + reading),
        }
    }

    /// Takes an exam with new questions similar to `drawn`. Returns the number of correct answers.
    pub fn take(&self, drawn: &[&Asked], day: f64, rng: &mut Xoshiro256PlusPlus) -> usize {
        let right = |it: &&&Asked| rng.random::<f64>() < self.right_on_new(it, day);
        drawn.iter().filter(right).count()
    }
}

impl Trace {
    fn activation(&self, day: f64) -> f64 {
        let each = |(met, decay): &(f64, f64)| (day - met).max(0.01).powf(-decay);
        self.met.iter().map(each).sum::<f64>().ln()
    }

    fn meet(&mut self, law: Law, recalled: bool, day: f64) {
        match law {
            Law::Activation {
                decay, crowding, ..
            } => {
                let crowded = if self.met.is_empty() {
                    0.0
                } else {
                    crowding * self.activation(day).exp()
                };
                self.met.push((day, (decay + crowded).min(1.5)));
            }
            Law::HalfLife { first, growth } => {
                let first = first * (-0.3 * self.hard).exp();
                let Some((last, _)) = self.met.last() else {
                    self.half_life = first;
                    self.met.push((day, 0.0));
                    return;
                };
                let now = 0.5_f64.powf((day - last).max(0.0) / self.half_life);
                self.half_life = if recalled {
                    self.half_life * (1.1 + 2.0 * growth * (1.0 - now))
                } else {
                    (self.half_life * 0.5).max(first)
                };
                self.met[0] = (day, 0.0);
            }
        }
    }
}

/// Returns a random generator with a separate seed for each purpose.
pub fn seeded(purpose: u64, number: u64) -> Xoshiro256PlusPlus {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(purpose.wrapping_mul(0x9E37_79B9) ^ number);
    rng.next_u64();
    rng
}
