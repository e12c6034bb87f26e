//! The list of missed items: questions in the bank, table cells, and terms.

use std::sync::Arc;

use strum::IntoStaticStr;

use super::words::{count, date_of, day, items};
use super::{ActiveSession, App, HistorySnapshot};
use crate::learn::{Calendar, Missed, components};
use crate::model::{Component, Question};
use crate::quiz::{Kind, Moment, question_on};

/// The kind of a missed item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase", const_into_str)]
pub enum MissedKind {
    Question,
    Cell,
    Term,
}

impl MissedKind {
    fn of(missed: &Missed) -> Self {
        match missed.of {
            Some(Component::Cell(_)) => Self::Cell,
            Some(Component::Term(_)) => Self::Term,
            Some(Component::Fact(_)) | None => Self::Question,
        }
    }

    pub fn name(self) -> &'static str {
        self.into_str()
    }
}

/// An item in the list of missed items.
#[derive(Clone, Debug)]
pub struct MissedItem {
    pub missed: Missed,
    /// The question that a review asks. A term is asked about in the other direction once it has
    /// been answered correctly.
    pub question: Arc<Question>,
    /// The local day, in days since 1970, on which the item is due.
    pub due: Option<i32>,
}

impl MissedItem {
    pub fn kind(&self) -> MissedKind {
        MissedKind::of(&self.missed)
    }

    /// Describes the state of the item in words, such as `cell, missed yesterday, due today`. Omits
    /// the kind if the item is a question.
    pub fn state_in_words(&self, calendar: Calendar) -> String {
        let missed = &self.missed;
        let kind = match missed.of {
            Some(_) => format!("{}, ", self.kind().name()),
            None => String::new(),
        };
        let mut words = format!("{kind}missed {}", day(missed.day, calendar));
        if missed.sure {
            words += ", marked sure";
        }
        if let Some(due) = self.due {
            words += &match due.saturating_sub(calendar.today) {
                ..=0 => ", due today".to_owned(),
                1 => ", due tomorrow".to_owned(),
                _ => format!(", due {}", date_of(due)),
            };
        }
        if missed.righted > 0 {
            let sessions = count(missed.righted, "session", "sessions");
            words += &format!(", correct in {sessions} since");
        }
        words
    }
}

/// States the number of `missed` items of each kind, such as `2 questions, 1 cell, and 3 terms`.
pub fn missed_in_words<'a>(missed: impl IntoIterator<Item = &'a Missed>) -> String {
    let (mut questions, mut cells, mut terms) = (0, 0, 0);
    for it in missed {
        *match MissedKind::of(it) {
            MissedKind::Question => &mut questions,
            MissedKind::Cell => &mut cells,
            MissedKind::Term => &mut terms,
        } += 1;
    }
    items(questions, cells, terms)
}

impl App {
    /// Lists the missed items, most recent first.
    pub fn missed_items(&self, overview: &HistorySnapshot) -> Vec<MissedItem> {
        let bank = self.bank();
        // Keep the distractors the same for a day so that the list shows the questions that its
        // review asks.
        let seed = u64::from(overview.today.unsigned_abs());
        let items = overview.record.missed.iter().filter_map(|missed| {
            let question = match &missed.of {
                None => Arc::clone(bank.question(&missed.question)?),
                Some(of) => Arc::new(question_on(bank, of, missed.righted % 2 == 1, seed)?),
            };
            let asked = components(&question).into_iter();
            let known = asked.filter_map(|it| overview.record.knowledge.get(&it));
            Some(MissedItem {
                due: known.filter_map(|it| it.memory.due()).min(),
                missed: missed.clone(),
                question,
            })
        });
        items.collect()
    }

    /// Starts a review of `items` in the given order. Returns `None` if there are none.
    pub fn review_items(&mut self, items: &[&MissedItem], now: &Moment) -> Option<ActiveSession> {
        let questions: Vec<_> = items.iter().map(|it| Arc::clone(&it.question)).collect();
        self.start_with(Kind::Review, &questions, now)
    }

    /// Starts a practice session on `item` and on other questions about the same facts. Returns
    /// `None` if there are no such questions.
    pub fn practice_missed(
        &mut self,
        item: &MissedItem,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        match &item.missed.of {
            None => self.practice_question(&item.question, overview, now),
            Some(of) => self.practice_on(of, overview, now),
        }
    }
}
