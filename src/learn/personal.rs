//! Personal notes that the learner wrote on questions, facts, and terms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Note;
use crate::model::{Bank, Component, FactId, Question, QuestionId, TermId};

/// The subject of a personal note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    Question(QuestionId),
    Fact(FactId),
    Term(TermId),
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
    /// Returns the subject of a note on `question`: the question itself, or the term that it was
    /// generated from. Returns `None` for a question that was generated from a table cell.
    pub fn of(question: &Question) -> Option<Self> {
        Some(match question.generated_from() {
            None => Self::Question(question.id.clone()),
            Some(Component::Fact(id)) => Self::Fact(id.clone()),
            Some(Component::Term(id)) => Self::Term(id.clone()),
            Some(Component::Cell(_)) => return None,
        })
    }

    /// Returns the kind of the subject: `question`, `fact`, or `term`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Question(_) => "question",
            Self::Fact(_) => "fact",
            Self::Term(_) => "term",
        }
    }

    /// Returns the ID, which is unique within the kind of subject.
    pub fn id(&self) -> &str {
        match self {
            Self::Question(id) => id.as_str(),
            Self::Fact(id) => id.as_str(),
            Self::Term(id) => id.as_str(),
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
    /// facts.
    pub fn with(&self, question: &Question) -> Vec<&str> {
        let facts = question.components.iter().filter_map(|asked| match asked {
            Component::Fact(id) => Some(Subject::Fact(id.clone())),
            Component::Term(_) | Component::Cell(_) => None,
        });
        let subjects = Subject::of(question).into_iter().chain(facts);
        let texts: Vec<_> = subjects.filter_map(|it| self.on(&it)).collect();
        texts
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
    use crate::model::Bank;

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
                ("question", "a", "second", 2),
                ("term", "a", "a term of the same id", 1)
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
    }
}
