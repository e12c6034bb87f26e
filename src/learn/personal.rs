//! Personal notes that the learner wrote on questions, facts, table cells, and terms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Note;
use crate::model::{Bank, CellRef, Component, FactId, Question, QuestionId, TermId};

/// The subject of a personal note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    Question(QuestionId),
    Fact(FactId),
    Cell(CellRef),
    Term(TermId),
}

impl From<&Component> for Subject {
    fn from(item: &Component) -> Self {
        match item {
            Component::Fact(id) => Self::Fact(id.clone()),
            Component::Cell(at) => Self::Cell(at.clone()),
            Component::Term(id) => Self::Term(id.clone()),
        }
    }
}

/// The newest note on a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalNote {
    pub text: String,
    /// The time, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// The personal notes on a bank, one for each subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonalNotes(BTreeMap<Subject, PersonalNote>);

impl Subject {
    /// Returns the subject of a note on `question`: the question itself, or the cell or the term that
    /// it was generated from.
    pub fn of(question: &Question) -> Self {
        let own = || Self::Question(question.id.clone());
        question.generated_from().map_or_else(own, Self::from)
    }

    /// Returns the kind of the subject: `question`, `fact`, `cell`, or `term`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Question(_) => "question",
            Self::Fact(_) => "fact",
            Self::Cell(_) => "cell",
            Self::Term(_) => "term",
        }
    }

    /// Returns the ID, which is unique within the kind of subject.
    pub fn id(&self) -> String {
        match self {
            Self::Question(id) => id.to_string(),
            Self::Fact(id) => id.to_string(),
            Self::Cell(at) => at.to_string(),
            Self::Term(id) => id.to_string(),
        }
    }

    /// Returns the subject that replaces this one in `bank`, or this subject if it was not
    /// replaced.
    fn current(&self, bank: &Bank) -> Self {
        let current = match self {
            Self::Question(id) => bank
                .question_for(id)
                .map(|it| Self::Question(it.id.clone())),
            Self::Fact(id) => bank.fact_for(id).map(|it| Self::Fact(it.id.clone())),
            Self::Cell(_) => None,
            Self::Term(id) => bank.term_for(id).map(|it| Self::Term(it.id.clone())),
        };
        current.unwrap_or_else(|| self.clone())
    }
}

impl PersonalNotes {
    /// Folds notes with their times, oldest first. Only the last text on a subject counts, and an
    /// empty text removes the note. A note on a former item counts for the item that replaces it.
    pub fn of<'a>(bank: &Bank, notes: impl IntoIterator<Item = (i64, &'a Note)>) -> Self {
        let mut found = BTreeMap::new();
        for (at_ms, note) in notes {
            let Note::Personal { on, text } = note else {
                continue;
            };
            let subject = on.current(bank);
            if text.is_empty() {
                found.remove(&subject);
            } else {
                let text = text.clone();
                found.insert(subject, PersonalNote { text, at_ms });
            }
        }
        Self(found)
    }

    /// Returns the text of the note on `subject`.
    pub fn on(&self, subject: &Subject) -> Option<&str> {
        self.0.get(subject).map(|note| note.text.as_str())
    }

    /// Returns the notes to show with `question`: first its own note, and then the notes on its
    /// facts and cells.
    pub fn with(&self, question: &Question) -> Vec<&str> {
        let own = Subject::of(question);
        let items = question.components.iter().map(Subject::from);
        let items: Vec<_> = items.filter(|it| *it != own).collect();
        let subjects = std::iter::once(own).chain(items);
        subjects.filter_map(|it| self.on(&it)).collect()
    }

    /// Returns all notes, newest first.
    pub fn newest_first(&self) -> Vec<(&Subject, &PersonalNote)> {
        let mut notes: Vec<_> = self.0.iter().collect();
        notes.sort_by_key(|(_, note)| std::cmp::Reverse(note.at_ms));
        notes
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{PersonalNotes, Subject};
    use crate::learn::Note;
    use crate::model::{Bank, CellRef};

    fn note(on: Subject, text: &str) -> Note {
        Note::Personal {
            on,
            text: text.into(),
        }
    }

    #[test]
    fn the_last_text_counts_and_an_empty_one_removes_the_note() {
        let notes = [
            note(Subject::Question("a".into()), "first"),
            note(Subject::Term("a".into()), "a term of the same id"),
            note(Subject::Question("a".into()), "second"),
            note(Subject::Fact("b".into()), "short"),
            Note::Reset { topic: "t".into() },
            note(Subject::Fact("b".into()), ""),
        ];
        let notes = (0..).zip(&notes);
        let found = PersonalNotes::of(&Bank::default(), notes);
        let found: Vec<_> = found.newest_first();
        let found: Vec<_> = found
            .iter()
            .map(|(on, note)| (on.kind(), on.id(), note.text.as_str(), note.at_ms))
            .collect();
        assert_eq!(
            found,
            [
                ("question", "a".to_owned(), "second", 2),
                ("term", "a".to_owned(), "a term of the same id", 1)
            ]
        );
    }

    #[test]
    fn a_note_is_stored_with_the_kind_of_its_subject() {
        let note = note(Subject::Fact("pays".into()), "Think of a meter.");
        let json = serde_json::to_string(&note).expect("it can be written");
        assert_eq!(
            json,
            r#"{"kind":"personal","on":{"fact":"pays"},"text":"Think of a meter."}"#
        );
        let at = CellRef::parse("owner/os/rds").expect("a cell");
        let json = serde_json::to_value(Subject::Cell(at)).expect("it can be written");
        assert_eq!(json["cell"], "owner/os/rds");
    }
}
