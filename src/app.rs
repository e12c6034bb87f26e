//! The use cases that the command line and the screens share: begin, answer,
//! leave and resume a session, and look back.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use rand::TryRng as _;
use rand::rngs::SysRng;

use crate::bank::{Diagnostic, Loaded};
use crate::learn::{Record, verdicts};
use crate::model::{Bank, Blueprint, Question, QuestionId, TopicId};
use crate::quiz::{
    Away, Draw, Ending, Event, Feedback, Kind, Moment, Order, Policy, Refused, Session,
    SessionClock, Stamped, Wish, draw,
};
use crate::store::{AppendError, Header, Sat, SessionId, Store};

/// The questions of an exam where the bank cannot fill its blueprint.
const PROPORTIONAL_EXAM: usize = 20;
/// The pace of an exam in a bank that declares none, in seconds a question.
const USUAL_PACE: u32 = 83;

/// A bank, a history, and what one does with them.
#[derive(Debug)]
pub struct App {
    pub bank: Arc<Bank>,
    /// What is wrong with the bank.
    pub problems: Vec<Diagnostic>,
    store: Store,
    /// Why answers are not kept, when they are not.
    pub no_history: Option<String>,
}

/// Which questions, how many, and how they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// None named is all.
    pub topics: Vec<TopicId>,
    pub which: Which,
    pub count: usize,
    pub limit: Option<Duration>,
    pub feedback: Feedback,
    pub order: Order,
    /// `None` takes one from the system.
    pub seed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    All,
    Unseen,
    Missed,
    Flagged,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            topics: Vec::new(),
            which: Which::All,
            count: 10,
            limit: None,
            feedback: Feedback::Each,
            order: Order::Mixed,
            seed: None,
        }
    }
}

/// A session that is being sat.
#[derive(Clone, Debug)]
pub struct Sitting {
    pub header: Header,
    pub session: Session,
    clock: SessionClock,
    next_step: u64,
    unsaved: Vec<Pending>,
    /// Why the last write failed; `None` when all is saved.
    pub trouble: Option<String>,
    /// Another program took this session over; nothing can be added here.
    pub taken: bool,
}

#[derive(Clone, Debug)]
enum Pending {
    Begin(Vec<Draw>),
    Event(u64, Stamped),
}

impl Sitting {
    pub fn elapsed(&self, now: &Moment) -> Duration {
        self.clock.elapsed(now)
    }

    /// What is left of its time limit.
    pub fn left(&self, now: &Moment) -> Option<Duration> {
        self.session.left(self.elapsed(now))
    }

    pub fn is_saved(&self) -> bool {
        self.unsaved.is_empty()
    }
}

/// All that the history says about the bank.
#[derive(Debug, Default)]
pub struct Overview {
    /// Every session, oldest first.
    pub sessions: Vec<Sat>,
    pub record: Record,
    /// Questions that are flagged in the last session that showed them.
    pub flagged: HashSet<QuestionId>,
}

impl Overview {
    /// The session to go on with: the newest that has not ended.
    pub fn open_session(&self) -> Option<&Sat> {
        self.sessions
            .iter()
            .rev()
            .find(|sat| sat.session.ending().is_none())
    }

    /// Sessions that have ended with something answered, newest first.
    pub fn finished(&self) -> impl Iterator<Item = &Sat> {
        self.sessions
            .iter()
            .rev()
            .filter(|sat| sat.session.ending().is_some() && sat.session.score().all.of > 0)
    }
}

impl App {
    /// `store` is the opened history, or why there is none: then everything
    /// works and nothing is kept.
    pub fn new(loaded: Loaded, store: Result<Store, String>) -> anyhow::Result<Self> {
        let (store, no_history) = match store {
            Ok(store) => (store, None),
            Err(why) => (Store::in_memory()?, Some(why)),
        };
        Ok(Self {
            bank: Arc::new(loaded.bank),
            problems: loaded.problems,
            store,
            no_history,
        })
    }

    /// Reads the whole history of this bank. Sessions whose deadline passed
    /// while nobody looked are ended first, at their deadline.
    pub fn overview(&mut self, now: &Moment) -> anyhow::Result<Overview> {
        let mut sessions = self.store.sessions(&self.bank.id)?;
        for sat in &mut sessions {
            self.expire_if_due(sat, now);
        }
        let mut flagged = HashSet::new();
        let mut found = Vec::new();
        for (number, sat) in sessions.iter().enumerate() {
            found.extend(verdicts(
                &self.bank,
                &sat.session,
                number,
                sat.header.began.utc_ms,
            ));
            for slot in sat.session.slots().iter().filter(|slot| slot.visited) {
                if slot.flagged {
                    flagged.insert(slot.question.id.clone());
                } else {
                    flagged.remove(&slot.question.id);
                }
            }
        }
        Ok(Overview {
            sessions,
            record: Record::fold(found),
            flagged,
        })
    }

    fn expire_if_due(&mut self, sat: &mut Sat, now: &Moment) {
        let policy = &sat.session.policy;
        let (Some(limit), Away::Runs) = (policy.limit, policy.away) else {
            return;
        };
        if sat.session.ending().is_some() || now.since(&sat.header.began) < limit {
            return;
        }
        let ended = Stamped {
            elapsed: limit,
            at_ms: sat
                .header
                .began
                .utc_ms
                .saturating_add(limit.as_millis() as i64),
            event: Event::Ended {
                ending: Ending::Expired,
            },
        };
        // Where it cannot be written it is found due again at the next look.
        let _unless_unwritable = self
            .store
            .append(sat.header.id, sat.next_step, &ended, true);
        sat.session.evolve(&ended);
        sat.next_step += 1;
    }

    /// The questions that `selection` draws from.
    pub fn pool(&self, selection: &Selection, overview: &Overview) -> Vec<Arc<Question>> {
        if selection.which == Which::Missed {
            // In the list's order: the newest miss first.
            let missed = overview.record.missed.iter();
            return missed
                .filter_map(|it| self.bank.question(&it.question).cloned())
                .filter(|question| selection.has_topic(&question.topic))
                .collect();
        }
        let wanted = |question: &&Arc<Question>| {
            selection.has_topic(&question.topic)
                && match selection.which {
                    Which::Unseen => !overview.record.last_seen.contains_key(&question.id),
                    Which::Flagged => overview.flagged.contains(&question.id),
                    Which::All | Which::Missed => true,
                }
        };
        self.bank.questions.iter().filter(wanted).cloned().collect()
    }

    /// Begins a practice as selected; `None` where nothing matches.
    pub fn practice(
        &mut self,
        selection: &Selection,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let policy = Policy {
            feedback: selection.feedback,
            ..Policy::practice(selection.limit)
        };
        self.start(Kind::Practice, policy, selection, overview, now)
    }

    /// Begins a timed exam: no feedback before its end, and a deadline that stands.
    pub fn exam(
        &mut self,
        selection: &Selection,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let limit = selection
            .limit
            .unwrap_or_else(|| self.exam_time(selection.count));
        self.start(Kind::Exam, Policy::exam(limit), selection, overview, now)
    }

    /// Begins a review of what was missed, newest miss first.
    pub fn review(
        &mut self,
        selection: &Selection,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let selection = Selection {
            which: Which::Missed,
            order: Order::Given,
            ..selection.clone()
        };
        let policy = Policy::practice(selection.limit);
        self.start(Kind::Review, policy, &selection, overview, now)
    }

    /// Begins a session on exactly `questions`, in their order, with reasons at once.
    pub fn these(&mut self, kind: Kind, questions: &[QuestionId], now: &Moment) -> Option<Sitting> {
        let known = questions.iter().filter_map(|id| self.bank.question(id));
        let pool: Vec<_> = known.cloned().collect();
        let selection = Selection {
            count: pool.len(),
            order: Order::Given,
            ..Selection::default()
        };
        let overview = self.overview(now).unwrap_or_default();
        self.start_on(
            &pool,
            kind,
            Policy::practice(None),
            &selection,
            &overview,
            now,
        )
    }

    fn start(
        &mut self,
        kind: Kind,
        policy: Policy,
        selection: &Selection,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let pool = self.pool(selection, overview);
        self.start_on(&pool, kind, policy, selection, overview, now)
    }

    fn start_on(
        &mut self,
        pool: &[Arc<Question>],
        kind: Kind,
        policy: Policy,
        selection: &Selection,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let seed = selection.seed.unwrap_or_else(random);
        let wish = Wish {
            count: selection.count,
            order: selection.order,
            seed,
        };
        let draws = draw(pool, &overview.record.last_seen, wish);
        if draws.is_empty() {
            return None;
        }
        // One practice is open at a time; the answers of the one left count.
        for sat in &overview.sessions {
            if sat.session.ending().is_none() && sat.session.policy.away == Away::Pauses {
                self.abandon(sat.clone(), now);
            }
        }
        let header = Header {
            id: SessionId(random_id()),
            bank: self.bank.id.clone(),
            kind,
            policy: policy.clone(),
            seed,
            began: now.clone(),
        };
        let mut sitting = Sitting {
            clock: SessionClock::start(policy.away, now.clone()),
            session: Session::new(policy, draws.clone()),
            header,
            next_step: 0,
            unsaved: vec![Pending::Begin(draws)],
            trouble: None,
            taken: false,
        };
        self.save(&mut sitting);
        Some(sitting)
    }

    fn abandon(&mut self, sat: Sat, now: &Moment) {
        let mut sitting = Self::reopen(sat, now);
        let event = Event::Ended {
            ending: Ending::Abandoned,
        };
        // One that has ended by itself meanwhile needs no other end.
        let _ended_anyhow = self.apply(&mut sitting, event, now);
    }

    /// The sitting of a session from the history, as it stands there.
    fn reopen(sat: Sat, now: &Moment) -> Sitting {
        Sitting {
            clock: SessionClock::reopen(
                sat.session.policy.away,
                sat.header.began.clone(),
                sat.session.elapsed(),
                now.clone(),
            ),
            header: sat.header,
            session: sat.session,
            next_step: sat.next_step,
            unsaved: Vec::new(),
            trouble: None,
            taken: false,
        }
    }

    /// Goes on with an interrupted session, where it was left.
    pub fn resume(&mut self, sat: Sat, now: &Moment) -> Sitting {
        let mut sitting = Self::reopen(sat, now);
        // Refused only by a session that has ended, which shows its result.
        let _ended_anyhow = self.apply(&mut sitting, Event::Resumed, now);
        sitting
    }

    /// Lets `event` happen if it may: kept first, then shown. Where time is up
    /// the session ends instead.
    pub fn apply(
        &mut self,
        sitting: &mut Sitting,
        event: Event,
        now: &Moment,
    ) -> Result<(), Refused> {
        let elapsed = sitting.elapsed(now);
        let decided = sitting.session.decide(event, elapsed, now.utc_ms);
        let (stamped, refused) = match decided {
            Ok(stamped) => (stamped, Ok(())),
            Err(Refused::TimeUp) => {
                let expired = Event::Ended {
                    ending: Ending::Expired,
                };
                let stamped = sitting.session.decide(expired, elapsed, now.utc_ms)?;
                (stamped, Err(Refused::TimeUp))
            }
            Err(refused) => return Err(refused),
        };
        sitting
            .unsaved
            .push(Pending::Event(sitting.next_step, stamped.clone()));
        sitting.next_step += 1;
        self.save(sitting);
        sitting.session.evolve(&stamped);
        refused
    }

    /// Writes what is not written yet, oldest first. What cannot be written now
    /// stays, with the reason, and is tried again with the next event.
    fn save(&mut self, sitting: &mut Sitting) {
        if sitting.taken {
            return;
        }
        let feedback = sitting.session.policy.feedback;
        let id = sitting.header.id;
        let mut written = 0;
        let mut outcome = Ok(());
        for pending in &sitting.unsaved {
            outcome = match pending {
                Pending::Begin(draws) => self.store.begin(&sitting.header, draws),
                Pending::Event(step, stamped) => {
                    let durable = is_answer(&stamped.event, feedback);
                    self.store.append(id, *step, stamped, durable)
                }
            };
            if outcome.is_err() {
                break;
            }
            written += 1;
        }
        sitting.unsaved.drain(..written);
        sitting.taken = matches!(outcome, Err(AppendError::Taken));
        sitting.trouble = outcome.err().map(|error| error.to_string());
    }

    /// The questions and the time of an exam on what this bank has, or its
    /// whole blueprint where it has all of the domains.
    pub fn exam_size(&self) -> usize {
        PROPORTIONAL_EXAM.min(self.bank.questions.len())
    }

    /// The time for `count` questions at the exam's pace, in whole minutes.
    pub fn exam_time(&self, count: usize) -> Duration {
        let pace = self
            .bank
            .exam
            .as_ref()
            .map_or(USUAL_PACE, Blueprint::seconds_a_question);
        let seconds = u64::from(pace) * count as u64;
        Duration::from_secs(seconds.div_ceil(60).max(1) * 60)
    }
}

impl Selection {
    fn has_topic(&self, topic: &TopicId) -> bool {
        self.topics.is_empty() || self.topics.contains(topic)
    }
}

/// Whether losing `event` would lose an answer: those wait for the disk.
fn is_answer(event: &Event, feedback: Feedback) -> bool {
    match event {
        Event::Answered { .. } | Event::TookBack { .. } | Event::Ended { .. } => true,
        Event::Chose { .. } => feedback == Feedback::End,
        _ => false,
    }
}

fn random_id() -> [u8; 16] {
    let mut id = [0; 16];
    fill(&mut id);
    id
}

/// A seed from the system. It is kept below 2^53, so that it can be typed,
/// written as JSON and given back exactly.
fn random() -> u64 {
    let mut bytes = [0; 8];
    fill(&mut bytes);
    u64::from_le_bytes(bytes) >> 11
}

fn fill(bytes: &mut [u8]) {
    SysRng
        .try_fill_bytes(bytes)
        .expect("the system hands out random bytes");
}
