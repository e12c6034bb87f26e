//! Looking back: all that the history says about the bank.

use std::sync::Arc;
use std::time::Duration;

use super::App;
use super::StudyPlan;
use crate::learn::{Ahead, Attempt, Calendar, ExamResult, Fold, Note, Record, Resets};
use crate::model::Bank;
use crate::quiz::{Away, Ending, Event, Kind, Moment, Stamped};
use crate::store::{Folded, Found, Mark, Noted, Past, Sat, SessionId};

/// All that the history says about the bank.
#[derive(Debug, Default)]
pub struct Overview {
    pub record: Record,
    /// Sessions that have not ended, oldest first.
    pub open: Vec<Sat>,
    /// Sessions that have ended with something answered, newest first.
    pub past: Vec<Past>,
    /// The session whose time was found to have run out just now.
    pub ran_out: Option<SessionId>,
    pub plan: StudyPlan,
    /// What the learner said of real exams, oldest first.
    pub real_exams: Vec<ExamResult>,
    /// The local day since 1970, and what local time is ahead of UTC in seconds.
    pub today: i32,
    pub offset_s: i32,
    /// How its days are counted.
    pub calendar: Calendar,
    /// Sessions from the future. Their answers are left out until that day comes.
    pub ahead: Option<Ahead>,
    /// The sessions that are not in the kept record, each with its next event's number.
    pub after: Vec<(SessionId, u64)>,
    /// Notes, sessions, and answers that cannot be read and are left out.
    pub unread: usize,
    /// The sessions and answers among them.
    pub unread_sessions: usize,
}

impl Overview {
    /// The session to go on with: one whose clock runs meanwhile, else the newest
    /// that has not ended.
    pub fn open_session(&self) -> Option<&Sat> {
        open_session(&self.open)
    }

    /// Returns the open sessions of `kind`. A new one ends them: one session of each kind is open
    /// at a time.
    pub fn open_of(&self, kind: Kind) -> impl Iterator<Item = &Sat> {
        self.open.iter().filter(move |sat| sat.header.kind == kind)
    }
}

/// The same among `open` sessions, oldest first.
pub(super) fn open_session(open: &[Sat]) -> Option<&Sat> {
    let runs = |sat: &&Sat| sat.session.policy.away == Away::Runs;
    open.iter().rev().find(runs).or(open.last())
}

impl App {
    /// What the history of this bank adds up to. The record is kept folded beside
    /// the log, so that only sessions since the last look are read. Sessions whose
    /// deadline passed while nobody looked are ended first, at their deadline.
    ///
    /// At most `most` sessions are listed of those that the kept record holds.
    pub(super) fn read_overview(&mut self, now: &Moment, most: usize) -> anyhow::Result<Overview> {
        let id = self.stats().id.clone();
        let seen = self.store.seen()?;
        let (notes, unread_notes) = self.store.notes(&id, now.utc_ms)?;
        let resets = resets(&notes);
        let calendar = self.calendar(now);
        let kept = self.store.folded(&id, self.shelf.fingerprint)?;
        let kept = kept.filter(|it| is_of(it, calendar));
        let anew = kept.is_none();
        let mut past = if anew {
            Vec::new()
        } else {
            self.store.summaries(&id, most)?
        };
        let Folded { record, mark } = kept.unwrap_or_default();
        let mut catching_up = CatchingUp {
            record,
            mark,
            summaries: Vec::new(),
            rest: Vec::new(),
            unread: 0,
            calendar,
        };
        let shelf = self.shelf();
        let mut fold = None;
        self.store.each_session(&id, mark, |found| match found {
            Found::Session(sat) => catching_up.take(*sat, &mut fold, &shelf, &resets),
            Found::Unusable { .. } => catching_up.unread += 1,
        })?;
        let mut overview = Overview {
            plan: StudyPlan::of(&notes),
            real_exams: real_exams(&notes),
            today: calendar.today,
            calendar,
            offset_s: now.offset_s,
            ..Overview::default()
        };
        for mut sat in std::mem::take(&mut catching_up.rest) {
            match self.expire_if_due(&mut sat, now) {
                Expired::No => catching_up.take(sat, &mut fold, &shelf, &resets),
                Expired::Kept => {
                    overview.ran_out = Some(sat.header.id);
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
            let folded = Folded {
                record: fold.done(),
                mark,
            };
            // What cannot be kept is folded again at the next look.
            let _unless_unwritable = self.store.keep_folded(
                &id,
                self.shelf.fingerprint,
                &folded,
                &summaries,
                anew,
                seen,
            );
            record = folded.record;
        }
        past.extend(summaries);
        let (in_future, here): (Vec<_>, Vec<_>) = rest
            .iter()
            .partition(|sat| calendar.is_ahead(sat.header.began.utc_ms));
        past.extend(here.iter().filter_map(|sat| Past::of(sat)));
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
                Some(Ahead::add(ahead, sat.header.began.utc_ms))
            });
        overview.unread_sessions = unread + overview.record.unread;
        overview.unread = unread_notes + overview.unread_sessions;
        overview.after = rest.iter().map(Sat::reached).collect();
        overview.open = rest;
        overview.open.retain(|sat| sat.session.ending().is_none());
        Ok(overview)
    }

    /// The record of all sessions up to `mark`, folded from the log alone.
    fn record_anew(&self, mark: Option<Mark>, now: &Moment) -> anyhow::Result<Anew> {
        let bank = Arc::clone(self.bank());
        let resets = resets(&self.store.notes(&bank.id, now.utc_ms)?.0);
        let calendar = self.calendar(now);
        let mut fold = Fold::of(Record::default(), &bank, &resets);
        let mut past = Vec::new();
        let mut unread = 0;
        self.store.each_session(&bank.id, None, |found| {
            let Found::Session(mut sat) = found else {
                unread += 1;
                return;
            };
            regrade(&mut sat, &bank);
            if mark.is_some_and(|mark| is_within(&sat, mark)) {
                fold.leave_out(std::mem::take(&mut unread));
                fold.take(attempt(&sat, calendar));
                past.extend(Past::of(&sat).filter(|it| it.score.of > 0));
            }
        })?;
        Ok(Anew {
            record: fold.done(),
            past,
        })
    }

    /// Makes the record anew from the log and compares: whether what is kept of it
    /// agrees, or `None` where nothing is. One that does not is thrown away.
    pub fn check_record(&mut self, now: &Moment) -> anyhow::Result<Option<bool>> {
        let id = self.stats().id.clone();
        let kept = self.store.folded(&id, self.shelf.fingerprint)?;
        // One of another day is made anew at the next look, so it cannot be wrong.
        let Some(kept) = kept.filter(|it| is_of(it, self.calendar(now))) else {
            return Ok(None);
        };
        let anew = self.record_anew(kept.mark, now)?;
        let mut summaries = self.store.summaries(&id, usize::MAX)?;
        summaries.sort_by_key(|past| (past.began_ms, past.id.0));
        let agrees = anew.record == kept.record
            && anew.past == summaries
            && self.home_agrees(anew.record, anew.past)?;
        if !agrees {
            self.store.forget_folded(&id)?;
        }
        Ok(Some(agrees))
    }

    /// Returns how days are counted at the moment `now`.
    pub fn calendar(&self, now: &Moment) -> Calendar {
        Calendar::new(self.settings.day_starts, now.utc_ms, now.offset_s)
    }

    /// Every session of this bank, oldest first, replayed. This reads the whole log.
    pub fn sessions(&self) -> anyhow::Result<Vec<Sat>> {
        let mut sessions = self.store.sessions(&self.stats().id)?;
        for sat in &mut sessions {
            regrade(sat, self.bank());
        }
        Ok(sessions)
    }

    /// One session of the history, replayed and graded with the present key.
    pub fn sat(&self, id: SessionId) -> anyhow::Result<Sat> {
        let mut sat = self.store.session(id)?;
        regrade(&mut sat, self.bank());
        Ok(sat)
    }

    /// Ends a session whose deadline has passed.
    fn expire_if_due(&mut self, sat: &mut Sat, now: &Moment) -> Expired {
        let Some(limit) = passed(sat, now) else {
            return Expired::No;
        };
        let at_ms = sat
            .header
            .began
            .utc_ms
            .saturating_add(limit.as_millis() as i64);
        let mut outcome = Expired::Kept;
        // Coming back first, so that the time away is spent on no question.
        for event in [
            Event::Resumed,
            Event::Ended {
                ending: Ending::Expired,
            },
        ] {
            let stamped = Stamped {
                elapsed: limit,
                at_ms,
                event,
            };
            // No step is written behind one that is missing.
            if matches!(outcome, Expired::Kept)
                && self
                    .store
                    .append(sat.header.id, sat.next_step, &stamped, true)
                    .is_err()
            {
                outcome = Expired::Unkept;
            }
            sat.session.evolve(&stamped);
            sat.next_step += 1;
        }
        outcome
    }
}

/// The time that a session had whose deadline has passed and which goes on
/// nevertheless.
pub(super) fn passed(sat: &Sat, now: &Moment) -> Option<Duration> {
    let policy = &sat.session.policy;
    let limit = policy.limit.filter(|_| policy.away == Away::Runs)?;
    let over = sat.session.ending().is_none() && now.since(&sat.header.began) >= limit;
    over.then_some(limit)
}

/// What became of a session when it was looked at.
enum Expired {
    No,
    /// Its time had run out, and the history says so.
    Kept,
    /// Its time had run out, and that could not be written: it is found due again
    /// at the next look, and is folded for good only then.
    Unkept,
}

/// The sessions since the last look, on their way into the record: all up to the
/// first that has not ended are folded for good, the others wait.
struct CatchingUp {
    record: Record,
    mark: Option<Mark>,
    summaries: Vec<Past>,
    rest: Vec<Sat>,
    /// Sessions that could not be read since the last one that was folded.
    unread: usize,
    calendar: Calendar,
}

impl CatchingUp {
    fn take<'a>(
        &mut self,
        mut sat: Sat,
        fold: &mut Option<Fold<'a>>,
        shelf: &'a super::Shelf,
        resets: &'a Resets,
    ) {
        regrade(&mut sat, shelf.bank());
        // Sessions from the future come last. Beyond one of them nothing could be folded
        // without beginning from the start.
        let is_ahead = self.calendar.is_ahead(sat.header.began.utc_ms);
        let waits = sat.session.ending().is_none() || is_ahead;
        if !self.rest.is_empty() || waits {
            self.rest.push(sat);
            return;
        }
        let fold = fold.get_or_insert_with(|| {
            Fold::of(std::mem::take(&mut self.record), shelf.bank(), resets)
        });
        fold.leave_out(std::mem::take(&mut self.unread));
        fold.take(attempt(&sat, self.calendar));
        self.mark = Some(mark_of(&sat));
        self.summaries.extend(Past::of(&sat));
    }
}

fn resets(notes: &[Noted]) -> Resets {
    Resets::of(notes.iter().map(|noted| (noted.at_ms, &noted.note)))
}

/// What the log alone says.
struct Anew {
    record: Record,
    /// In the order in which they began.
    past: Vec<Past>,
}

fn is_within(sat: &Sat, mark: Mark) -> bool {
    (sat.header.began.utc_ms, sat.header.id.0) <= (mark.began_ms, mark.id.0)
}

fn mark_of(sat: &Sat) -> Mark {
    Mark {
        began_ms: sat.header.began.utc_ms,
        id: sat.header.id,
    }
}

/// Grades `sat` with the present key of `bank`.
pub(super) fn regrade(sat: &mut Sat, bank: &Bank) {
    sat.session.regrade(|id| bank.question(id).map(|it| &**it));
}

/// Whether what is kept was folded from the same sessions as one would fold now.
fn is_of(kept: &Folded, calendar: Calendar) -> bool {
    let is_ahead = |mark: Mark| calendar.is_ahead(mark.began_ms);
    kept.record.is_of(calendar) && !kept.mark.is_some_and(is_ahead)
}

fn attempt(sat: &Sat, calendar: Calendar) -> Attempt<'_> {
    Attempt {
        kind: sat.header.kind,
        session: &sat.session,
        began_ms: sat.header.began.utc_ms,
        offset_s: sat.header.began.offset_s,
        calendar,
    }
}

/// Whether the record would differ with `sat` in it.
fn says_something(sat: &Sat) -> bool {
    let marked = |slot: &crate::quiz::Slot| slot.answered || slot.flagged;
    sat.session.ending().is_some() || sat.session.slots().iter().any(marked)
}

/// Returns what the learner said of real exams, oldest first.
fn real_exams(notes: &[Noted]) -> Vec<ExamResult> {
    let results = notes.iter().filter_map(|noted| match noted.note {
        Note::ExamResult(result) => Some(result),
        _ => None,
    });
    results.collect()
}
