//! Answers given in the cover-and-recall mode of a table, which count as drill answers.

use super::random::random_seed;
use super::{ActiveSession, App};
use crate::model::{CellRef, ChoiceId, Component, Matrix};
use crate::quiz::{Ending, Event, Kind, Moment, Policy, recall_draws};

/// The answers about the hidden cells of one table. They are saved as a drill, which starts with
/// the first answer and does not end other open sessions.
#[derive(Debug, Default)]
pub struct Recalled {
    sitting: Option<ActiveSession>,
}

impl Recalled {
    /// Saves `value` as the answer about the cell `at` of `matrix`. Ignores cells that cannot be
    /// drilled or for which an answer was already given.
    pub fn answer(
        &mut self,
        app: &mut App,
        matrix: &Matrix,
        at: &CellRef,
        value: &str,
        now: &Moment,
    ) {
        let component = Component::Cell(at.clone());
        let draws = self.sitting.is_none().then(|| recall_draws(matrix));
        let asks = |asked: &[Component]| asked == [component.clone()];
        if let Some(draws) = draws {
            if !draws.iter().any(|draw| asks(&draw.question.components)) {
                return;
            }
            let policy = Policy::practice(None);
            let sitting =
                app.save_and_open(Kind::Drill, policy, draws, random_seed(), Vec::new(), now);
            self.sitting = Some(sitting);
        }
        let Some(sitting) = &mut self.sitting else {
            return;
        };
        let mut slots = sitting.session.slots().iter();
        let Some(place) = slots.position(|slot| asks(&slot.question.components)) else {
            return;
        };
        let chosen = [ChoiceId::new(value)].into();
        for event in [
            Event::Visited { place },
            Event::Chose { place, chosen },
            Event::Answered { place },
        ] {
            // A second answer about the same cell is refused.
            if app.apply(sitting, event, now).is_err() {
                return;
            }
        }
    }

    /// Ends the drill if it was started. Returns whether it was started.
    pub fn end(&mut self, app: &mut App, now: &Moment) -> bool {
        let Some(mut sitting) = self.sitting.take() else {
            return false;
        };
        let ending = Ending::Finished;
        // Unsaved answers are lost when the page closes. A banner on the page warns the learner.
        let _ended_anyhow = app.apply(&mut sitting, Event::Ended { ending }, now);
        true
    }

    /// Returns the reason why an answer could not be saved.
    pub fn save_error(&self) -> Option<String> {
        self.sitting.as_ref()?.trouble_in_words()
    }
}
