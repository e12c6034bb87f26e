//! Flash cards from other programs, with a front and a back. An import converts them to terms, and
//! an export writes terms as such cards.

use std::collections::{HashMap, HashSet};

use super::entry::{ParsedTopic, normal};
use super::naming;
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

/// A card and the ID and topic of the term that it becomes.
#[derive(Debug)]
pub struct PlacedCard<'c> {
    pub id: String,
    pub topic: String,
    pub card: &'c Card,
}

/// The terms of a bank and the cards that were added to them.
#[derive(Debug, Default)]
pub struct KnownCards {
    ids: HashSet<String>,
    /// The definition and the location of each name.
    definitions: HashMap<String, (String, String)>,
}

/// The result of adding a card.
#[derive(Debug, PartialEq, Eq)]
pub enum Joined {
    /// The card becomes a new term with this ID.
    New(String),
    /// A term with the same name and definition exists.
    Already,
    /// A term with the same name but a different definition exists at this location.
    Other(String),
}

impl KnownCards {
    pub fn of(bank: &Bank) -> Self {
        let definitions = bank.terms.iter().map(|term| {
            let place = format!("the bank (`{}`)", term.id);
            (normal(&term.name), (normal(&term.definition), place))
        });
        Self {
            ids: bank.terms.iter().map(|term| term.id.to_string()).collect(),
            definitions: definitions.collect(),
        }
    }

    /// Adds `card` from the file `name` unless a term with the same name exists.
    pub fn join(&mut self, card: &Card, name: &str) -> Joined {
        let (front, back) = (normal(&card.front), normal(&card.back));
        if let Some((definition, place)) = self.definitions.get(&front) {
            return if *definition == back {
                Joined::Already
            } else {
                Joined::Other(place.clone())
            };
        }
        let place = format!("{name}, line {}", card.line);
        let id = self.id(card, &front);
        self.definitions.insert(front, (back, place));
        Joined::New(id)
    }

    /// Returns the card's own ID if no other term uses it. Otherwise, returns an ID made from the
    /// front of the card.
    fn id(&mut self, card: &Card, front: &str) -> String {
        let own = card.id.clone().filter(|id| !self.ids.contains(id));
        let made = own.unwrap_or_else(|| match naming::slug(&card.front, 8, 60) {
            words if words.is_empty() => {
                format!(
                    "term-{:08x}",
                    xxhash_rust::xxh3::xxh3_64(front.as_bytes()) >> 32
                )
            }
            words => words,
        });
        let numbered = (2..).map(|number| format!("{made}-{number}"));
        let mut ids = std::iter::once(made.clone()).chain(numbered);
        let free = ids.find(|id| !self.ids.contains(id));
        let id = free.expect("there are more numbers than terms");
        self.ids.insert(id.clone());
        id
    }
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
