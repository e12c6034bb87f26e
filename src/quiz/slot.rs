//! One question of a session: what is marked and answered, and its options as they are shown.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::{Confidence, Draw, Event, Outcome, Reason, Stamped};
use crate::model::{Choice, ChoiceId, Question};

/// One question of a session and what was done with it.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own; they exclude each other nowhere"
)]
pub struct Slot {
    pub question: Arc<Question>,
    /// The options in the order in which they are lettered.
    pub order: Vec<ChoiceId>,
    /// Whether it counts towards the score.
    pub scored: bool,
    pub why: Option<Reason>,
    /// Something that happened to it cannot be read, so nothing is derived from it.
    pub aside: bool,
    /// The verdict that the answer had at the time, where the key was corrected since and
    /// the verdict differs.
    pub former_outcome: Option<Outcome>,
    pub chosen: BTreeSet<ChoiceId>,
    pub struck: BTreeSet<ChoiceId>,
    pub flagged: bool,
    /// The flag was taken off here.
    pub unflagged: bool,
    pub confidence: Option<Confidence>,
    /// Given as the answer; its feedback was shown.
    pub answered: bool,
    pub visited: bool,
    /// Time spent on it before it was answered.
    pub spent: Duration,
    /// When `chosen` last changed or was answered, UTC milliseconds.
    pub touched_ms: Option<i64>,
    /// Every change of `chosen`, in order.
    pub path: Vec<Step>,
}

/// A change of what is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Time spent on the question until then.
    pub spent: Duration,
    pub chosen: BTreeSet<ChoiceId>,
}

impl Slot {
    pub(super) fn new(draw: Draw) -> Self {
        Self {
            question: draw.question,
            order: draw.order,
            scored: draw.scored,
            why: draw.why,
            aside: false,
            former_outcome: None,
            chosen: BTreeSet::new(),
            struck: BTreeSet::new(),
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

    /// The options as they are shown, top to bottom.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Choice> {
        self.order.iter().map(|id| {
            self.question
                .choice(id)
                .unwrap_or(&self.question.choices[0])
        })
    }

    /// Whether as many options are marked as the question asks for.
    pub fn is_complete(&self) -> bool {
        self.chosen.len() == self.question.right_count()
    }

    /// Where option `id` stands, from 0.
    pub fn position(&self, id: &ChoiceId) -> Option<usize> {
        self.order.iter().position(|it| it == id)
    }

    /// The letters of `ids` as they are shown, such as `B` or `B, E`.
    pub fn letters<'a>(&self, ids: impl IntoIterator<Item = &'a ChoiceId>) -> String {
        let mut at: Vec<_> = ids.into_iter().filter_map(|id| self.position(id)).collect();
        at.sort_unstable();
        let letters: Vec<_> = at
            .into_iter()
            .map(|at| self.label(at).to_string())
            .collect();
        letters.join(", ")
    }

    /// The letters of the right options.
    pub fn key_letters(&self) -> String {
        let right = self.question.choices.iter().filter(|it| it.correct);
        self.letters(right.map(|it| &it.id))
    }

    /// How option number `at` is labelled: a letter, or a digit where there are more than five.
    pub fn label(&self, at: usize) -> char {
        let first = if self.order.len() > 5 { b'1' } else { b'A' };
        char::from(first + at as u8)
    }
    /// Makes `stamped`, which names this question, so.
    pub(super) fn evolve(&mut self, stamped: &Stamped) {
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
