//! The items asked about so far and the learner's knowledge of each one.

use std::collections::{BTreeMap, HashMap};

use crate::learn::{Knowledge, Mastery};
use crate::model::{Bank, Component, TopicId};

/// A fact, table cell, or term and the learner's knowledge of it.
#[derive(Clone, Debug)]
pub struct ItemInsight {
    pub item: Component,
    /// The topic; `None` for a cell in a table without a topic.
    pub topic: Option<TopicId>,
    /// The title of the fact, the column and row of the cell, or the name of the term.
    pub title: String,
    pub mastery: Mastery,
    /// The probability, from 0 to 1, that the learner recalls the item today. `None` while the item
    /// is being learned, because anyone can recall the correct answer right after giving an
    /// incorrect one.
    pub recall: Option<f64>,
    pub lapses: u32,
    /// The number of days from the last answer until recall falls to 90%.
    pub lasts: f64,
}

impl ItemInsight {
    /// Returns the kind of item as a word.
    pub fn kind(&self) -> &'static str {
        match self.item {
            Component::Fact(_) => "fact",
            Component::Cell(_) => "cell",
            Component::Term(_) => "term",
        }
    }
}

/// Returns the items in `bank` that have been asked about, least known first.
pub fn of(
    bank: &Bank,
    known: &BTreeMap<Component, Knowledge>,
    topic_of: &HashMap<Component, TopicId>,
    today: i32,
) -> Vec<ItemInsight> {
    let asked = known.iter().filter_map(|(item, known)| {
        let topic = topic_of.get(item).cloned();
        let is_known_to_bank = topic.is_some() || matches!(item, Component::Cell(_));
        let title = is_known_to_bank.then(|| title(bank, item)).flatten()?;
        let mastery = known.mastery(today);
        let is_recalled = mastery > Mastery::Learning;
        Some(ItemInsight {
            item: item.clone(),
            topic,
            title,
            mastery,
            recall: is_recalled.then(|| known.memory.recall(today)),
            lapses: known.memory.lapses(),
            lasts: known.memory.stability(),
        })
    });
    let mut items: Vec<_> = asked.filter(|it| it.mastery != Mastery::New).collect();
    // Any item can be recalled right after an answer, so rank items by how long they are
    // remembered.
    let is_learned = |it: &ItemInsight| it.mastery != Mastery::Learning;
    items.sort_by(|a, b| {
        let lasts = a.lasts.total_cmp(&b.lasts);
        is_learned(a).cmp(&is_learned(b)).then(lasts)
    });
    items
}

/// Returns the title of `item`; `None` if the item is no longer in the bank.
fn title(bank: &Bank, item: &Component) -> Option<String> {
    match item {
        Component::Fact(id) => match bank.fact(id) {
            Some(fact) => Some(fact.title.clone()),
            None => Some(bank.question(&id.as_str().into())?.stem.clone()),
        },
        Component::Cell(at) => {
            let (row, column) = bank.matrix(&at.matrix)?.place(at)?;
            Some(format!("{}: {}", column.title, row.title))
        }
        Component::Term(id) => Some(bank.term(id)?.name.clone()),
    }
}
