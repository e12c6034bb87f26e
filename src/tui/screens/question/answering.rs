//! Answers a question, either with a cursor or with single keys.

use super::Question;
use crate::app::{Controller, NextScreen};
use crate::quiz::{Confidence, Slot};
use crate::tui::screen::{Context, Flow};

impl Question {
    /// Selects option number `at`. In a multiple-response question, selects or deselects the
    /// option. Returns whether this was possible.
    pub(super) fn choose(&mut self, at: usize, cx: &mut Context) -> bool {
        self.cursor = Some(at);
        self.follow(cx, |session, app, now| session.select(at, app, now));
        self.said.is_none()
    }

    /// Moves the cursor without selecting anything.
    pub(super) fn move_cursor(&mut self, down: bool) {
        let count = self.slot().order.len();
        self.cursor = Some(match (self.cursor, down) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        });
    }

    /// Moves the cursor to the next option if a hint has removed the option under the cursor.
    pub(super) fn skip_removed(&mut self) {
        let slot = self.slot();
        let removed = |at: usize| slot.order.get(at).is_some_and(|id| slot.is_removed(id));
        if self.cursor.is_some_and(removed) {
            self.move_cursor(true);
        }
    }

    pub(super) fn strike(&mut self, at: usize, cx: &mut Context) {
        self.cursor = Some(at).filter(|at| *at < self.slot().order.len());
        self.follow(cx, |session, app, now| session.strike(at, app, now));
    }

    /// Strikes out option number `at` after a capital letter was typed. Caps Lock can cause this by
    /// accident, so the message mentions Caps Lock.
    pub(super) fn strike_by_capital(&mut self, at: usize, cx: &mut Context) {
        self.strike(at, cx);
        let slot = self.slot();
        let is_removed = slot.order.get(at).is_some_and(|id| slot.is_removed(id));
        if self.is_struck(at) && !is_removed {
            let letter = self.slot().label(at);
            let said =
                format!("{letter} is struck out. Press {letter} to restore it. Is Caps Lock on?");
            self.said = Some(said);
        }
    }

    pub(super) fn is_struck(&self, at: usize) -> bool {
        let slot = self.slot();
        slot.order
            .get(at)
            .is_some_and(|id| slot.struck.contains(id))
    }

    /// Returns the option that Enter would select: the option under the cursor if nothing is
    /// selected.
    pub(super) fn would_select(&self) -> Option<usize> {
        let slot = self.slot();
        let is_open = !slot.answered && slot.chosen.is_empty() && !self.session.shows_fact();
        self.cursor.filter(|_| is_open)
    }

    /// Submits the selection. If nothing is selected, selects the option under the cursor.
    pub(super) fn answer(&mut self, cx: &mut Context) -> Flow {
        if let Some(at) = self.would_select() {
            self.choose(at, cx);
            self.entered = true;
            return Flow::Stay;
        }
        self.follow(cx, Controller::answer)
    }

    /// Moves the cursor to its initial position on the current page.
    pub(super) fn aim(&mut self, then: NextScreen) {
        let slot = self.session.slot();
        match then {
            NextScreen::Explain => {
                self.fresh = false;
                self.cursor = None;
            }
            NextScreen::Show => {
                let chosen = slot.chosen.iter().filter_map(|id| slot.position(id)).min();
                self.cursor = (!slot.answered).then(|| chosen.unwrap_or(0));
                self.skip_removed();
            }
            NextScreen::Stay | NextScreen::Review | NextScreen::Result => {}
        }
    }

    /// Switches to the next confidence level. After the last level, removes the confidence.
    pub(super) fn sure(&mut self, cx: &mut Context) -> Flow {
        let confidence = match self.slot().confidence {
            None => Some(Confidence::Sure),
            Some(Confidence::Sure) => Some(Confidence::Unsure),
            Some(Confidence::Unsure) => Some(Confidence::Guess),
            Some(Confidence::Guess) => None,
        };
        self.follow(cx, |session, app, now| session.sure(confidence, app, now))
    }

    /// Sets the confidence to the clicked level. A second click removes the confidence.
    pub(super) fn sure_as(&mut self, number: usize, cx: &mut Context) -> Flow {
        let values = [Confidence::Sure, Confidence::Unsure, Confidence::Guess];
        let clicked = values.get(number).copied();
        let confidence = clicked.filter(|_| clicked != self.slot().confidence);
        self.follow(cx, |session, app, now| session.sure(confidence, app, now))
    }
}

pub(super) fn chosen_of(slot: &Slot) -> String {
    format!(
        "{} of {} selected.",
        slot.chosen.len(),
        slot.question.correct_count()
    )
}
