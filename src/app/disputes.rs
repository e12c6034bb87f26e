//! Problems that the learner reports with questions.

use std::collections::BTreeMap;

use super::App;
use super::messages::Notice;
use crate::learn::{Note, disputed};
use crate::model::QuestionId;
use crate::quiz::Moment;
use crate::text::{clean, one_line};

/// The maximum length of a problem report, in characters.
pub const DISPUTE_LENGTH: usize = 200;

impl App {
    /// Saves the learner's report of a problem with `question`. Withdraws the report if the text is
    /// empty.
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

    /// Returns the questions with a reported problem, each with the learner's text.
    pub fn disputes(&self, now: &Moment) -> anyhow::Result<BTreeMap<QuestionId, String>> {
        let notes = self.notes(now)?;
        let disputes = disputed(self.bank(), notes.iter().map(|noted| &noted.note));
        // The history may come from another source, so make its text safe to display.
        let lines = disputes.into_iter().map(|(id, text)| (id, one_line(&text)));
        Ok(lines.collect())
    }
}
