//! Notes in and out of the history: what a learner says outside any session.

use rusqlite::{TransactionBehavior, params};

use super::Store;
use super::derived::forget;
use super::sessions::AppendError;
use crate::learn::Note;
use crate::model::BankId;

/// A note this far ahead was made a moment ago, and not by a clock that was wrong.
const SLACK_MS: i64 = 60_000;

/// A note with when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Random, so that histories can be merged.
    pub id: [u8; 16],
    /// UTC, milliseconds since 1970. A note that came from [`Store::notes`] is never dated
    /// in the future.
    pub at_ms: i64,
    /// What local time was ahead of UTC, in seconds.
    pub offset_s: i32,
    pub note: Note,
}

impl Store {
    /// Keeps a note on `bank`; when this returns it is on the disk. A note that comes in the same
    /// millisecond as another one is dated after it, so the order stays.
    pub fn note(&mut self, bank: &BankId, noted: &Noted) -> Result<(), AppendError> {
        self.sync(true)?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT INTO note (id, bank, at_ms, offset_s, body, newest_session)
             VALUES (?1, ?2,
                     (SELECT coalesce(max(at_ms) + 1, ?3) FROM note
                      WHERE bank = ?2 AND at_ms >= ?3 AND at_ms < ?3 + ?6),
                     ?4, ?5, (SELECT max(key) FROM session))",
            params![
                noted.id,
                bank.as_str(),
                noted.at_ms,
                noted.offset_s,
                serde_json::to_string(&noted.note)?,
                SLACK_MS,
            ],
        )?;
        if matches!(noted.note, Note::Reset { .. }) {
            // What was folded counts answers that count no more.
            forget(&tx, bank.as_str())?;
        }
        Ok(tx.commit()?)
    }

    /// Returns the notes on `bank` that can be read, oldest first, and how many cannot.
    ///
    /// A note dated well after `now_ms` was made by a clock that was wrong. It counts as made at
    /// the last answer that was here when it came, so it covers what was answered before,
    /// and what is entered now overrides it.
    pub fn notes(&self, bank: &BankId, now_ms: i64) -> rusqlite::Result<(Vec<Noted>, usize)> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, at_ms, offset_s, body, newest_session FROM note WHERE bank = ?
             ORDER BY at_ms, id",
        )?;
        let mut rows = statement.query([bank.as_str()])?;
        let (mut notes, mut unread) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let body: String = row.get(3)?;
            let Ok(note) = serde_json::from_str(&body) else {
                unread += 1;
                continue;
            };
            let mut at_ms = row.get(1)?;
            if at_ms > now_ms.saturating_add(SLACK_MS) {
                at_ms = self.last_answer_ms(bank, row.get(4)?, now_ms)?;
            }
            notes.push(Noted {
                id: row.get(0)?,
                at_ms,
                offset_s: row.get(2)?,
                note,
            });
        }
        // Stable, so that of two notes of one moment the order stays.
        notes.sort_by_key(|noted| noted.at_ms);
        Ok((notes, unread))
    }

    /// The time of the last answer in the sessions of `bank` up to the one with the key
    /// `newest`, and `now_ms` at most.
    fn last_answer_ms(
        &self,
        bank: &BankId,
        newest: Option<i64>,
        now_ms: i64,
    ) -> rusqlite::Result<i64> {
        let last: Option<i64> = self
            .db
            .prepare_cached(
                "SELECT max(at_ms) FROM event JOIN session ON session.key = event.session
                 WHERE session.bank = ? AND session.key <= ? AND at_ms <= ?",
            )?
            .query_row(params![bank.as_str(), newest, now_ms], |row| row.get(0))?;
        Ok(last.unwrap_or(i64::MIN))
    }
}

#[cfg(test)]
mod tests {
    use super::Noted;
    use crate::learn::Note;
    use crate::model::BankId;
    use crate::store::Store;

    #[test]
    fn notes_of_one_millisecond_keep_their_order() {
        let mut store = Store::in_memory().expect("memory");
        let bank = BankId::new("b");
        let plan = |minutes| Note::Planned {
            exam: None,
            minutes_per_day: Some(minutes),
        };
        // Each id sorts before the one of the note that came before.
        for minutes in 1..=9_u8 {
            let noted = Noted {
                id: [u8::MAX - minutes; 16],
                at_ms: 1_000,
                offset_s: 0,
                note: plan(u32::from(minutes)),
            };
            store.note(&bank, &noted).expect("kept");
        }
        let (notes, unread) = store.notes(&bank, 2_000).expect("read");
        let notes: Vec<_> = notes.into_iter().map(|it| it.note).collect();
        assert_eq!(notes, (1..=9).map(plan).collect::<Vec<_>>());
        assert_eq!(unread, 0);
    }
}
