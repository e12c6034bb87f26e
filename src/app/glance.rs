//! Looking back at a glance: what a first screen says of the history, without
//! reading all that the history adds up to.

use super::overview::{open_session, passed};
use super::{App, Overview, StudyPlan};
use crate::learn::{Brief, local_day};
use crate::quiz::{Kind, Moment};
use crate::store::{Found, Gist, Past, Sat, SessionId};

/// Sessions that are listed at a glance.
const RECENT: usize = 7;

/// What a first screen says of the history.
#[derive(Debug, Default)]
pub struct Glance {
    pub brief: Brief,
    /// Sessions that have not ended, oldest first.
    pub open: Vec<Sat>,
    /// The last sessions that have ended with something answered, newest first, and
    /// behind them the last practice and the last exam where those are older.
    pub past: Vec<Past>,
    /// The session whose time was found to have run out just now.
    pub ran_out: Option<SessionId>,
    pub plan: StudyPlan,
    /// Notes, sessions, and answers that cannot be read and are left out.
    pub unread: usize,
    /// The local day since 1970.
    pub today: i32,
}

impl Glance {
    /// The session to go on with.
    pub fn open_session(&self) -> Option<&Sat> {
        open_session(&self.open)
    }

    /// The last session of this kind.
    pub fn last(&self, kind: Kind) -> Option<&Past> {
        self.past.iter().find(|past| past.kind == kind)
    }
}

impl Overview {
    /// What there is to see of it at a glance.
    pub fn glance(&self) -> Glance {
        let mut past: Vec<Past> = self.past.iter().take(RECENT).cloned().collect();
        for kind in [Kind::Practice, Kind::Exam] {
            let last = self.past.iter().find(|it| it.kind == kind);
            past.extend(last.filter(|it| !past.contains(it)).cloned());
        }
        Glance {
            brief: Brief::of(&self.record, self.today),
            open: self.open.clone(),
            past,
            ran_out: self.ran_out,
            plan: self.plan,
            unread: self.unread,
            today: self.today,
        }
    }
}

impl App {
    /// What the history of this bank adds up to, at a glance: as kept beside the
    /// record where nothing happened since, else out of a whole overview.
    pub fn glance(&mut self, now: &Moment) -> anyhow::Result<Glance> {
        // What cannot be read here is told, or healed, by the whole overview.
        if let Ok(Some(glance)) = self.kept_glance(now) {
            return Ok(glance);
        }
        let seen = self.store.seen();
        let overview = self.overview(now)?;
        let glance = overview.glance();
        let gist = Gist {
            brief: glance.brief.clone(),
            past: glance.past.clone(),
            after: overview.after,
        };
        let id = self.outline().card.id.clone();
        if let Ok(seen) = seen {
            // What cannot be kept is made again at the next look.
            let _unless_unwritable = self.store.keep_gist(&id, &gist, seen);
        }
        Ok(glance)
    }

    fn kept_glance(&self, now: &Moment) -> anyhow::Result<Option<Glance>> {
        let id = &self.outline().card.id;
        let today = local_day(now.utc_ms, now.offset_s);
        let Some((gist, mark)) = self.store.gist(id, self.shelf.fingerprint)? else {
            return Ok(None);
        };
        let mut open = Vec::new();
        let mut unread = gist.brief.unread;
        self.store.each_session(id, mark, |found| match found {
            Found::Session(sat) => open.push(*sat),
            Found::Unusable { .. } => unread += 1,
        })?;
        let holds = gist.brief.holds_on(today) && gist.goes_as_far_as(&open);
        if !holds || open.iter().any(|sat| passed(sat, now).is_some()) {
            return Ok(None);
        }
        open.retain(|sat| sat.session.ending().is_none());
        let (notes, unread_notes) = self.store.notes(id, now.utc_ms)?;
        Ok(Some(Glance {
            unread: unread + unread_notes,
            brief: gist.brief,
            open,
            past: gist.past,
            ran_out: None,
            plan: StudyPlan::of(&notes),
            today,
        }))
    }
}
