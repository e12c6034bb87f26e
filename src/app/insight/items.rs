//! Single items that were asked, with how well each is known.

use std::collections::{BTreeMap, HashMap};

use super::topics::topics_of;
use crate::learn::{Knowledge, Mastery};
use crate::model::{Bank, Component, TopicId};

/// A fact, a cell of a table, or a term with how well it is known.
#[derive(Clone, Debug)]
pub struct ItemInsight {
    pub item: Component,
    /// `None` for a cell of a table without a topic.
    pub topic: Option<TopicId>,
    /// The title of a fact, column and row of a cell, or the name of a term.
    pub title: String,
    pub mastery: Mastery,
    /// The chance that it is recalled today, 0 to 1. `None` while it is being learned: right
    /// after an incorrect answer, everybody recalls the correct one.
    pub recall: Option<f64>,
    pub lapses: u32,
    /// Days until recall falls to 90%, counted from the last answer.
    pub lasts: f64,
}

impl ItemInsight {
    /// Returns the kind of the item in a word.
    pub fn kind(&self) -> &'static str {
        match self.item {
            Component::Fact(_) => "fact",
            Component::Cell(_) => "cell",
            Component::Term(_) => "term",
        }
    }
}

/// Returns the items of `bank` that were asked, the least known first.
pub fn of(bank: &Bank, known: &BTreeMap<Component, Knowledge>, today: i32) -> Vec<ItemInsight> {
    let topics: HashMap<_, _> = topics_of(bank);
    let asked = known.iter().filter_map(|(item, known)| {
        let topic = topics.get(item).cloned();
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
    // Right after an answer everything is recalled, so what lasts least is known least.
    let is_learned = |it: &ItemInsight| it.mastery != Mastery::Learning;
    items.sort_by(|a, b| {
        let lasts = a.lasts.total_cmp(&b.lasts);
        is_learned(a).cmp(&is_learned(b)).then(lasts)
    });
    items
}

/// Returns the title of `item`; `None` if the bank no longer has it.
fn title(bank: &Bank, item: &Component) -> Option<String> {
    match item {
        Component::Fact(id) => match bank.fact(id) {
            Some(fact) => Some(fact.title.clone()),
            None => Some(bank.question(&id.as_str().into())?.stem.clone()),
        },
        Component::Cell(at) => {
            let matrix = bank.matrix(&at.matrix)?;
            let row = matrix.rows.iter().find(|it| it.id == at.row)?;
            let column = matrix.columns.iter().find(|it| it.id == at.column)?;
            Some(format!("{}: {}", column.title, row.title))
        }
        Component::Term(id) => Some(bank.term(id)?.name.clone()),
    }
}
