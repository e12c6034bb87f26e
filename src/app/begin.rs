//! Starts sessions: practice, exams, and reviews.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use super::active_session::{Pending, waits};
use super::messages::result::whole;
use super::random::{random_id, random_seed};
use super::report::session_title;
use super::study::{explain, explain_returned, facts_to_show_first};
use super::{ActiveSession, App, HistorySnapshot, QuestionSource, Selection};
use crate::model::{Blueprint, Domain, Question, QuestionId};
use crate::quiz::{
    DrawOptions, DrawnQuestion, Exposure, Kind, Moment, Order, Policy, Session, SessionClock,
    Weights, WhenClosed, draw, draw_exam, draw_first, fills, made_question,
};
use crate::store::{Header, SessionId, StoredSession};

/// The maximum number of questions in an exam if the bank cannot fill its blueprint.
const PROPORTIONAL_EXAM: usize = 20;
/// The extra time that non-native English speakers can request.
pub const EXTRA_TIME: Duration = Duration::from_secs(30 * 60);
/// The default pace, in seconds per question, for banks that do not define an exam.
const USUAL_PACE: u32 = 83;

impl App {
    /// Starts a practice session with questions that match `selection`. Returns `None` if no
    /// questions match.
    pub fn practice(
        &mut self,
        selection: &Selection,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let policy = Policy {
            feedback: selection.feedback,
            each: selection.each,
            ..Policy::practice(selection.limit)
        };
        self.start(Kind::Practice, policy, selection, overview, now)
    }

    /// Starts a timed exam, which gives no feedback before the end. The clock continues to run
    /// while the learner is away.
    pub fn exam(
        &mut self,
        selection: &Selection,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let limit = selection
            .limit
            .unwrap_or_else(|| self.exam_time(selection.count));
        let policy = Policy {
            each: selection.each,
            ..Policy::exam(limit)
        };
        self.start(Kind::Exam, policy, selection, overview, now)
    }

    /// Starts a review of missed items, with the most recently missed first.
    pub fn review(
        &mut self,
        selection: &Selection,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let selection = Selection {
            which: QuestionSource::Missed,
            order: Order::Given,
            ..selection.clone()
        };
        let policy = Policy {
            each: selection.each,
            ..Policy::practice(selection.limit)
        };
        self.start(Kind::Review, policy, &selection, overview, now)
    }

    /// Starts a session with exactly `questions`, in the given order and with immediate feedback.
    pub fn start_with_questions(
        &mut self,
        kind: Kind,
        questions: &[QuestionId],
        now: &Moment,
    ) -> Option<ActiveSession> {
        let seed = random_seed();
        let bank = self.bank();
        let known = questions.iter().filter_map(|id| {
            let made = || made_question(bank, id, seed).map(Arc::new);
            bank.question(id).cloned().or_else(made)
        });
        let pool: Vec<_> = known.collect();
        self.start_with(kind, &pool, now)
    }

    /// Starts a session like [`Self::start_with_questions`] but with the questions in `pool`.
    pub(super) fn start_with(
        &mut self,
        kind: Kind,
        pool: &[Arc<Question>],
        now: &Moment,
    ) -> Option<ActiveSession> {
        let overview = self.overview(now).unwrap_or_default();
        let seed = random_seed();
        let wish = DrawOptions {
            count: pool.len(),
            order: Order::Given,
            seed,
        };
        let weights = Weights::of(self.bank());
        let mut draws = draw(pool, &weights, self.exposure(&overview), wish);
        explain(&mut draws, QuestionSource::Missed, &[], &overview);
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
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let seed = selection.seed.unwrap_or_else(random_seed);
        let planned = match selection.which {
            QuestionSource::Due => self.todays_pool(selection, overview, seed),
            _ => Vec::new(),
        };
        let (pool, order) = match selection.which {
            QuestionSource::Due => {
                let questions = planned.iter().map(|it| Arc::clone(&it.question));
                (questions.collect(), Order::Given)
            }
            _ => (self.pool(selection, overview), selection.order),
        };
        let wish = DrawOptions {
            count: selection.count,
            order,
            seed,
        };
        let weights = Weights::of(self.bank());
        let is_first = overview.record.all.of == 0
            && kind == Kind::Practice
            && matches!(
                selection.which,
                QuestionSource::All | QuestionSource::Unseen
            )
            && order == Order::Mixed;
        let exposure = self.exposure(overview);
        let mut draws = if is_first {
            draw_first(self.bank(), &pool, exposure, wish)
        } else {
            draw(&pool, &weights, exposure, wish)
        };
        explain(&mut draws, selection.which, &planned, overview);
        policy.shown_first = facts_to_show_first(&draws, &planned);
        self.begin(kind, policy, draws, seed, overview, now)
    }

    /// Starts a session with `draws`. Returns `None` if there are no draws.
    pub(super) fn begin(
        &mut self,
        kind: Kind,
        policy: Policy,
        draws: Vec<DrawnQuestion>,
        seed: u64,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        if draws.is_empty() {
            return None;
        }
        let replaces = overview.open_of(kind).cloned().collect();
        Some(self.save_and_open(kind, policy, draws, seed, replaces, now))
    }

    /// Starts a session with `draws` that replaces the sessions in `replaces`. Other open sessions
    /// stay open.
    pub(super) fn save_and_open(
        &mut self,
        kind: Kind,
        policy: Policy,
        draws: Vec<DrawnQuestion>,
        seed: u64,
        replaces: Vec<StoredSession>,
        now: &Moment,
    ) -> ActiveSession {
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
        let mut mocks = Vec::new();
        if kind == Kind::Exam && whole(self.bank(), &session).is_some() {
            mocks = self.mock_exams();
            mocks.push(header.id);
        }
        let mut sitting = ActiveSession {
            clock: SessionClock::start(session.policy.away, now.clone()),
            session,
            title: session_title(header.id, kind, &mocks),
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

    /// Returns the exam's blueprint if the bank has enough questions to fill it.
    pub fn full_exam(&self) -> Option<&Blueprint> {
        let blueprint = self.bank().exam.as_ref()?;
        fills(self.bank(), blueprint).then_some(blueprint)
    }

    /// Estimates, without reading the questions, whether the bank can fill its blueprint.
    pub fn may_fill_an_exam(&self) -> bool {
        let stats = self.stats();
        let Some(blueprint) = &stats.exam else {
            return false;
        };
        let topics = stats.topics.iter();
        let used: HashSet<_> = topics.filter_map(|it| it.domain.as_ref()).collect();
        let has_topics = |domain: &Domain| used.contains(&domain.id);
        !blueprint.domains.is_empty()
            && stats.all.questions >= blueprint.shown() as usize
            && blueprint.domains.iter().all(has_topics)
    }

    /// Starts a mock exam with the blueprint's time and number of questions. Unscored
    /// questions are mixed in without a label. Returns `None` if the bank cannot fill the
    /// blueprint.
    pub fn start_full_exam(
        &mut self,
        seed: Option<u64>,
        extra_time: bool,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let blueprint = self.full_exam()?;
        let minutes = Duration::from_secs(u64::from(blueprint.minutes) * 60);
        let extra = if extra_time {
            EXTRA_TIME
        } else {
            Duration::ZERO
        };
        let policy = Policy::exam(minutes + extra);
        let seed = seed.unwrap_or_else(random_seed);
        let mut draws = draw_exam(
            self.bank(),
            blueprint,
            self.shelf.forms(),
            self.exposure(overview),
            seed,
        )?;
        explain_returned(&mut draws, overview);
        self.begin(Kind::Exam, policy, draws, seed, overview, now)
    }

    /// Returns the time when each question was last seen and the questions that are reserved for
    /// mock exams.
    pub(super) fn exposure<'a>(&'a self, overview: &'a HistorySnapshot) -> Exposure<'a> {
        Exposure::new(&overview.record.last_seen, self.shelf.forms().reserve())
    }

    /// Returns whether the next mock exam must repeat questions that were asked before.
    pub fn next_exam_returns(&self, overview: &HistorySnapshot) -> bool {
        let Some(blueprint) = self.full_exam() else {
            return false;
        };
        let exposure = self.exposure(overview);
        let draws = draw_exam(self.bank(), blueprint, self.shelf.forms(), exposure, 0);
        let seen = |draw: &DrawnQuestion| exposure.last_seen(&draw.question.id).is_some();
        draws.is_some_and(|draws| draws.iter().any(seen))
    }

    /// Returns the number of questions in an exam if the bank cannot fill its blueprint.
    pub fn exam_size(&self) -> usize {
        PROPORTIONAL_EXAM.min(self.stats().all.questions)
    }

    /// Returns the extra time for `count` questions, rounded up to whole minutes: 30 minutes for a
    /// mock exam and proportionally less for a shorter one.
    pub fn extra_time(&self, count: usize) -> Duration {
        let minutes = self.stats().exam.as_ref().map_or(90, |exam| exam.minutes);
        let share = EXTRA_TIME.as_secs_f64() / (f64::from(minutes.max(1)) * 60.0);
        let seconds = self.exam_time(count).as_secs_f64() * share;
        Duration::from_secs((seconds / 60.0).ceil() as u64 * 60)
    }

    /// Returns the time for `count` questions at the exam's pace, rounded up to whole minutes.
    pub fn exam_time(&self, count: usize) -> Duration {
        let exam = self.stats().exam.as_ref();
        let pace = exam.map_or(USUAL_PACE, Blueprint::seconds_per_question);
        let seconds = u64::from(pace) * count as u64;
        Duration::from_secs(seconds.div_ceil(60).max(1) * 60)
    }
}

/// Returns whether an open session can end without any loss: no option is selected, and the clock
/// stops while the learner is away.
fn is_untouched(sat: &StoredSession) -> bool {
    sat.session.policy.away == WhenClosed::Pauses && sat.session.is_unanswered()
}
