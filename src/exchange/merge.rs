//! Determines which items an import adds to a bank. Existing items stay unchanged and keep their
//! IDs and therefore their history.

use std::collections::{HashMap, HashSet};

use super::cards::Card;
use super::entry::{ContentHash, ParsedQuestion, ParsedTopic, normal};
use super::naming;
use crate::model::Bank;

/// The existing content of a bank.
#[derive(Debug, Default)]
pub struct Known {
    questions: KnownItems,
    terms: KnownItems,
    /// The IDs and titles of all topics.
    topics: Vec<(String, String)>,
}

/// The questions or the terms that exist in a bank.
#[derive(Debug, Default)]
pub struct KnownItems {
    ids: HashSet<String>,
    /// The key and the location of each item.
    keys: HashMap<ContentHash, (Vec<String>, String)>,
}

impl KnownItems {
    fn add(&mut self, id: String, content: ContentHash, key: Vec<String>) {
        let place = format!("the bank (`{id}`)");
        self.keys.insert(content, (key, place));
        self.ids.insert(id);
    }
}

impl Known {
    pub fn of(bank: &Bank) -> Self {
        let mut known = Self::default();
        for it in &bank.questions {
            let options = it.choices.iter().map(|it| it.text.as_str());
            let content = ContentHash::of(&it.stem, options);
            let right = it.choices.iter().filter(|it| it.correct);
            let key = sorted(right.map(|it| it.text.as_str()));
            known.questions.add(it.id.to_string(), content, key);
        }
        for it in &bank.terms {
            let content = ContentHash::of(&it.name, std::iter::empty());
            let key = vec![normal(&it.definition)];
            known.terms.add(it.id.to_string(), content, key);
        }
        let topics = bank.topics.iter();
        let topics = topics.map(|it| (it.id.to_string(), it.title.clone()));
        known.topics = topics.collect();
        known
    }
}

/// A question or a card that can be added to a bank.
pub trait Entry {
    /// Returns the content of the same kind in `known`.
    fn known(known: &mut Known) -> &mut KnownItems;
    fn line(&self) -> usize;
    /// Returns the ID and the topic in the file.
    fn place(&self) -> (Option<&String>, Option<&ParsedTopic>);
    /// Returns a hash of the content that identifies the entry and its key: the normalized texts of
    /// the correct options, or the back of a card.
    fn content(&self) -> (ContentHash, Vec<String>);
    /// Makes an ID from the content.
    fn made_id(&self) -> String;
}

impl Entry for ParsedQuestion {
    fn known(known: &mut Known) -> &mut KnownItems {
        &mut known.questions
    }

    fn line(&self) -> usize {
        self.line
    }

    fn place(&self) -> (Option<&String>, Option<&ParsedTopic>) {
        (self.id.as_ref(), self.topic.as_ref())
    }

    fn content(&self) -> (ContentHash, Vec<String>) {
        let right = self.options.iter().filter(|it| it.correct);
        let key = sorted(right.map(|it| it.text.as_str()));
        (ContentHash::of_entry(self), key)
    }

    fn made_id(&self) -> String {
        naming::question_id(self)
    }
}

impl Entry for Card {
    fn known(known: &mut Known) -> &mut KnownItems {
        &mut known.terms
    }

    fn line(&self) -> usize {
        self.line
    }

    fn place(&self) -> (Option<&String>, Option<&ParsedTopic>) {
        (self.id.as_ref(), self.topic.as_ref())
    }

    fn content(&self) -> (ContentHash, Vec<String>) {
        let content = ContentHash::of(&self.front, std::iter::empty());
        (content, vec![normal(&self.back)])
    }

    fn made_id(&self) -> String {
        naming::term_id(&self.front)
    }
}

/// An item and its ID and topic in the bank.
#[derive(Debug)]
pub struct Placed<'e, T> {
    pub id: String,
    pub topic: String,
    pub entry: &'e T,
}

/// The questions or the cards that one file adds.
#[derive(Debug)]
pub struct Added<'e, T> {
    pub placed: Vec<Placed<'e, T>>,
    /// The number of entries in the file that already exist.
    pub already: usize,
    /// The lines of entries that already exist with a different answer key and the locations of the
    /// existing items.
    pub other_key: Vec<(usize, String)>,
}

/// Assigns IDs and topics to questions and cards, file by file.
pub struct Merge {
    known: Known,
    /// The IDs and titles of topics that the new file must declare.
    pub new_topics: Vec<(String, String)>,
}

impl Merge {
    pub fn new(known: Known) -> Self {
        Self {
            known,
            new_topics: Vec::new(),
        }
    }

    /// Adds `entries` from the file `name`. If `instead` is given, all entries are assigned to it.
    /// Otherwise, entries without a topic are assigned to `otherwise`. An entry keeps its ID if no
    /// other item uses it.
    pub fn add<'e, T: Entry>(
        &mut self,
        name: &str,
        entries: &'e [T],
        otherwise: &ParsedTopic,
        instead: Option<&ParsedTopic>,
    ) -> Added<'e, T> {
        let mut added = Added {
            placed: Vec::new(),
            already: 0,
            other_key: Vec::new(),
        };
        for entry in entries {
            let ((content, key), line) = (entry.content(), entry.line());
            let known = T::known(&mut self.known);
            match known.keys.get(&content) {
                Some((other, _)) if *other == key => added.already += 1,
                Some((_, place)) => added.other_key.push((line, place.clone())),
                None => {
                    let place = format!("{name}, line {line}");
                    known.keys.insert(content, (key, place));
                    let (own, topic) = entry.place();
                    let own = own.filter(|id| !known.ids.contains(*id)).cloned();
                    let wanted = own.unwrap_or_else(|| entry.made_id());
                    let id = naming::free(&wanted, |id| known.ids.contains(id));
                    known.ids.insert(id.clone());
                    let topic = self.topic(instead.or(topic).unwrap_or(otherwise));
                    added.placed.push(Placed { id, topic, entry });
                }
            }
        }
        added
    }

    /// Returns the ID of the topic that matches `topic`. Creates a new topic if there is none.
    fn topic(&mut self, topic: &ParsedTopic) -> String {
        let title = normal(&topic.title);
        let all = || self.known.topics.iter().chain(&self.new_topics);
        let own = all().find(|(id, _)| topic.id.as_ref() == Some(id) || *id == topic.title);
        let found = own.or_else(|| all().find(|(_, it)| normal(it) == title));
        if let Some((id, _)) = found {
            return id.clone();
        }
        let wanted = topic.id.clone();
        let wanted = wanted.unwrap_or_else(|| naming::topic_id(&topic.title));
        let is_taken = |id: &str| all().any(|(other, _)| other == id);
        let id = naming::free(&wanted, is_taken);
        self.new_topics.push((id.clone(), topic.title.clone()));
        id
    }
}

fn sorted<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut texts: Vec<_> = texts.map(normal).collect();
    texts.sort();
    texts
}
