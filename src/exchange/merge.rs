//! Determines which items an import adds to a bank. Existing items stay unchanged and keep their
//! IDs and therefore their history.

use std::collections::{HashMap, HashSet};

use super::cards::{Card, Joined, KnownCards, PlacedCard};
use super::entry::{ContentHash, ParsedQuestion, ParsedTopic, normal};
use super::naming;
use crate::model::{Bank, Question};

/// The existing content of a bank.
#[derive(Debug, Default)]
pub struct Known {
    ids: HashSet<String>,
    /// The texts of the correct options and the location of each question.
    keys: HashMap<ContentHash, (Vec<String>, String)>,
    /// The IDs and titles of all topics.
    topics: Vec<(String, String)>,
    cards: KnownCards,
}

impl Known {
    pub fn of(bank: &Bank) -> Self {
        let likeness = |question: &Question| {
            let options = question.choices.iter().map(|it| it.text.as_str());
            ContentHash::of(&question.stem, options)
        };
        let key = |question: &Question| {
            let right = question.choices.iter().filter(|it| it.correct);
            sorted(right.map(|it| it.text.as_str()))
        };
        Self {
            ids: bank.questions.iter().map(|it| it.id.to_string()).collect(),
            keys: bank
                .questions
                .iter()
                .map(|it| (likeness(it), (key(it), format!("the bank (`{}`)", it.id))))
                .collect(),
            topics: bank
                .topics
                .iter()
                .map(|it| (it.id.to_string(), it.title.clone()))
                .collect(),
            cards: KnownCards::of(bank),
        }
    }
}

/// A question and its ID and topic in the bank.
#[derive(Debug)]
pub struct Placed<'e> {
    pub id: String,
    pub topic: String,
    pub entry: &'e ParsedQuestion,
}

/// The questions that one file adds.
#[derive(Debug, Default)]
pub struct Addition<'e> {
    pub placed: Vec<Placed<'e>>,
    /// The number of questions in the file that already exist.
    pub already: usize,
    /// The lines of questions that already exist with a different key and the locations of the
    /// existing questions.
    pub other_key: Vec<(usize, String)>,
}

/// The cards that one file adds.
#[derive(Debug, Default)]
pub struct AddedCards<'c> {
    pub placed: Vec<PlacedCard<'c>>,
    /// The number of cards in the file that already exist.
    pub already: usize,
    /// The lines of cards that already exist with a different back and the locations of the
    /// existing terms.
    pub other_back: Vec<(usize, String)>,
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
    /// Otherwise, entries without a topic are assigned to `otherwise`.
    pub fn add<'e>(
        &mut self,
        name: &str,
        entries: &'e [ParsedQuestion],
        otherwise: &ParsedTopic,
        instead: Option<&ParsedTopic>,
    ) -> Addition<'e> {
        let mut added = Addition::default();
        for entry in entries {
            let likeness = ContentHash::of_entry(entry);
            let right = entry.options.iter().filter(|it| it.correct);
            let key = sorted(right.map(|it| it.text.as_str()));
            if let Some((other, place)) = self.known.keys.get(&likeness) {
                if *other == key {
                    added.already += 1;
                } else {
                    added.other_key.push((entry.line, place.clone()));
                }
                continue;
            }
            let place = format!("{name}, line {}", entry.line);
            self.known.keys.insert(likeness, (key, place));
            let topic = instead.or(entry.topic.as_ref()).unwrap_or(otherwise);
            added.placed.push(Placed {
                id: self.id(entry),
                topic: self.topic(topic),
                entry,
            });
        }
        added
    }

    /// Returns the entry's own ID if no other question uses it. Otherwise, returns an ID made from
    /// the entry's text.
    fn id(&mut self, entry: &ParsedQuestion) -> String {
        let own = entry.id.clone().filter(|id| !self.known.ids.contains(id));
        let made = own.unwrap_or_else(|| naming::question_id(entry));
        let numbered = (2..).map(|number| format!("{made}-{number}"));
        let mut ids = std::iter::once(made.clone()).chain(numbered);
        let free = ids.find(|id| !self.known.ids.contains(id));
        let id = free.expect("there are more numbers than questions");
        self.known.ids.insert(id.clone());
        id
    }

    /// Adds `cards` from the file `name` in the same way that [`Merge::add`] adds questions.
    pub fn add_cards<'c>(
        &mut self,
        name: &str,
        cards: &'c [Card],
        otherwise: &ParsedTopic,
        instead: Option<&ParsedTopic>,
    ) -> AddedCards<'c> {
        let mut added = AddedCards::default();
        for card in cards {
            match self.known.cards.join(card, name) {
                Joined::Already => added.already += 1,
                Joined::Other(place) => added.other_back.push((card.line, place)),
                Joined::New(id) => {
                    let topic = instead.or(card.topic.as_ref()).unwrap_or(otherwise);
                    let topic = self.topic(topic);
                    added.placed.push(PlacedCard { id, topic, card });
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
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut ids = std::iter::once(wanted.clone()).chain(numbered);
        let free = ids.find(|id| !all().any(|(other, _)| other == id));
        let id = free.expect("there are more numbers than topics");
        self.new_topics.push((id.clone(), topic.title.clone()));
        id
    }
}

fn sorted<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut texts: Vec<_> = texts.map(normal).collect();
    texts.sort();
    texts
}
