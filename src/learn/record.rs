//! What all answers so far add up to: a fold that takes one session at a time, so
//! that a history of any length costs what has come since the last look.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::missed::{Missed, Waiting};
use super::{Calendar, Day, Knowledge, Likely, Readiness, Resets, Sight, Verdict, verdicts};
use crate::model::{Bank, CellRef, ChoiceId, Component, QuestionId, TopicId};
use crate::quiz::{Confidence, Ending, Feedback, Kind, Myth, Session, Tally};

/// The version of what is derived from the history and how. Raise it with every change of what
/// a record says or how it is written; `tests/derived.rs` finds what was forgotten.
pub const DERIVED_VERSION: u32 = 11;

/// A learner's record on one bank.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The sessions folded in so far.
    pub sessions: usize,
    /// Sessions and answers that could not be read, and are left out.
    pub unread: usize,
    pub all: Tally,
    pub topics: HashMap<TopicId, Tally>,
    pub questions: HashMap<QuestionId, Tally>,
    /// When each question was answered last, UTC milliseconds.
    pub last_seen: HashMap<QuestionId, i64>,
    /// Right and wrong answers to each cell of a matrix, in drills and in questions.
    /// Those of a drill are no answers to questions and count only here.
    pub cells: HashMap<CellRef, (usize, usize)>,
    /// What is known of each fact, cell, and term that was asked for.
    pub knowledge: BTreeMap<Component, Knowledge>,
    /// The time that an answer usually takes: a running mean.
    pub usual: Duration,
    /// Newest miss first.
    pub missed: Vec<Missed>,
    /// Questions that were flagged in a session, and not unflagged in a later one.
    pub flagged: HashSet<QuestionId>,
    /// Answers by local day, counted from 1970, whatever was begun anew since.
    pub days: BTreeMap<i32, Day>,
    /// What was mixed up.
    #[serde(with = "pairs")]
    pub mix_ups: HashMap<Myth, MixUp>,
    /// How ready the learner was on the days on which something was answered.
    pub ready: Vec<ReadyPoint>,
    /// The exams that were finished, oldest first.
    pub exams: Vec<ExamPoint>,
    /// The local day on which each exam began that was left before its end with something
    /// answered.
    pub exams_left: Vec<i32>,
    /// The hour at which its days begin.
    pub day_starts: u8,
    /// When its newest answer was given, UTC milliseconds.
    pub newest_ms: Option<i64>,
    /// Sessions with answers from the future, which are left out.
    pub ahead: Option<Ahead>,
}

/// Sessions with answers from the future: a clock was wrong. They count from that day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    pub sessions: usize,
    /// When the first of those answers was given, UTC milliseconds.
    pub from_ms: i64,
}

impl Ahead {
    /// Adds a session with an answer at `at_ms`.
    pub fn add(ahead: Option<Self>, at_ms: i64) -> Self {
        Self {
            sessions: ahead.map_or(0, |it| it.sessions) + 1,
            from_ms: ahead.map_or(at_ms, |it| it.from_ms.min(at_ms)),
        }
    }
}

/// How often something was mixed up, and the incorrect option that was chosen last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MixUp {
    pub times: usize,
    pub question: QuestionId,
    pub option: ChoiceId,
}

/// How ready the learner was at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadyPoint {
    /// The local day since 1970.
    pub day: i32,
    /// The share of new questions that would have been right.
    pub share: Likely,
    /// The chance of passing, 0 to 1, where it could be told.
    pub pass: Option<f64>,
}

/// One exam, as a point of the trend.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamPoint {
    /// UTC, milliseconds since 1970.
    pub at_ms: i64,
    /// The local day since 1970.
    pub day: i32,
    pub score: Tally,
}

/// A session as the record takes it.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    pub kind: Kind,
    pub session: &'a Session,
    /// UTC, milliseconds since 1970.
    pub began_ms: i64,
    /// What local time was ahead of UTC, in seconds.
    pub offset_s: i32,
    pub calendar: Calendar,
}

/// Folds sessions into a record.
pub struct Fold<'a> {
    bank: &'a Bank,
    resets: &'a Resets,
    record: Record,
    waiting: Waiting,
}

impl Record {
    /// Whether it is what a fold of the same sessions adds up to under `calendar`: its days
    /// begin at the same hour, and the same of them are in the future.
    pub fn is_of(&self, calendar: Calendar) -> bool {
        self.day_starts == calendar.day_starts
            && !self.newest_ms.is_some_and(|it| calendar.is_ahead(it))
            && self.ahead.is_none_or(|it| calendar.is_ahead(it.from_ms))
    }
}

impl<'a> Fold<'a> {
    /// Goes on with `record`.
    pub fn of(record: Record, bank: &'a Bank, resets: &'a Resets) -> Self {
        let mut record = record;
        let waiting = std::mem::take(&mut record.missed).into_iter();
        Self {
            waiting: waiting.map(|it| (it.question.clone(), it)).collect(),
            bank,
            resets,
            record,
        }
    }

    /// Folds one session in. Sessions come in the order in which they began.
    pub fn take(&mut self, attempt: Attempt<'_>) {
        let (kind, session) = (attempt.kind, attempt.session);
        self.record.sessions += 1;
        let calendar = attempt.calendar;
        self.record.day_starts = calendar.day_starts;
        self.close_days_before(calendar.day_of(attempt.began_ms, attempt.offset_s));
        let mut found = verdicts(self.bank, attempt);
        let ahead = found.extract_if(.., |it| calendar.is_ahead(it.at_ms));
        if let Some(at_ms) = ahead.map(|it| it.at_ms).min() {
            self.record.ahead = Some(Ahead::add(self.record.ahead, at_ms));
        }
        let newest_ms = found.iter().map(|it| it.at_ms).max();
        self.record.newest_ms = self.record.newest_ms.max(newest_ms);
        found.sort_by_key(|verdict| verdict.at_ms);
        for verdict in found {
            self.answer(&verdict);
        }
        let aside = session.slots().iter().filter(|slot| slot.aside);
        self.record.unread += aside.count();
        for slot in session.slots().iter().filter(|slot| slot.visited) {
            let current = self.bank.question_for(&slot.question.id);
            let id = current.map_or(&slot.question.id, |it| &it.id);
            if slot.flagged {
                self.record.flagged.insert(id.clone());
            } else if slot.unflagged {
                self.record.flagged.remove(id);
            }
        }
        if let Some(at_ms) = session.ended_ms()
            && kind == Kind::Exam
            && session.policy.feedback == Feedback::End
            && !calendar.is_ahead(at_ms)
        {
            let day = calendar.day_of(at_ms, attempt.offset_s);
            let score = session.score().all;
            if session.ending() != Some(Ending::Abandoned) {
                self.record.exams.push(ExamPoint { at_ms, day, score });
            } else if score.of > 0 {
                let began = calendar.day_of(attempt.began_ms, attempt.offset_s);
                self.record.exams_left.push(began);
            }
        }
    }

    /// Takes note of `count` sessions that could not be read.
    pub fn leave_out(&mut self, count: usize) {
        self.record.unread += count;
    }

    /// Takes note of how ready the learner was on the last day before `day`.
    fn close_days_before(&mut self, day: i32) {
        let record = &mut self.record;
        let Some((&last, _)) = record.days.range(..day).next_back() else {
            return;
        };
        if record.ready.last().is_some_and(|it| it.day >= last) {
            return;
        }
        let readiness = Readiness::of(self.bank, &record.knowledge, last);
        if let Some(share) = readiness.all {
            record.ready.push(ReadyPoint {
                day: last,
                share,
                pass: readiness.passing.ok().map(|it| it.pass),
            });
        }
    }

    fn answer(&mut self, verdict: &Verdict) {
        // A question left blank is missed, but nothing was answered.
        if !verdict.blank {
            let day = self.record.days.entry(verdict.day).or_default();
            day.took += verdict.took;
            let Verdict {
                topic,
                confidence,
                took,
                right,
                ..
            } = verdict;
            if verdict.drilled {
                day.drilled.add(*right);
            } else {
                day.add(topic, *confidence, *took, *right);
            }
        }
        if self.resets.undo(&verdict.topic, verdict.at_ms) {
            return;
        }
        let record = &mut self.record;
        for (cell, known) in &verdict.cells {
            let (right, wrong) = record.cells.entry(cell.clone()).or_default();
            *(if *known { right } else { wrong }) += 1;
        }
        for (myth, option) in &verdict.mix_ups {
            let times = record.mix_ups.get(myth).map_or(0, |it| it.times);
            let mix_up = MixUp {
                times: times + 1,
                question: verdict.question.clone(),
                option: option.clone(),
            };
            record.mix_ups.insert(myth.clone(), mix_up);
        }
        if verdict.blank {
            for component in verdict.asks.iter().filter(|_| !verdict.told) {
                let known = self.record.knowledge.entry(component.clone());
                known.or_default().left_blank();
            }
        } else {
            self.learn(verdict);
        }
        if verdict.drilled {
            return;
        }
        let record = &mut self.record;
        if !verdict.blank {
            record.all.add(verdict.right);
            let topic = record.topics.entry(verdict.topic.clone());
            topic.or_default().add(verdict.right);
            let question = record.questions.entry(verdict.question.clone());
            question.or_default().add(verdict.right);
        }
        record
            .last_seen
            .insert(verdict.question.clone(), verdict.at_ms);
        Missed::learn(&mut self.waiting, verdict, record.sessions);
    }

    /// A right answer reviews what was asked for; a wrong one lapses it, and the
    /// facts that the wrong options chosen contradict.
    fn learn(&mut self, verdict: &Verdict) {
        /// What the newest answer weighs in the usual time, as one in so many.
        const MEAN_OVER: u32 = 20;
        let record = &mut self.record;
        let sight = Sight {
            question: &verdict.question,
            first: !record.last_seen.contains_key(&verdict.question),
            right: verdict.right,
            confidence: verdict.confidence,
            card: verdict.card,
            took: verdict.took,
            usual: record.usual,
            chance: verdict.chance,
            at_ms: verdict.at_ms,
            day: verdict.day,
        };
        for component in &verdict.asks {
            let known = record.knowledge.entry(component.clone()).or_default();
            if verdict.told || verdict.drilled {
                known.remember_only(&sight);
            } else {
                known.learn(&sight);
            }
        }
        let sure = verdict.confidence == Some(Confidence::Sure);
        for component in &verdict.contradicted {
            if !verdict.right && !verdict.asks.contains(component) {
                let known = record.knowledge.entry(component.clone()).or_default();
                known.contradict(sure, verdict.at_ms, verdict.day);
            }
        }
        // With what was told first the time for reading that would count too.
        if !verdict.drilled && !verdict.told {
            record.usual = if record.usual.is_zero() {
                verdict.took
            } else {
                (record.usual * (MEAN_OVER - 1) + verdict.took) / MEAN_OVER
            };
        }
    }

    /// The record with all that was folded in. What has left the bank can neither
    /// be asked nor be put right, and is left out.
    pub fn done(self) -> Record {
        let Self {
            bank,
            mut record,
            mut waiting,
            ..
        } = self;
        waiting.retain(|id, _| bank.question(id).is_some());
        record.last_seen.retain(|id, _| bank.question(id).is_some());
        record.flagged.retain(|id| bank.question(id).is_some());
        record.knowledge.retain(|component, _| match component {
            // A question that names no fact is one of its own.
            Component::Fact(id) => {
                bank.fact(id).is_some() || bank.question(&id.as_str().into()).is_some()
            }
            Component::Cell(at) => bank.cell(at).is_some(),
            Component::Term(id) => bank.term(id).is_some(),
        });
        record.missed = Missed::list(waiting);
        record
    }
}

/// Maps whose keys are no strings, as lists of pairs.
mod pairs {
    use std::collections::HashMap;
    use std::hash::Hash;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &HashMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub fn deserialize<'de, K, V, D>(from: D) -> Result<HashMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Eq + Hash,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::<(K, V)>::deserialize(from)?.into_iter().collect())
    }
}
