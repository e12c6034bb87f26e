//! The criteria for selecting the questions in a session.

use std::sync::Arc;
use std::time::Duration;

use super::{App, HistorySnapshot};
pub use crate::learn::QuestionSource;
use crate::model::{Question, TopicId};
use crate::quiz::{Feedback, Order};

/// The criteria for a session: the questions to draw from, their number, and the way in which they
/// are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The topics to draw from; empty means all.
    pub topics: Vec<TopicId>,
    pub which: QuestionSource,
    pub count: usize,
    pub limit: Option<Duration>,
    /// A time limit for each question.
    pub each: Option<Duration>,
    pub feedback: Feedback,
    pub order: Order,
    /// The random seed. If `None`, a new one is generated.
    pub seed: Option<u64>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            topics: Vec::new(),
            which: QuestionSource::All,
            count: 10,
            limit: None,
            each: None,
            feedback: Feedback::Each,
            order: Order::Mixed,
            seed: None,
        }
    }
}

impl Selection {
    pub(super) fn has_topic(&self, topic: &TopicId) -> bool {
        self.topics.is_empty() || self.topics.contains(topic)
    }
}

impl App {
    /// Returns the questions that match `selection`.
    pub fn pool(&self, selection: &Selection, overview: &HistorySnapshot) -> Vec<Arc<Question>> {
        if selection.which == QuestionSource::Missed {
            // Keep the order of the list of missed items, which starts with the most recent miss.
            let missed = self.missed_items(overview).into_iter();
            return missed
                .map(|it| it.question)
                .filter(|question| selection.has_topic(&question.topic))
                .collect();
        }
        if selection.which == QuestionSource::Due {
            let planned = self.todays_pool(selection, overview, 0).into_iter();
            return planned.map(|it| it.question).collect();
        }
        let wanted = |question: &&Arc<Question>| {
            selection.has_topic(&question.topic)
                && match selection.which {
                    QuestionSource::Unseen => !overview.record.last_seen.contains_key(&question.id),
                    QuestionSource::Flagged => overview.record.flagged.contains(&question.id),
                    QuestionSource::All | QuestionSource::Missed | QuestionSource::Due => true,
                }
        };
        self.bank()
            .questions
            .iter()
            .filter(wanted)
            .cloned()
            .collect()
    }
}
