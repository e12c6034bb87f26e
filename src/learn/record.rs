//! The totals of all answers so far. The fold processes one session at a time, so the cost of an
//! update depends only on the sessions since the last update, not on the length of the history.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::known_parts::FactsOfParts;
use super::missed::{Missed, Waiting};
use super::{
    Calendar, Day, Encounter, GradedAnswer, Interval, Knowledge, Readiness, Resets, verdicts,
};
use crate::model::{Bank, CellRef, ChoiceId, Component, QuestionId, TopicId};
use crate::quiz::{Confidence, Ending, Feedback, Kind, Misconception, Session, Tally};

/// The version of the derived state. Increment it with every change to the content or format of a
/// record. `tests/derived.rs` detects a missing increment.
pub const DERIVED_VERSION: u32 = 18;

/// A learner's record on a bank.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LearnerRecord {
    /// The number of sessions folded so far.
    pub sessions: usize,
    /// The number of unreadable sessions and answers, which are excluded.
    pub unread: usize,
    pub all: Tally,
    pub topics: HashMap<TopicId, Tally>,
    pub questions: HashMap<QuestionId, Tally>,
    /// The time of the last answer to each question, in UTC milliseconds.
    pub last_seen: HashMap<QuestionId, i64>,
    /// The numbers of correct and incorrect answers about each table cell, in drills and in
    /// questions. Answers in drills count only here, not as answers to questions.
    pub cells: HashMap<CellRef, (usize, usize)>,
    /// The knowledge of each fact, cell, and term that was asked about.
    pub knowledge: BTreeMap<Component, Knowledge>,
    /// The usual response time, which is a running mean.
    pub usual: Duration,
    /// The missed questions, cells, and terms, most recent first.
    pub missed: Vec<Missed>,
    /// The questions that were flagged in a session and were not unflagged in a later session.
    pub flagged: HashSet<QuestionId>,
    /// The answers by local day, in days since 1970, including answers that were reset later.
    pub days: BTreeMap<i32, Day>,
    /// The mix-ups, by wrong belief.
    #[serde(with = "pairs")]
    pub mix_ups: HashMap<Misconception, MixUp>,
    /// The IDs of tasks, and of topics without a task, whose facts were all known at once. Each ID
    /// is mapped to the start of the first session that achieved this, in UTC milliseconds.
    pub parts_known: BTreeMap<String, i64>,
    /// The readiness at the end of each day with answers.
    pub ready: Vec<ReadyPoint>,
    /// The completed exams, oldest first.
    pub exams: Vec<ExamPoint>,
    /// The local start days of exams that were abandoned after at least one answer.
    pub exams_left: Vec<i32>,
    /// The hour when days begin.
    pub day_starts: u8,
    /// The time of the newest answer, in UTC milliseconds.
    pub newest_ms: Option<i64>,
    /// The sessions with answers dated in the future, which are excluded.
    pub ahead: Option<FutureSessions>,
}

/// Sessions with answers dated in the future because a clock was wrong. They count once the date of
/// those answers is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FutureSessions {
    pub sessions: usize,
    /// The time of the earliest of those answers, in UTC milliseconds.
    pub from_ms: i64,
}

impl FutureSessions {
    /// Adds a session with an answer at `at_ms`.
    pub fn add(ahead: Option<Self>, at_ms: i64) -> Self {
        Self {
            sessions: ahead.map_or(0, |it| it.sessions) + 1,
            from_ms: ahead.map_or(at_ms, |it| it.from_ms.min(at_ms)),
        }
    }
}

/// The number of times a mix-up occurred, and the incorrect option selected most recently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MixUp {
    pub times: usize,
    pub question: QuestionId,
    pub option: ChoiceId,
}

/// The readiness at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadyPoint {
    /// The local date, in days since 1970.
    pub day: i32,
    /// The expected share of correct answers to new questions.
    pub share: Interval,
    /// The passing probability, 0 to 1, if available.
    pub pass: Option<f64>,
}

/// An exam as a point in the trend.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamPoint {
    /// The time, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The local date, in days since 1970.
    pub day: i32,
    pub score: Tally,
}

/// A session to fold into the record.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    pub kind: Kind,
    pub session: &'a Session,
    /// The start time, in milliseconds since 1970 (UTC).
    pub began_ms: i64,
    /// The offset of local time from UTC, in seconds.
    pub offset_s: i32,
    pub calendar: Calendar,
}

/// A fold that adds sessions to a record.
pub struct Fold<'a> {
    bank: &'a Bank,
    resets: &'a Resets,
    record: LearnerRecord,
    waiting: Waiting,
    /// The facts of the bank's parts, which are collected when the first answers are folded in.
    facts: Option<FactsOfParts>,
}

impl LearnerRecord {
    /// Returns whether `item`, a cell or a term, is on the list of missed items.
    pub fn is_missed(&self, item: &Component) -> bool {
        self.missed.iter().any(|it| it.of.as_ref() == Some(item))
    }

    /// Returns whether folding the same sessions with `calendar` would produce the same result:
    /// days begin at the same hour, and the same answers are in the future.
    pub fn is_of(&self, calendar: Calendar) -> bool {
        self.day_starts == calendar.day_starts
            && !self.newest_ms.is_some_and(|it| calendar.is_ahead(it))
            && self.ahead.is_none_or(|it| calendar.is_ahead(it.from_ms))
    }
}

impl<'a> Fold<'a> {
    /// Creates a fold that continues from `record`.
    pub fn of(record: LearnerRecord, bank: &'a Bank, resets: &'a Resets) -> Self {
        let mut record = record;
        let waiting = std::mem::take(&mut record.missed).into_iter();
        Self {
            waiting: waiting.map(|it| (it.question.clone(), it)).collect(),
            bank,
            resets,
            record,
            facts: None,
        }
    }

    /// Folds a session. Sessions must be passed in the order in which they began.
    pub fn take(&mut self, attempt: Attempt<'_>) {
        let (kind, session) = (attempt.kind, attempt.session);
        self.record.sessions += 1;
        let calendar = attempt.calendar;
        self.record.day_starts = calendar.day_starts;
        self.close_days_before(calendar.day_of(attempt.began_ms, attempt.offset_s));
        let mut found = verdicts(self.bank, attempt);
        let ahead = found.extract_if(.., |it| calendar.is_ahead(it.at_ms));
        if let Some(at_ms) = ahead.map(|it| it.at_ms).min() {
            self.record.ahead = Some(FutureSessions::add(self.record.ahead, at_ms));
        }
        let newest_ms = found.iter().map(|it| it.at_ms).max();
        self.record.newest_ms = self.record.newest_ms.max(newest_ms);
        found.sort_by_key(|verdict| verdict.at_ms);
        let last_day = found.last().map(|it| it.day);
        for verdict in found {
            self.answer(&verdict);
        }
        if let Some(day) = last_day {
            let facts = self
                .facts
                .get_or_insert_with(|| FactsOfParts::of(self.bank));
            let LearnerRecord {
                parts_known,
                knowledge,
                ..
            } = &mut self.record;
            facts.note_known(parts_known, knowledge, day, attempt.began_ms);
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
            if session.is_over_unanswered() {
                // An exam without any answer is not evidence.
            } else if session.ending() != Some(Ending::Abandoned) {
                self.record.exams.push(ExamPoint { at_ms, day, score });
            } else if score.of > 0 {
                let began = calendar.day_of(attempt.began_ms, attempt.offset_s);
                self.record.exams_left.push(began);
            }
        }
    }

    /// Adds `count` to the number of unreadable sessions.
    pub fn leave_out(&mut self, count: usize) {
        self.record.unread += count;
    }

    /// Records the readiness at the end of the last day with answers before `day`.
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

    fn answer(&mut self, verdict: &GradedAnswer) {
        // A question that was left blank counts as missed but not as an answer.
        if !verdict.blank {
            let day = self.record.days.entry(verdict.day).or_default();
            day.took += verdict.took;
            let GradedAnswer {
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
            for component in verdict.asks.iter().filter(|_| !verdict.shown_first) {
                let known = self.record.knowledge.entry(component.clone());
                known.or_default().left_blank();
            }
        } else {
            self.learn(verdict);
        }
        let record = &mut self.record;
        Missed::learn(&mut self.waiting, verdict, record.sessions);
        if verdict.drilled {
            return;
        }
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
    }

    /// Updates knowledge: a correct answer counts as a review of the items that the question asks
    /// about. An incorrect answer counts as a lapse for these items and for the facts that the
    /// selected incorrect options contradict.
    fn learn(&mut self, verdict: &GradedAnswer) {
        /// The inverse of the newest answer's weight in the usual response time.
        const MEAN_OVER: u32 = 20;
        let record = &mut self.record;
        let sight = Encounter {
            question: &verdict.question,
            first: !record.last_seen.contains_key(&verdict.question),
            right: verdict.is_known(),
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
            if verdict.shown_first || verdict.drilled {
                known.remember(&sight);
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
        // If the fact was shown first, the response time would include the time needed to read it.
        if !verdict.drilled && !verdict.shown_first {
            record.usual = if record.usual.is_zero() {
                verdict.took
            } else {
                (record.usual * (MEAN_OVER - 1) + verdict.took) / MEAN_OVER
            };
        }
    }

    /// Returns the record of all folded sessions. Removes items that are no longer in the bank,
    /// because they can be neither asked about nor corrected.
    pub fn done(self) -> LearnerRecord {
        let Self {
            bank,
            mut record,
            mut waiting,
            ..
        } = self;
        waiting.retain(|_, missed| missed.is_in(bank));
        record.last_seen.retain(|id, _| bank.question(id).is_some());
        record.flagged.retain(|id| bank.question(id).is_some());
        record.knowledge.retain(|component, _| match component {
            // A question that does not name a fact is itself treated as a fact.
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

/// Serializes maps with non-string keys as lists of pairs.
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
