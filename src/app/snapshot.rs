//! Computes an overview of a bank's history.

mod catching_up;
mod check;
mod expiry;

use std::rc::Rc;

use anyhow::Context as _;

use super::{App, StudyPlan};
use crate::learn::{
    Attempt, Calendar, ExamResult, Fold, FutureSessions, LearnerRecord, Mastery, Note, Resets,
};
use crate::model::{Bank, Component, QuestionId};
use crate::quiz::{Kind, Moment, WhenClosed};
use crate::store::{
    Checkpoint, FoldedRecord, Found, PastSession, SessionId, StoredSession, TimedNote,
};

use catching_up::CatchingUp;
use expiry::Expired;
pub(super) use expiry::passed;

/// The maximum number of sessions listed in full-screen mode. The command line lists all sessions.
const RECENT: usize = 200;

/// An overview of a bank's history.
#[derive(Debug, Default)]
pub struct HistorySnapshot {
    pub record: LearnerRecord,
    /// Open sessions, oldest first.
    pub open: Vec<StoredSession>,
    /// Ended sessions with at least one answer, newest first.
    pub past: Vec<PastSession>,
    /// The session whose time has just run out.
    pub ran_out: Option<SessionId>,
    pub plan: StudyPlan,
    /// Reported results of real exams, oldest first.
    pub real_exams: Vec<ExamResult>,
    /// Today's local date, in days since 1970, and the UTC offset of the local time, in seconds.
    pub today: i32,
    pub offset_s: i32,
    /// The rules for counting days.
    pub calendar: Calendar,
    /// Sessions dated in the future. Their answers are not counted until that date is reached.
    pub ahead: Option<FutureSessions>,
    /// The sessions that are not in the cached record, each with the number of its next event.
    pub after: Vec<(SessionId, u64)>,
    /// The number of notes, sessions, and answers that could not be read and are not counted.
    pub unread: usize,
    /// The number of unreadable sessions and answers, excluding notes.
    pub unread_sessions: usize,
}

impl HistorySnapshot {
    /// Returns today's mastery of `item`.
    pub fn mastery(&self, item: &Component) -> Mastery {
        self.record.mastery(item, self.today)
    }

    /// Returns the session to resume: a session whose clock is still running or, if there is none,
    /// the newest open session.
    pub fn open_session(&self) -> Option<&StoredSession> {
        open_session(&self.open)
    }

    /// Returns the open sessions of `kind`. Starting a new one ends them, because only one session
    /// of each kind can be open.
    pub fn open_of(&self, kind: Kind) -> impl Iterator<Item = &StoredSession> {
        self.open.iter().filter(move |sat| sat.header.kind == kind)
    }
}

/// Returns the session to resume from `open`, which is sorted oldest first.
pub(super) fn open_session(open: &[StoredSession]) -> Option<&StoredSession> {
    let runs = |sat: &&StoredSession| sat.session.policy.away == WhenClosed::Runs;
    open.iter().rev().find(runs).or(open.last())
}

impl App {
    /// Returns the overview of this bank, which is cached until the history changes. Before
    /// computing the overview, ends sessions whose deadline has passed, as of their deadline. If
    /// the history is damaged, sets it aside and starts a new one.
    pub fn overview(&mut self, now: &Moment) -> anyhow::Result<Rc<HistorySnapshot>> {
        if let Some(snapshot) = self.current_snapshot(now) {
            return Ok(snapshot);
        }
        let overview = Rc::new(self.overview_of(now, RECENT)?);
        // An expired session is reported only once, so do not cache this overview.
        if overview.ran_out.is_none() {
            let seen = self.store.seen().ok();
            self.snapshot = seen.map(|seen| (Rc::clone(&overview), seen));
        }
        Ok(overview)
    }

    /// Returns the cached overview if it is still valid: no process has written to the history, the
    /// day is the same, and no session has expired.
    fn current_snapshot(&self, now: &Moment) -> Option<Rc<HistorySnapshot>> {
        let (overview, seen) = self.snapshot.as_ref()?;
        let is_current = self.store.seen().ok().as_ref() == Some(seen)
            && (overview.calendar, overview.offset_s) == (self.calendar(now), now.offset_s)
            && !overview.open.iter().any(|sat| passed(sat, now).is_some());
        is_current.then(|| Rc::clone(overview))
    }

    /// Returns every ended session with at least one answer, newest first.
    pub fn past(&mut self, now: &Moment) -> anyhow::Result<Vec<PastSession>> {
        Ok(self.overview_of(now, usize::MAX)?.past)
    }

    fn overview_of(&mut self, now: &Moment, most: usize) -> anyhow::Result<HistorySnapshot> {
        let read = self.read_overview(now, most);
        let read = match read {
            Err(error) if self.starts_over(&error) => self.read_overview(now, most),
            read => read,
        };
        read.context("the history cannot be read; run `certdrill history check` for details")
    }

    /// Computes the overview of this bank. The derived record is cached next to the log, so only
    /// newer sessions are read. Before computing the overview, ends sessions whose deadline has
    /// passed, as of their deadline.
    ///
    /// Lists at most `most` past sessions.
    fn read_overview(&mut self, now: &Moment, most: usize) -> anyhow::Result<HistorySnapshot> {
        let id = self.stats().id.clone();
        let seen = self.store.seen()?;
        let (notes, unread_notes) = self.store.notes(&id, now.utc_ms)?;
        let resets = resets(&notes);
        let calendar = self.calendar(now);
        let kept = self.store.folded(&id, self.shelf.fingerprint)?;
        let kept = kept.filter(|it| is_of(it, calendar));
        let rebuilt = kept.is_none();
        let mut past = if rebuilt {
            Vec::new()
        } else {
            self.store.summaries(&id, most)?
        };
        let kept = kept.unwrap_or_default();
        let mark = kept.mark;
        let mut catching_up = CatchingUp::from(kept, calendar);
        let shelf = self.shelf();
        let mut fold = None;
        let current = |id: &QuestionId| shelf.bank().question(id).cloned();
        self.store
            .each_session(&id, mark, &current, |found| match found {
                Found::Session(sat) => catching_up.take(*sat, &mut fold, &shelf, &resets),
                Found::Unusable { .. } => catching_up.unread += 1,
            })?;
        let mut overview = HistorySnapshot {
            plan: StudyPlan::of(&notes),
            real_exams: real_exams(&notes),
            today: calendar.today,
            calendar,
            offset_s: now.offset_s,
            ..HistorySnapshot::default()
        };
        for mut sat in std::mem::take(&mut catching_up.rest) {
            match self.expire_if_due(&mut sat, now) {
                Expired::No => catching_up.take(sat, &mut fold, &shelf, &resets),
                Expired::Kept => {
                    // An exam without any answer has no result to show.
                    if !sat.session.is_unanswered() {
                        overview.ran_out = Some(sat.header.id);
                    }
                    catching_up.take(sat, &mut fold, &shelf, &resets);
                }
                Expired::Unkept => catching_up.rest.push(sat),
            }
        }
        let CatchingUp {
            mut record,
            mark,
            summaries,
            rest,
            unread,
            ..
        } = catching_up;
        if let Some(fold) = fold {
            let folded = FoldedRecord {
                record: fold.done(),
                mark,
            };
            // If the record cannot be cached, it is computed again next time.
            let _unless_unwritable = self.store.keep_folded(
                &id,
                self.shelf.fingerprint,
                &folded,
                &summaries,
                rebuilt,
                seen,
            );
            record = folded.record;
        }
        past.extend(summaries);
        let (in_future, here): (Vec<_>, Vec<_>) = rest
            .iter()
            .partition(|sat| calendar.is_ahead(sat.header.began.utc_ms));
        past.extend(here.iter().filter_map(|sat| PastSession::of(sat)));
        past.retain(|it| it.score.of > 0);
        past.sort_by_key(|it| (std::cmp::Reverse(it.ended_ms), it.id.0));
        past.truncate(most);
        overview.past = past;
        overview.record = if here.iter().any(|sat| says_something(sat)) {
            let mut fold = Fold::of(record, shelf.bank(), &resets);
            for sat in here {
                fold.take(attempt(sat, calendar));
            }
            fold.done()
        } else {
            record
        };
        overview.ahead = in_future
            .into_iter()
            .filter(|sat| says_something(sat))
            .fold(overview.record.ahead, |ahead, sat| {
                Some(FutureSessions::add(ahead, sat.header.began.utc_ms))
            });
        overview.unread_sessions = unread + overview.record.unread;
        overview.unread = unread_notes + overview.unread_sessions;
        overview.after = rest.iter().map(StoredSession::reached).collect();
        overview.open = rest;
        overview.open.retain(|sat| sat.session.ending().is_none());
        Ok(overview)
    }

    /// Returns the rules for counting days at the moment `now`.
    pub fn calendar(&self, now: &Moment) -> Calendar {
        Calendar::new(self.settings.day_starts, now.utc_ms, now.offset_s)
    }

    /// Replays every session of this bank, oldest first. Reads the whole log.
    pub fn sessions(&self) -> anyhow::Result<Vec<StoredSession>> {
        let current = |id: &QuestionId| self.bank().question(id).cloned();
        let mut sessions = self.store.sessions(&self.stats().id, &current)?;
        for sat in &mut sessions {
            regrade(sat, self.bank());
        }
        Ok(sessions)
    }

    /// Replays one session from the history and grades it with the current key.
    pub fn sat(&self, id: SessionId) -> anyhow::Result<StoredSession> {
        let mut sat = self.store.session(id)?;
        regrade(&mut sat, self.bank());
        Ok(sat)
    }
}

fn resets(notes: &[TimedNote]) -> Resets {
    Resets::of(notes.iter().map(|noted| (noted.at_ms, &noted.note)))
}

/// Grades `sat` with the current key of `bank`.
pub(super) fn regrade(sat: &mut StoredSession, bank: &Bank) {
    sat.session.regrade(|id| bank.question(id).map(|it| &**it));
}

/// Returns whether a cached record covers the same sessions that a new record would cover today.
fn is_of(kept: &FoldedRecord, calendar: Calendar) -> bool {
    let is_ahead = |mark: Checkpoint| calendar.is_ahead(mark.began_ms);
    kept.record.is_of(calendar) && !kept.mark.is_some_and(is_ahead)
}

fn attempt(sat: &StoredSession, calendar: Calendar) -> Attempt<'_> {
    Attempt {
        kind: sat.header.kind,
        session: &sat.session,
        began_ms: sat.header.began.utc_ms,
        offset_s: sat.header.began.offset_s,
        calendar,
    }
}

/// Returns whether adding `sat` would change the record.
fn says_something(sat: &StoredSession) -> bool {
    let marked = |slot: &crate::quiz::Slot| slot.answered || slot.flagged;
    sat.session.ending().is_some() || sat.session.slots().iter().any(marked)
}

/// Returns the reported results of real exams, oldest first.
fn real_exams(notes: &[TimedNote]) -> Vec<ExamResult> {
    let results = notes.iter().filter_map(|noted| match noted.note {
        Note::ExamResult(result) => Some(result),
        _ => None,
    });
    results.collect()
}
