//! Extends the cached record with newer sessions.

use super::{attempt, regrade};
use crate::app::LazyBank;
use crate::learn::{Calendar, Fold, LearnerRecord, Resets};
use crate::store::{Checkpoint, FoldedRecord, PastSession, StoredSession};

/// An update of the record with the sessions since the last read. Sessions before the first open
/// session are added permanently. The other sessions are collected in `rest`.
pub(super) struct CatchingUp {
    pub record: LearnerRecord,
    pub mark: Option<Checkpoint>,
    pub summaries: Vec<PastSession>,
    pub rest: Vec<StoredSession>,
    /// The number of unreadable sessions since the last session that was added.
    pub unread: usize,
    pub calendar: Calendar,
}

impl CatchingUp {
    pub fn from(FoldedRecord { record, mark }: FoldedRecord, calendar: Calendar) -> Self {
        Self {
            record,
            mark,
            summaries: Vec::new(),
            rest: Vec::new(),
            unread: 0,
            calendar,
        }
    }

    pub fn take<'a>(
        &mut self,
        mut sat: StoredSession,
        fold: &mut Option<Fold<'a>>,
        shelf: &'a LazyBank,
        resets: &'a Resets,
    ) {
        regrade(&mut sat, shelf.bank());
        // Sessions dated in the future come last. Extending the record past one of them would
        // require recomputing it from the start.
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
        self.summaries.extend(PastSession::of(&sat));
    }
}

fn mark_of(sat: &StoredSession) -> Checkpoint {
    Checkpoint {
        began_ms: sat.header.began.utc_ms,
        id: sat.header.id,
    }
}
