//! The answers to each question, including how often they were correct and which incorrect options
//! were selected.

use std::collections::BTreeMap;

use super::Resets;
use crate::model::{Bank, ChoiceId, QuestionId};
use crate::quiz::{Outcome, Session, Tally, is_correct};

/// All answers to a single question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    pub tally: Tally,
    /// The number of answers in which each incorrect option was selected.
    pub wrong: BTreeMap<ChoiceId, usize>,
}

impl Chosen {
    /// Returns the incorrect option that was selected most often and the number of times it was
    /// selected.
    pub fn worst(&self) -> Option<(&ChoiceId, usize)> {
        let most = self.wrong.values().max()?;
        let worst = self.wrong.iter().find(|(_, times)| *times == most);
        worst.map(|(choice, times)| (choice, *times))
    }
}

/// Folds sessions in any order and grades them with the current key. Skips questions that are no
/// longer in the bank or whose options have changed, and answers that were reset.
pub fn chosen<'a>(
    bank: &Bank,
    sessions: impl IntoIterator<Item = &'a Session>,
    resets: &Resets,
) -> BTreeMap<QuestionId, Chosen> {
    let mut found: BTreeMap<QuestionId, Chosen> = BTreeMap::new();
    for session in sessions {
        for (place, slot) in session.slots().iter().enumerate() {
            if session.outcome(place) == Outcome::Open {
                continue;
            }
            let Some(today) = bank.question(&slot.question.id) else {
                continue;
            };
            let at_ms = slot.touched_ms.or(session.ended_ms()).unwrap_or_default();
            if !today.same_options(&slot.question) || resets.undo(&today.topic, at_ms) {
                continue;
            }
            let entry = found.entry(today.id.clone()).or_default();
            entry.tally.add(is_correct(today, &slot.chosen));
            let wrong = today.choices.iter().filter(|choice| !choice.correct);
            for choice in wrong.filter(|choice| slot.chosen.contains(&choice.id)) {
                *entry.wrong.entry(choice.id.clone()).or_default() += 1;
            }
        }
    }
    found
}
