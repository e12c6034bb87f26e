//! Answering by a cursor and by single keys.

use super::Question;
use crate::app::{Controller, Then};
use crate::quiz::{Confidence, Slot};
use crate::tui::screen::{Context, Flow};

impl Question {
    /// Marks option number `at`, or removes its mark. Returns whether that was possible.
    pub(super) fn choose(&mut self, at: usize, cx: &mut Context<'_>) -> bool {
        self.cursor = Some(at);
        self.follow(cx, |session, app, now| session.toggle(at, app, now));
        self.said.is_none()
    }

    pub(super) fn move_cursor(&mut self, down: bool, cx: &mut Context<'_>) {
        let count = self.slot().order.len();
        let at = match (self.cursor, down) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.cursor = Some(at);
        // In practice one answer's mark goes with the cursor; where answers
        // stand until the end, moving about changes none.
        let slot = self.slot();
        let is_struck = slot.struck.contains(&slot.order[at]);
        let free = !slot.question.is_multiple_response() && !is_struck;
        if self.each() && free && !self.is_chosen(at) {
            self.choose(at, cx);
        }
    }

    pub(super) fn strike(&mut self, at: usize, cx: &mut Context<'_>) {
        self.cursor = Some(at).filter(|at| *at < self.slot().order.len());
        self.follow(cx, |session, app, now| session.strike(at, app, now));
    }

    /// Whether Enter marks the option under the cursor: where one answer stands
    /// until the end, and it is not this one yet.
    pub(super) fn would_mark(&self, at: usize) -> bool {
        let several = self.slot().question.is_multiple_response();
        !self.each() && !several && at < self.slot().order.len() && !self.is_chosen(at)
    }

    /// Gives the answer. What the cursor is on is marked first, where that is all that is
    /// missing.
    pub(super) fn answer(&mut self, cx: &mut Context<'_>) -> Flow {
        let slot = self.slot();
        let is_missing = self.each()
            && !slot.answered
            && slot.chosen.is_empty()
            && !slot.question.is_multiple_response();
        let cursor = self.cursor.filter(|at| is_missing || self.would_mark(*at));
        if let Some(at) = cursor
            && !self.choose(at, cx)
        {
            return Flow::Stay;
        }
        self.follow(cx, Controller::answer)
    }

    /// Puts the cursor where the page that is shown now has it.
    pub(super) fn aim(&mut self, then: Then) {
        let slot = self.session.slot();
        match then {
            Then::Explain => {
                self.fresh = false;
                self.cursor = None;
            }
            Then::Show => {
                let open = !slot.answered && !slot.question.is_multiple_response();
                let chosen = slot.chosen.first().filter(|_| open);
                self.cursor = chosen.and_then(|id| slot.position(id));
            }
            Then::Stay | Then::Review | Then::Result => {}
        }
    }

    /// Marks how sure one is: the next of the marks, and after the last none.
    pub(super) fn sure(&mut self, cx: &mut Context<'_>) -> Flow {
        let confidence = match self.slot().confidence {
            None => Some(Confidence::Sure),
            Some(Confidence::Sure) => Some(Confidence::Unsure),
            Some(Confidence::Unsure) => Some(Confidence::Guess),
            Some(Confidence::Guess) => None,
        };
        self.follow(cx, |session, app, now| session.sure(confidence, app, now))
    }

    /// Marks how sure by a click; the same again takes it back.
    pub(super) fn sure_as(&mut self, number: usize, cx: &mut Context<'_>) -> Flow {
        let values = [Confidence::Sure, Confidence::Unsure, Confidence::Guess];
        let clicked = values.get(number).copied();
        let confidence = clicked.filter(|_| clicked != self.slot().confidence);
        self.follow(cx, |session, app, now| session.sure(confidence, app, now))
    }
}

pub(super) fn chosen_of(slot: &Slot) -> String {
    format!(
        "{} of {} chosen.",
        slot.chosen.len(),
        slot.question.right_count()
    )
}
