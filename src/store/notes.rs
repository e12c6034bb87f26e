//! Stores and loads notes, which the learner creates outside sessions.

use rusqlite::params;

use super::Store;
use super::derived::delete_derived;
use super::sessions::AppendError;
use crate::learn::Note;
use crate::model::BankId;

/// The tolerance for notes with a future date. A note further in the future is due to a wrong
/// clock.
const SLACK_MS: i64 = 60_000;

/// A note and its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedNote {
    /// A random ID, so that histories can be merged.
    pub id: [u8; 16],
    /// The time, in milliseconds since 1970 (UTC). A note returned by [`Store::notes`] never has a
    /// future date.
    pub at_ms: i64,
    /// The offset of local time from UTC, in seconds.
    pub offset_s: i32,
    pub note: Note,
}

impl Store {
    /// Stores a note on `bank`. The note is on disk when this method returns. A note created in the
    /// same millisecond as another one gets a later time so that the order is preserved.
    pub fn note(&mut self, bank: &BankId, noted: &TimedNote) -> Result<(), AppendError> {
        let tx = self.write(true)?;
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
            // Invalidate the folded record, because it includes answers that were just reset.
            delete_derived(&tx, bank.as_str())?;
        }
        Ok(tx.commit()?)
    }

    /// Returns the readable notes on `bank`, oldest first, and the number of unreadable ones.
    ///
    /// A note that is dated well after `now_ms` was created with a wrong clock. It is treated as if
    /// it was created at the time of the last answer that the history contained when the note was
    /// added. It therefore covers earlier answers, and new notes override it.
    pub fn notes(&self, bank: &BankId, now_ms: i64) -> rusqlite::Result<(Vec<TimedNote>, usize)> {
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
            notes.push(TimedNote {
                id: row.get(0)?,
                at_ms,
                offset_s: row.get(2)?,
                note,
            });
        }
        // The sort is stable, so notes with the same time stay in order.
        notes.sort_by_key(|noted| noted.at_ms);
        Ok((notes, unread))
    }

    /// Returns the time of the last answer in the sessions on `bank` up to the one with the key
    /// `newest`, but no later than `now_ms`.
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
    use super::TimedNote;
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
            questions_per_day: None,
        };
        // Each ID sorts before the ID of the previous note.
        for minutes in 1..=9_u8 {
            let noted = TimedNote {
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
