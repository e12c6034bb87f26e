//! Topics that were reset. Earlier answers on these topics no longer count.

use std::collections::HashMap;

use super::Note;
use crate::model::TopicId;

/// The time of the last reset of each topic, in UTC milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resets(HashMap<TopicId, i64>);

impl Resets {
    /// Extracts the resets from notes. Each note is passed with its time, and the notes can be in
    /// any order.
    pub fn of<'a>(notes: impl IntoIterator<Item = (i64, &'a Note)>) -> Self {
        let mut resets: HashMap<TopicId, i64> = HashMap::new();
        for (at_ms, note) in notes {
            if let Note::Reset { topic } = note {
                let last = resets.entry(topic.clone()).or_insert(at_ms);
                *last = (*last).max(at_ms);
            }
        }
        Self(resets)
    }

    /// Returns whether an answer on `topic` given at `at_ms` was reset and no longer counts.
    pub fn undo(&self, topic: &TopicId, at_ms: i64) -> bool {
        self.0.get(topic).is_some_and(|reset| at_ms <= *reset)
    }
}
