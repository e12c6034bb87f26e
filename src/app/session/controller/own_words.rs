//! The learner's own words on the open item: what is wrong with it, and personal notes.

use super::{Controller, Response};
use crate::app::App;
use crate::app::telling::{AfterAnswer, Notice};
use crate::learn::Subject;
use crate::quiz::Moment;

impl Controller {
    /// Returns what the learner disputes about the open question.
    pub fn disputed(&self) -> Option<&String> {
        self.disputes.get(&self.slot().question.id)
    }

    /// Returns the personal notes to show with the open question, or with the fact before it.
    pub fn notes(&self) -> Vec<&str> {
        match self.fact() {
            Some(fact) => {
                let on = Subject::Fact(fact.id.clone());
                self.notes.on(&on).into_iter().collect()
            }
            None => self.notes.with(&self.slot().question),
        }
    }

    /// Returns what a note written now is on; `None` where no note can be.
    pub fn subject(&self) -> Option<Subject> {
        match self.fact() {
            Some(fact) => Some(Subject::Fact(fact.id.clone())),
            None => Subject::of(&self.slot().question),
        }
    }

    /// Keeps what the learner says is wrong with the open question; nothing withdraws it.
    pub fn dispute(&mut self, words: &str, app: &mut App, now: &Moment) -> Response {
        if let Some(response) = self.not_yet(AfterAnswer::Dispute) {
            return response;
        }
        let notice = app.dispute(&self.slot().question.id, words, now);
        self.read_own_words(app, now);
        self.note(notice)
    }

    /// Replaces the note on the open item; empty `words` remove it.
    pub fn write_note(&mut self, words: &str, app: &mut App, now: &Moment) -> Response {
        let is_shown = self.shows_fact || self.revealed;
        if !is_shown && let Some(response) = self.not_yet(AfterAnswer::Note) {
            return response;
        }
        let Some(subject) = self.subject() else {
            return self.note(Notice::NoNoteHere);
        };
        let notice = app.write_note(&subject, words, now);
        self.read_own_words(app, now);
        self.note(notice)
    }

    /// Reads the learner's words again after they were edited, and reports what changed.
    pub fn reread(&mut self, app: &App, now: &Moment) -> Option<Notice> {
        let noted = |it: &Self| Some(it.notes.on(&it.subject()?)?.to_owned());
        let before = (self.disputed().cloned(), noted(self));
        self.read_own_words(app, now);
        let after = (self.disputed().cloned(), noted(self));
        match (before, after) {
            ((was, _), (is, _)) if was != is && is.is_some() => Some(Notice::Disputed),
            ((was, _), (is, _)) if was != is => Some(Notice::Withdrawn),
            ((_, was), (_, is)) if was != is && is.is_some() => Some(Notice::NoteSaved),
            ((_, was), (_, is)) if was != is => Some(Notice::NoteRemoved),
            _ => None,
        }
    }

    /// Reads the disputes and the personal notes again, because one was changed elsewhere.
    pub(super) fn read_own_words(&mut self, app: &App, now: &Moment) {
        self.disputes = app.disputes(now).unwrap_or_default();
        self.notes = app.personal_notes(now);
    }
}
