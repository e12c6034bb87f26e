//! Compares the cached record with a new one that is computed from the log.

use std::sync::Arc;

use super::{attempt, is_of, regrade, resets};
use crate::app::App;
use crate::learn::{Fold, LearnerRecord};
use crate::model::QuestionId;
use crate::quiz::Moment;
use crate::store::{Checkpoint, Found, PastSession, StoredSession};

impl App {
    /// Computes, using only the log, the record of all sessions up to `mark`.
    fn rebuild_record(
        &self,
        mark: Option<Checkpoint>,
        now: &Moment,
    ) -> anyhow::Result<RebuiltRecord> {
        let bank = Arc::clone(self.bank());
        let resets = resets(&self.store.notes(&bank.id, now.utc_ms)?.0);
        let calendar = self.calendar(now);
        let mut fold = Fold::of(LearnerRecord::default(), &bank, &resets);
        let mut past = Vec::new();
        let mut unread = 0;
        let current = |id: &QuestionId| bank.question(id).cloned();
        self.store.each_session(&bank.id, None, &current, |found| {
            let Found::Session(mut sat) = found else {
                unread += 1;
                return;
            };
            regrade(&mut sat, &bank);
            if mark.is_some_and(|mark| is_within(&sat, mark)) {
                fold.leave_out(std::mem::take(&mut unread));
                fold.take(attempt(&sat, calendar));
                past.extend(PastSession::of(&sat).filter(|it| it.score.of > 0));
            }
        })?;
        Ok(RebuiltRecord {
            record: fold.done(),
            past,
        })
    }

    /// Compares the cached record with a new one computed from the log. Returns whether the two
    /// records match, or `None` if no record is cached. Deletes a cached record that does not
    /// match.
    pub fn check_record(&mut self, now: &Moment) -> anyhow::Result<Option<bool>> {
        let id = self.stats().id.clone();
        let kept = self.store.folded(&id, self.shelf.fingerprint)?;
        // A record from another day is recomputed on its next use, so there is no need to check it.
        let Some(kept) = kept.filter(|it| is_of(it, self.calendar(now))) else {
            return Ok(None);
        };
        let rebuilt = self.rebuild_record(kept.mark, now)?;
        let mut summaries = self.store.summaries(&id, usize::MAX)?;
        summaries.sort_by_key(|past| (past.began_ms, past.id.0));
        let agrees = rebuilt.record == kept.record
            && rebuilt.past == summaries
            && self.home_agrees(rebuilt.record, rebuilt.past)?;
        if !agrees {
            self.store.forget_folded(&id)?;
        }
        Ok(Some(agrees))
    }
}

/// Data computed using only the log.
struct RebuiltRecord {
    record: LearnerRecord,
    /// The ended sessions, in the order in which they started.
    past: Vec<PastSession>,
}

fn is_within(sat: &StoredSession, mark: Checkpoint) -> bool {
    (sat.header.began.utc_ms, sat.header.id.0) <= (mark.began_ms, mark.id.0)
}
