//! A question in a session: its selected and submitted answer, and its options in display order.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::{Confidence, DrawnQuestion, Event, Outcome, Reason, TimestampedEvent};
use crate::model::{Choice, ChoiceId, Question};

/// A question in a session and its state.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent mark")]
pub struct Slot {
    pub question: Arc<Question>,
    /// The IDs of the options in letter order.
    pub order: Vec<ChoiceId>,
    /// `true` if the question counts toward the score.
    pub scored: bool,
    pub why: Option<Reason>,
    /// `true` if one of the question's events cannot be read, in which case nothing is derived from
    /// the question.
    pub aside: bool,
    /// The result at the time of the answer if it has changed because the key has been corrected
    /// since then.
    pub former_outcome: Option<Outcome>,
    pub chosen: BTreeSet<ChoiceId>,
    pub struck: BTreeSet<ChoiceId>,
    /// The incorrect option that a hint removed.
    pub hinted: Option<ChoiceId>,
    pub flagged: bool,
    /// `true` if the flag was removed in this session.
    pub unflagged: bool,
    pub confidence: Option<Confidence>,
    /// `true` if an answer was submitted and graded.
    pub answered: bool,
    pub visited: bool,
    /// The time spent on the question before it was answered.
    pub spent: Duration,
    /// The time when `chosen` last changed or was submitted, in UTC milliseconds.
    pub touched_ms: Option<i64>,
    /// All changes to `chosen`, in order.
    pub path: Vec<Step>,
}

/// A change to the selected options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The time spent on the question before the change.
    pub spent: Duration,
    pub chosen: BTreeSet<ChoiceId>,
}

impl Slot {
    pub(super) fn new(draw: DrawnQuestion) -> Self {
        Self {
            question: draw.question,
            order: draw.order,
            scored: draw.scored,
            why: draw.why,
            aside: false,
            former_outcome: None,
            chosen: BTreeSet::new(),
            struck: BTreeSet::new(),
            hinted: None,
            flagged: false,
            unflagged: false,
            confidence: None,
            answered: false,
            visited: false,
            spent: Duration::ZERO,
            touched_ms: None,
            path: Vec::new(),
        }
    }

    /// Returns the options in display order.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Choice> {
        self.order.iter().map(|id| {
            self.question
                .choice(id)
                .unwrap_or(&self.question.choices[0])
        })
    }

    /// Returns whether the number of selected options matches the number of correct ones.
    pub fn is_complete(&self) -> bool {
        self.chosen.len() == self.question.correct_count()
    }

    /// Returns the zero-based position of the option `id`.
    pub fn position(&self, id: &ChoiceId) -> Option<usize> {
        self.order.iter().position(|it| it == id)
    }

    /// Returns the letters of the options `ids`, such as `B` or `B, E`.
    pub fn letters<'a>(&self, ids: impl IntoIterator<Item = &'a ChoiceId>) -> String {
        let mut at: Vec<_> = ids.into_iter().filter_map(|id| self.position(id)).collect();
        at.sort_unstable();
        let letters: Vec<_> = at
            .into_iter()
            .map(|at| self.label(at).to_string())
            .collect();
        letters.join(", ")
    }

    /// Returns the letters of the correct options.
    pub fn key_letters(&self) -> String {
        let right = self.question.choices.iter().filter(|it| it.correct);
        self.letters(right.map(|it| &it.id))
    }

    /// Returns the label of the option at index `at`: a letter, or a digit if there are more than
    /// five options.
    pub fn label(&self, at: usize) -> char {
        let first = if self.order.len() > 5 { b'1' } else { b'A' };
        char::from(first + at as u8)
    }

    /// Returns whether a hint removed option `id`.
    pub fn is_removed(&self, id: &ChoiceId) -> bool {
        self.hinted.as_ref() == Some(id)
    }

    /// Returns the incorrect option to remove as a hint, preferably one that the learner has
    /// neither selected nor struck out.
    pub fn hint(&self) -> Option<&ChoiceId> {
        let incorrect = self.shown().filter(|it| !it.correct).map(|it| &it.id);
        incorrect.min_by_key(|id| (self.struck.contains(*id), self.chosen.contains(*id)))
    }

    /// Applies the event `stamped`, which must refer to this question.
    pub(super) fn evolve(&mut self, stamped: &TimestampedEvent) {
        match &stamped.event {
            Event::Chose { chosen, .. } => {
                self.chosen.clone_from(chosen);
                self.touched_ms = Some(stamped.at_ms);
                self.path.push(Step {
                    spent: self.spent,
                    chosen: chosen.clone(),
                });
            }
            Event::Struck { choice, on, .. } => {
                if *on {
                    self.struck.insert(choice.clone());
                } else {
                    self.struck.remove(choice);
                }
            }
            Event::Hinted { choice, .. } => {
                self.hinted = Some(choice.clone());
                self.struck.insert(choice.clone());
                if self.chosen.remove(choice) {
                    let (spent, chosen) = (self.spent, self.chosen.clone());
                    self.path.push(Step { spent, chosen });
                }
            }
            Event::Flagged { on, .. } => {
                self.flagged = *on;
                self.unflagged = !*on;
            }
            Event::Sure { confidence, .. } => self.confidence = *confidence,
            Event::Answered { .. } | Event::RanOut { .. } => {
                self.answered = true;
                self.touched_ms = Some(stamped.at_ms);
            }
            Event::TookBack { .. } => self.answered = false,
            Event::Visited { .. } | Event::Left | Event::Resumed | Event::Ended { .. } => {}
        }
    }
}
