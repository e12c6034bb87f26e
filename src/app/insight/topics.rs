//! Finds the topics of items.

use std::collections::HashMap;

use crate::learn::{asked, countable};
use crate::model::{Bank, Component, TopicId};

/// Returns the topic of every fact, table cell, and term.
pub fn topics_of(bank: &Bank) -> HashMap<Component, TopicId> {
    let mut topics: HashMap<_, _> = countable(bank)
        .map(|(component, topic)| (component, topic.clone()))
        .collect();
    for question in &bank.questions {
        for component in asked(question).iter() {
            if !topics.contains_key(component) {
                topics.insert(component.clone(), question.topic.clone());
            }
        }
    }
    for matrix in &bank.matrices {
        for (row, column, _) in matrix.drilled_cells() {
            let cell = Component::Cell(matrix.cell_ref(row, column));
            if let Some(topic) = &matrix.topic {
                topics.entry(cell).or_insert_with(|| topic.clone());
            }
        }
    }
    for term in &bank.terms {
        topics.insert(Component::Term(term.id.clone()), term.topic.clone());
    }
    topics
}
