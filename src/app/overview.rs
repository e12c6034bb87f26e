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
}
