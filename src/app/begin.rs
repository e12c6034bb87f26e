//! Beginning sessions: practice, exam, review.

use std::sync::Arc;
use std::time::Duration;

use super::random::{random_id, random_seed};
use super::sitting::{Pending, waits};
use super::study::{explain, leeches};
use super::{App, Overview, Selection, Sitting, Which};
use crate::model::{Blueprint, Domain, QuestionId};
use crate::quiz::{
    Away, Draw, Kind, Moment, Order, Policy, Session, SessionClock, Weights, Wish, draw, draw_exam,
    fills, made_question,
};
use crate::store::{Header, Sat, SessionId};

/// The questions of an exam where the bank cannot fill its blueprint.
const PROPORTIONAL_EXAM: usize = 20;
/// The pace of an exam in a bank that declares none, in seconds a question.
const USUAL_PACE: u32 = 83;

impl App {
    /// Begins a practice as selected; `None` where nothing matches.
    pub fn practice(
        &mut self,
        selection: &Selection,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let policy = Policy {
            feedback: selection.feedback,
            each: selection.each,
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
        let policy = Policy {
            each: selection.each,
            ..Policy::exam(limit)
        };
        self.start(Kind::Exam, policy, selection, overview, now)
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
        let policy = Policy {
            each: selection.each,
            ..Policy::practice(selection.limit)
        };
        self.start(Kind::Review, policy, &selection, overview, now)
    }

    /// Begins a session on exactly `questions`, in their order, with reasons at once.
    pub fn these(&mut self, kind: Kind, questions: &[QuestionId], now: &Moment) -> Option<Sitting> {
        let overview = self.overview(now).unwrap_or_default();
        let seed = random_seed();
        let bank = self.bank();
        let known = questions.iter().filter_map(|id| {
            let made = || made_question(bank, id, seed).map(Arc::new);
            bank.question(id).cloned().or_else(made)
        });
        let pool: Vec<_> = known.collect();
        let wish = Wish {
            count: pool.len(),
            order: Order::Given,
            seed,
        };
        let weights = Weights::of(self.bank());
        let mut draws = draw(&pool, &weights, &overview.record.last_seen, wish);
        explain(&mut draws, Which::Missed, &[], &overview);
        let policy = Policy::practice(None);
        let are_cards = pool.iter().all(|question| question.is_card());
        let kind = if are_cards { Kind::Cards } else { kind };
        self.begin(kind, policy, draws, seed, &overview, now)
    }

    fn start(
        &mut self,
        kind: Kind,
        mut policy: Policy,
        selection: &Selection,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let seed = selection.seed.unwrap_or_else(random_seed);
        let planned = match selection.which {
            Which::Due => self.needed_pool(selection, overview, seed),
            _ => Vec::new(),
        };
        let (pool, order) = match selection.which {
            Which::Due => {
                let questions = planned.iter().map(|it| Arc::clone(&it.question));
                (questions.collect(), Order::Given)
            }
            _ => (self.pool(selection, overview), selection.order),
        };
        let wish = Wish {
            count: selection.count,
            order,
            seed,
        };
        let weights = Weights::of(self.bank());
        let mut draws = draw(&pool, &weights, &overview.record.last_seen, wish);
        explain(&mut draws, selection.which, &planned, overview);
        policy.tells = leeches(&draws, &planned);
        self.begin(kind, policy, draws, seed, overview, now)
    }

    /// Begins a session on `draws`; `None` where there are none.
    pub(super) fn begin(
        &mut self,
        kind: Kind,
        policy: Policy,
        draws: Vec<Draw>,
        seed: u64,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        if draws.is_empty() {
            return None;
        }
        let replaces = overview.open_of(kind).cloned().collect();
        Some(self.launch(kind, policy, draws, seed, replaces, now))
    }

    /// Begins a session on `draws`, which takes the place of those that `replaces` lists. Other
    /// open sessions stay open.
    pub(super) fn launch(
        &mut self,
        kind: Kind,
        policy: Policy,
        draws: Vec<Draw>,
        seed: u64,
        replaces: Vec<Sat>,
        now: &Moment,
    ) -> Sitting {
        let loses_nothing = replaces.iter().all(is_untouched);
        let session = Session::new(policy.clone(), draws.clone());
        let header = Header {
            id: SessionId(random_id()),
            bank: self.bank().id.clone(),
            kind,
            policy,
            seed,
            began: now.clone(),
        };
        let waits = waits(kind, &session);
        let mut sitting = Sitting {
            clock: SessionClock::start(session.policy.away, now.clone()),
            session,
            header,
            next_step: 0,
            lasting: self.no_history.is_none(),
            unsaved: vec![Pending::Begin(draws)],
            trouble: None,
            taken: false,
            replaces,
            waits,
        };
        if loses_nothing {
            self.settle(&mut sitting, now);
        }
        let (header, count) = (&sitting.header, sitting.session.slots().len());
        log::info!(
            "session {:?} begins: {}, {count} questions",
            header.id,
            header.kind.as_str()
        );
        sitting
    }

    /// The exam's blueprint, where the bank has the questions to fill it.
    pub fn whole_exam(&self) -> Option<&Blueprint> {
        let blueprint = self.bank().exam.as_ref()?;
        fills(self.bank(), blueprint).then_some(blueprint)
    }

    /// Whether the bank may fill its blueprint, as far as can be told before its
    /// questions are read.
    pub fn may_fill_an_exam(&self) -> bool {
        let stats = self.stats();
        let Some(blueprint) = &stats.exam else {
            return false;
        };
        let topics = &stats.topics;
        let has_topics = |domain: &Domain| {
            let mut domains = topics.iter().map(|topic| topic.domain.as_deref());
            domains.any(|it| it == Some(&domain.id))
        };
        !blueprint.domains.is_empty()
            && stats.all.questions >= blueprint.shown() as usize
            && blueprint.domains.iter().all(has_topics)
    }

    /// Begins an exam after the whole blueprint: its questions, its minutes, the
    /// unscored ones hidden among the others. `None` where the bank cannot fill it.
    pub fn sit_whole_exam(
        &mut self,
        seed: Option<u64>,
        overview: &Overview,
        now: &Moment,
    ) -> Option<Sitting> {
        let blueprint = self.whole_exam()?;
        let policy = Policy::exam(Duration::from_secs(u64::from(blueprint.minutes) * 60));
        let seed = seed.unwrap_or_else(random_seed);
        let draws = draw_exam(self.bank(), blueprint, &overview.record.last_seen, seed)?;
        self.begin(Kind::Exam, policy, draws, seed, overview, now)
    }

    /// The questions of an exam where the bank cannot fill the blueprint.
    pub fn exam_size(&self) -> usize {
        PROPORTIONAL_EXAM.min(self.stats().all.questions)
    }

    /// The time for `count` questions at the exam's pace, in whole minutes.
    pub fn exam_time(&self, count: usize) -> Duration {
        let exam = self.stats().exam.as_ref();
        let pace = exam.map_or(USUAL_PACE, Blueprint::seconds_a_question);
        let seconds = u64::from(pace) * count as u64;
        Duration::from_secs(seconds.div_ceil(60).max(1) * 60)
    }
}

/// Whether nothing is lost if an open session ends: nothing is selected in it, and no clock runs.
fn is_untouched(sat: &Sat) -> bool {
    let mut slots = sat.session.slots().iter();
    sat.session.policy.away == Away::Pauses && slots.all(|slot| slot.chosen.is_empty())
}
