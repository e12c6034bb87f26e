//! Notes: the plan, topics begun anew, disputes. Kept in the history like answers.

use std::collections::BTreeMap;

use super::App;
use super::random::random_id;
use super::telling::Notice;
use crate::learn::{Note, disputed};
use crate::model::QuestionId;
use crate::quiz::Moment;
use crate::store::Noted;
use crate::text::{clean, one_line};

/// How much a dispute may say, in characters.
pub const DISPUTE_LENGTH: usize = 200;

impl App {
    /// Writes the whole history as lines of JSON; says how many events it has.
    pub fn write_log(&self, out: &mut impl std::io::Write) -> anyhow::Result<usize> {
        Ok(self.store.write_log(out)?)
    }

    /// Keeps `note`; when this returns it is on the disk.
    pub fn note(&mut self, note: Note, now: &Moment) -> anyhow::Result<()> {
        let noted = Noted {
            id: random_id(),
            at_ms: now.utc_ms,
            offset_s: now.offset_s,
            note,
        };
        let bank = self.stats().id.clone();
        self.snapshot = None;
        Ok(self.store.note(&bank, &noted)?)
    }

    /// Returns the notes on this bank that can be read, oldest first.
    pub fn notes(&self, now: &Moment) -> anyhow::Result<Vec<Noted>> {
        Ok(self.store.notes(&self.stats().id, now.utc_ms)?.0)
    }

    /// Keeps what the learner says is wrong with `question`; nothing withdraws it.
    pub fn dispute(&mut self, question: &QuestionId, words: &str, now: &Moment) -> Notice {
        let text: String = clean(words.trim()).chars().take(DISPUTE_LENGTH).collect();
        let withdraws = text.is_empty();
        let stands = || {
            self.disputes(now)
                .unwrap_or_default()
                .contains_key(question)
        };
        if withdraws && !stands() {
            return Notice::NotDisputed;
        }
        let question = question.clone();
        match self.note(Note::Disputed { question, text }, now) {
            Err(error) => Notice::NotKept(error.to_string()),
            Ok(()) if withdraws => Notice::Withdrawn,
            Ok(()) => Notice::Disputed,
        }
    }

    /// The questions that the learner disputes, each with what is wrong with it.
    pub fn disputes(&self, now: &Moment) -> anyhow::Result<BTreeMap<QuestionId, String>> {
        let notes = self.notes(now)?;
        let disputes = disputed(self.bank(), notes.iter().map(|noted| &noted.note));
        // A history may come from elsewhere, and what it says is shown.
        let lines = disputes.into_iter().map(|(id, text)| (id, one_line(&text)));
        Ok(lines.collect())
    }
}
