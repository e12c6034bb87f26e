//! Looking back: all that the history says about the bank.

use std::collections::HashSet;

use super::App;
use crate::learn::{Record, verdicts};
use crate::model::QuestionId;
use crate::quiz::{Away, Ending, Event, Moment, Stamped};
use crate::store::Sat;

/// All that the history says about the bank.
#[derive(Debug, Default)]
pub struct Overview {
    /// Every session, oldest first.
    pub sessions: Vec<Sat>,
    pub record: Record,
    /// Questions that are flagged in the last session that showed them.
    pub flagged: HashSet<QuestionId>,
    /// The session whose time was found to have run out just now, by its index.
    pub ran_out: Option<usize>,
}

impl Overview {
    /// The session to go on with: the newest that has not ended.
    pub fn open_session(&self) -> Option<&Sat> {
        self.sessions
            .iter()
            .rev()
            .find(|sat| sat.session.ending().is_none())
    }

    /// Open sessions that a new one with `away` puts an end to: one practice and
    /// one exam are open at a time. The answers of the one left count.
    pub fn open_beside(&self, away: Away) -> impl Iterator<Item = &Sat> {
        let open = self
            .sessions
            .iter()
            .filter(|sat| sat.session.ending().is_none());
        open.filter(move |sat| sat.session.policy.away == away)
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
    /// Reads the whole history of this bank. Sessions whose deadline passed
    /// while nobody looked are ended first, at their deadline.
    pub(super) fn read_overview(&mut self, now: &Moment) -> anyhow::Result<Overview> {
        let mut sessions = self.store.sessions(&self.bank().id)?;
        let mut ran_out = None;
        for (number, sat) in sessions.iter_mut().enumerate() {
            if self.expire_if_due(sat, now) {
                ran_out = Some(number);
            }
        }
        let mut flagged = HashSet::new();
        let mut found = Vec::new();
        for (number, sat) in sessions.iter().enumerate() {
            found.extend(verdicts(
                self.bank(),
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
        // What has left the bank can neither be asked nor be put right.
        let mut record = Record::fold(found);
        record
            .missed
            .retain(|it| self.bank().question(&it.question).is_some());
        record
            .last_seen
            .retain(|id, _| self.bank().question(id).is_some());
        Ok(Overview {
            sessions,
            record,
            flagged,
            ran_out,
        })
    }

    /// Ends a session whose deadline has passed; says whether it did.
    fn expire_if_due(&mut self, sat: &mut Sat, now: &Moment) -> bool {
        let policy = &sat.session.policy;
        let (Some(limit), Away::Runs) = (policy.limit, policy.away) else {
            return false;
        };
        if sat.session.ending().is_some() || now.since(&sat.header.began) < limit {
            return false;
        }
        let at_ms = sat
            .header
            .began
            .utc_ms
            .saturating_add(limit.as_millis() as i64);
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
            // Where it cannot be written it is found due again at the next look.
            let _unless_unwritable =
                self.store
                    .append(sat.header.id, sat.next_step, &stamped, true);
            sat.session.evolve(&stamped);
            sat.next_step += 1;
        }
        true
    }
}
