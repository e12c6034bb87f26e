//! Topics begun anew: answers from before count no more.

use std::collections::HashMap;

use super::Note;
use crate::model::TopicId;

/// When each topic was begun anew for the last time, UTC milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resets(HashMap<TopicId, i64>);

impl Resets {
    /// Takes the resets out of notes in any order, each with when it was made.
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

    /// Whether an answer to `topic` at `at_ms` counts no more.
    pub fn undo(&self, topic: &TopicId, at_ms: i64) -> bool {
        self.0.get(topic).is_some_and(|reset| at_ms <= *reset)
    }
}
