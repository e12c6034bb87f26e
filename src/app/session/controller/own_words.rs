//! The learner's own text on the open item: problem reports and personal notes.

use super::{Controller, Response};
use crate::app::App;
use crate::app::messages::{AfterAnswer, Notice};
use crate::learn::Subject;
use crate::model::Question;
use crate::quiz::{Kind, Moment};

impl Controller {
    /// Returns the problem that the learner reported with the open question.
    pub fn disputed(&self) -> Option<&String> {
        self.disputes.get(&self.slot().question.id)
    }

    /// Returns the personal notes to show with the open question or with the fact before it. In a
    /// drill, returns the notes on the last answered item.
    pub fn notes(&self) -> Vec<&str> {
        match self.fact() {
            Some(fact) => {
                let on = Subject::Fact(fact.id.clone());
                self.notes.on(&on).into_iter().collect()
            }
            None => self
                .noted_question()
                .map_or(Vec::new(), |it| self.notes.with(it)),
        }
    }

    /// Returns the item that a new note would be attached to. Returns `None` in a drill before the
    /// first answer.
    pub fn subject(&self) -> Option<Subject> {
        match self.fact() {
            Some(fact) => Some(Subject::Fact(fact.id.clone())),
            None => self.noted_question().map(Subject::of),
        }
    }

    /// Returns whether a note can be written now, because the answer to its item is shown.
    pub fn takes_note(&self) -> bool {
        let is_shown = self.shows_fact || self.revealed || self.is_explained();
        is_shown || (self.kind() == Kind::Drill && self.subject().is_some())
    }

    /// Returns the question that a note belongs to: the last answered one in a drill, and the open
    /// one otherwise.
    fn noted_question(&self) -> Option<&Question> {
        let at = match self.kind() {
            Kind::Drill => self.place().checked_sub(1)?,
            _ => self.place(),
        };
        let slot = self.session().slots().get(at)?;
        Some(&slot.question)
    }

    /// Saves the learner's report of a problem with the open question. Withdraws the report if the
    /// text is empty.
    pub fn dispute(&mut self, words: &str, app: &mut App, now: &Moment) -> Response {
        if let Some(response) = self.not_yet(AfterAnswer::Dispute) {
            return response;
        }
        let notice = app.dispute(&self.slot().question.id, words, now);
        self.read_own_words(app, now);
        self.note(notice)
    }

    /// Replaces the note on the open item. Removes the note if the text is empty.
    pub fn write_note(&mut self, words: &str, app: &mut App, now: &Moment) -> Response {
        let Some(subject) = self.subject().filter(|_| self.takes_note()) else {
            return self.note(Notice::AfterAnswer(AfterAnswer::Note));
        };
        let notice = app.write_note(&subject, words, now);
        self.read_own_words(app, now);
        self.note(notice)
    }

    /// Reloads the learner's reports and notes after an edit and returns a notice about the change.
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

    /// Reloads the problem reports and personal notes from the history.
    pub(super) fn read_own_words(&mut self, app: &App, now: &Moment) {
        self.disputes = app.disputes(now).unwrap_or_default();
        self.notes = app.personal_notes(now);
    }
}
