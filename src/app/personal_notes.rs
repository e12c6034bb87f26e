//! Edits, loads, and lists personal notes on items.

use super::messages::Notice;
use super::{App, Query};
use crate::learn::{Note, PersonalNotes, Subject};
use crate::model::Bank;
use crate::model::markup;
use crate::quiz::{Moment, cell_question};
use crate::text::{clean, one_line};

/// The maximum length of a note, in characters.
pub const NOTE_LENGTH: usize = 500;

/// A note in the list of all notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEntry {
    pub subject: Subject,
    /// The stem of the question or the cell, the title of the fact, or the name of the term; `None` if the item
    /// is no longer in the bank.
    pub title: Option<String>,
    pub text: String,
    /// The time of the last change, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

impl NoteEntry {
    /// Returns the title, or a statement that the item is no longer in the bank.
    pub fn title_in_words(&self) -> String {
        let gone = || format!("{} (no longer in the bank)", self.subject.id());
        self.title.clone().unwrap_or_else(gone)
    }

    /// Returns whether the note or its title contains every word of `query`. An empty query matches
    /// all notes.
    pub fn matches(&self, query: &Query) -> bool {
        let text = || format!("{} {}", self.title_in_words(), self.text);
        query.is_empty() || query.score(&text()).is_some()
    }
}

impl App {
    /// Returns the personal notes on this bank. Returns no notes if the history cannot be read.
    pub fn personal_notes(&self, now: &Moment) -> PersonalNotes {
        let mut notes = self.notes(now).unwrap_or_default();
        for noted in &mut notes {
            // The history may come from another source, so make its text safe to display.
            if let Note::Personal { text, .. } = &mut noted.note {
                *text = one_line(text);
            }
        }
        let notes = notes.iter().map(|noted| (noted.at_ms, &noted.note));
        PersonalNotes::of(self.bank(), notes)
    }

    /// Replaces the note on the item `on`. Removes the note if the text is empty.
    pub fn write_note(&mut self, on: &Subject, words: &str, now: &Moment) -> Notice {
        let text: String = clean(words.trim()).chars().take(NOTE_LENGTH).collect();
        let removes = text.is_empty();
        if removes && self.personal_notes(now).on(on).is_none() {
            return Notice::NoNote;
        }
        let on = on.clone();
        match self.note(Note::Personal { on, text }, now) {
            Err(error) => Notice::NotKept(error.to_string()),
            Ok(()) if removes => Notice::NoteRemoved,
            Ok(()) => Notice::NoteSaved,
        }
    }

    /// Lists all personal notes, newest first.
    pub fn note_entries(&self, now: &Moment) -> Vec<NoteEntry> {
        let notes = self.personal_notes(now);
        let notes = notes.newest_first().into_iter();
        let entries = notes.map(|(subject, note)| NoteEntry {
            subject: subject.clone(),
            title: title(self.bank(), subject),
            text: note.text.clone(),
            at_ms: note.at_ms,
        });
        entries.collect()
    }
}

fn title(bank: &Bank, subject: &Subject) -> Option<String> {
    match subject {
        Subject::Question(id) => Some(markup::one_line(&bank.question(id)?.stem)),
        Subject::Fact(id) => Some(bank.fact(id)?.title.clone()),
        Subject::Cell(at) => Some(markup::one_line(&cell_question(bank, at)?.stem)),
        Subject::Term(id) => Some(bank.term(id)?.name.clone()),
    }
}
