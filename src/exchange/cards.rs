//! Flash cards from other programs, with a front and a back. An import converts them to terms, and
//! an export writes terms as such cards.

use super::entry::ParsedTopic;
use crate::model::{Bank, Term};

/// A card in a form that is independent of any file format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The number of the line on which the card begins, counted from 1.
    pub line: usize,
    /// The ID of the card in the file.
    pub id: Option<String>,
    pub topic: Option<ParsedTopic>,
    /// The name of the term.
    pub front: String,
    /// The definition of the term.
    pub back: String,
    /// A remark that is shown with the definition.
    pub note: String,
}

impl Card {
    /// Returns the card for `term`, which must be a term in `bank`.
    pub fn of(bank: &Bank, term: &Term) -> Self {
        let topic = bank.topic(&term.topic).map(|topic| ParsedTopic {
            id: Some(topic.id.to_string()),
            title: topic.title.clone(),
        });
        Self {
            line: 0,
            id: Some(term.id.to_string()),
            topic,
            front: term.name.clone(),
            back: term.definition.clone(),
            note: term.note.clone().unwrap_or_default(),
        }
    }
}
