//! An active session. Each event is saved before it takes effect.

use std::collections::BTreeSet;
use std::time::Duration;

use super::App;
use super::snapshot::regrade;
use crate::quiz::{
    DrawnQuestion, Ending, Event, Feedback, Kind, Moment, Rejection, Session, SessionClock,
    TimestampedEvent,
};
use crate::store::{AppendError, Header, StoredSession};

/// An active session and the state needed to save it.
#[derive(Clone, Debug)]
pub struct ActiveSession {
    pub header: Header,
    /// The title, such as `Mock exam 3` or the name of the session kind.
    pub title: String,
    pub session: Session,
    pub(super) clock: SessionClock,
    pub(super) next_step: u64,
    /// True if the history is stored on disk rather than in memory.
    pub(super) lasting: bool,
    pub(super) unsaved: Vec<Pending>,
    /// The reason the last write failed; `None` if everything is saved.
    pub trouble: Option<String>,
    /// True if another process has taken over this session, which makes it read-only here.
    pub taken: bool,
    /// Open sessions of the same kind that end when this one starts ([`App::settle`]). Until then,
    /// nothing in this session is saved.
    pub replaces: Vec<StoredSession>,
    /// True if the clock does not start until the first answer.
    pub(super) waits: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Pending {
    Begin(Vec<DrawnQuestion>),
    Event(u64, TimestampedEvent),
}

impl ActiveSession {
    pub fn elapsed(&self, now: &Moment) -> Duration {
        if self.waits {
            return self.session.elapsed();
        }
        self.clock.elapsed(now)
    }

    /// Returns the remaining time, if there is a limit.
    pub fn left(&self, now: &Moment) -> Option<Duration> {
        self.session.left(self.elapsed(now))
    }

    /// Returns the number of time notices whose threshold has been reached.
    pub fn passed_notices(&self, now: &Moment) -> usize {
        let Some(left) = self.left(now) else {
            return 0;
        };
        let notices = self.session.policy.notices();
        notices.iter().filter(|at| left <= **at).count()
    }

    /// Returns a sentence about a persistent problem with saving, if there is one.
    pub fn trouble_in_words(&self) -> Option<String> {
        if self.taken {
            let said = "This session is open in another window, so it is read-only here.";
            return Some(said.into());
        }
        let why = self.trouble.as_ref()?;
        Some(format!("Not saved: {why}. Retrying."))
    }

    /// Returns the time left for the current question if questions have a time limit.
    pub fn question_left(&self, now: &Moment) -> Option<Duration> {
        self.session.question_left(self.elapsed(now))
    }

    /// Returns whether the clock is waiting for the first answer.
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Returns the reason why part of the session could not be saved.
    pub fn unsaved_because(&self) -> Option<&str> {
        self.trouble
            .as_deref()
            .filter(|_| !self.unsaved.is_empty() && !self.taken)
    }

    /// Returns whether the whole session is on disk.
    pub fn is_saved(&self) -> bool {
        self.lasting && self.unsaved.is_empty()
    }
}

impl App {
    /// Ends a session that was left open.
    fn abandon(&mut self, sat: StoredSession, now: &Moment) {
        let mut sitting = self.reopen(sat, now);
        let event = Event::Ended {
            ending: Ending::Abandoned,
        };
        // If the session has expired, the event is refused, but the session ends anyway.
        let _ended_anyhow = self.apply(&mut sitting, event, now);
    }

    /// Ends a session so that it cannot be resumed. If feedback was still to come, first clears the
    /// selections, so that nothing in the session counts. Answers with feedback still count.
    pub fn discard(&mut self, sitting: &mut ActiveSession, now: &Moment) {
        let slots = sitting.session.slots().iter().enumerate();
        let selected = slots.filter(|(_, slot)| !slot.answered && !slot.chosen.is_empty());
        let selected: Vec<_> = selected.map(|(place, _)| place).collect();
        let cleared = selected.into_iter().map(|place| Event::Chose {
            place,
            chosen: BTreeSet::new(),
        });
        let abandoned = Event::Ended {
            ending: Ending::Abandoned,
        };
        for event in cleared.chain([abandoned]) {
            if self.apply(sitting, event, now).is_err() {
                // The session has expired, or another program has taken it over.
                return;
            }
        }
    }

    /// Restores the saved state of a session from the history.
    fn reopen(&self, sat: StoredSession, now: &Moment) -> ActiveSession {
        let waits = waits(sat.header.kind, &sat.session);
        ActiveSession {
            clock: SessionClock::reopen(
                sat.session.policy.away,
                sat.header.began.clone(),
                sat.session.elapsed(),
                now.clone(),
            ),
            title: self.title_of(sat.header.id, sat.header.kind),
            header: sat.header,
            session: sat.session,
            next_step: sat.next_step,
            lasting: self.no_history.is_none(),
            unsaved: Vec::new(),
            trouble: None,
            taken: false,
            replaces: Vec::new(),
            waits,
        }
    }

    /// Ends the open sessions that `sitting` replaces and then saves the pending events of
    /// `sitting`.
    pub fn settle(&mut self, sitting: &mut ActiveSession, now: &Moment) {
        for sat in std::mem::take(&mut sitting.replaces) {
            self.abandon(sat, now);
        }
        self.save(sitting);
    }

    /// Resumes an interrupted session where the learner left off.
    pub fn resume(&mut self, mut sat: StoredSession, now: &Moment) -> ActiveSession {
        regrade(&mut sat, self.bank());
        let mut sitting = self.reopen(sat, now);
        // This call fails only if the session has ended, in which case its result is shown.
        let _ended_anyhow = self.apply(&mut sitting, Event::Resumed, now);
        sitting
    }

    /// Saves and applies `event` if it is allowed. If time is up, ends the question or the session
    /// instead.
    pub fn apply(
        &mut self,
        sitting: &mut ActiveSession,
        event: Event,
        now: &Moment,
    ) -> Result<(), Rejection> {
        if sitting.waits && changes_answer(&event) {
            sitting.waits = false;
            sitting.clock = SessionClock::start(sitting.session.policy.away, now.clone());
        }
        let elapsed = sitting.elapsed(now);
        let decided = sitting.session.decide(event, elapsed, now.utc_ms);
        let (stamped, refused) = match decided {
            Ok(stamped) => (stamped, Ok(())),
            Err(Rejection::TimeUp) => {
                let expired = Event::Ended {
                    ending: Ending::Expired,
                };
                let stamped = sitting.session.decide(expired, elapsed, now.utc_ms)?;
                (stamped, Err(Rejection::TimeUp))
            }
            Err(Rejection::QuestionTimeUp) => {
                let place = sitting.session.at();
                let stamped =
                    sitting
                        .session
                        .decide(Event::RanOut { place }, elapsed, now.utc_ms)?;
                (stamped, Err(Rejection::QuestionTimeUp))
            }
            Err(refused) => return Err(refused),
        };
        sitting
            .unsaved
            .push(Pending::Event(sitting.next_step, stamped.clone()));
        sitting.next_step += 1;
        self.save(sitting);
        if sitting.taken {
            return Err(Rejection::Taken);
        }
        if let Event::Ended { ending } = &stamped.event {
            log::info!("session {:?} ends: {ending:?}", sitting.header.id);
        }
        sitting.session.evolve(&stamped);
        refused
    }

    /// Writes all pending events, oldest first. If a write fails, stores the reason in `trouble`
    /// and retries the remaining events along with the next one.
    pub(super) fn save(&mut self, sitting: &mut ActiveSession) {
        if sitting.taken || !sitting.replaces.is_empty() {
            return;
        }
        let feedback = sitting.session.policy.feedback;
        let id = sitting.header.id;
        self.snapshot = None;
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
        let before = sitting.trouble.take();
        sitting.trouble = outcome.err().map(|error| error.to_string());
        match (&before, &sitting.trouble) {
            (_, Some(why)) => log::warn!("session {id:?} is not saved: {why}"),
            (Some(_), None) => log::info!("session {id:?} is saved again"),
            (None, None) => {}
        }
    }
}

/// Returns whether the clock starts only with the first answer, as in timed drills.
pub(super) fn waits(kind: Kind, session: &Session) -> bool {
    kind == Kind::Drill && session.policy.limit.is_some() && session.elapsed().is_zero()
}

fn changes_answer(event: &Event) -> bool {
    matches!(event, Event::Chose { .. } | Event::Answered { .. })
}

/// Returns whether an answer would be lost if `event` were lost. Such events are flushed to disk.
fn is_answer(event: &Event, feedback: Feedback) -> bool {
    match event {
        Event::Answered { .. }
        | Event::RanOut { .. }
        | Event::TookBack { .. }
        | Event::Ended { .. } => true,
        Event::Chose { .. } => feedback == Feedback::End,
        _ => false,
    }
}
