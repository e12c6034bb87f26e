//! Ends sessions whose deadline has passed while the program was closed.

use std::time::Duration;

use crate::app::App;
use crate::quiz::{Ending, Event, Moment, TimestampedEvent, WhenClosed};
use crate::store::StoredSession;

impl App {
    /// Ends a session whose deadline has passed.
    pub(super) fn expire_if_due(&mut self, sat: &mut StoredSession, now: &Moment) -> Expired {
        let Some(limit) = passed(sat, now) else {
            return Expired::No;
        };
        let at_ms = sat
            .header
            .began
            .utc_ms
            .saturating_add(limit.as_millis() as i64);
        let mut outcome = Expired::Kept;
        // Resume the session first so that the time away is not charged to a question.
        for event in [
            Event::Resumed,
            Event::Ended {
                ending: Ending::Expired,
            },
        ] {
            let stamped = TimestampedEvent {
                elapsed: limit,
                at_ms,
                event,
            };
            // Do not write an event if the previous one could not be written.
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

/// Returns the time limit of a session that is still open although its deadline has passed.
pub(in crate::app) fn passed(sat: &StoredSession, now: &Moment) -> Option<Duration> {
    let policy = &sat.session.policy;
    let limit = policy.limit.filter(|_| policy.away == WhenClosed::Runs)?;
    let over = sat.session.ending().is_none() && now.since(&sat.header.began) >= limit;
    over.then_some(limit)
}

/// The outcome of the check that determines whether a session has expired.
pub(super) enum Expired {
    No,
    /// The session has expired, and its end has been saved.
    Kept,
    /// The session has expired, but its end could not be saved. It is not added to the record
    /// permanently until a later read can save its end.
    Unkept,
}
