//! Answering: choose, strike, say how sure, give the answer, take it back.

use super::Question;
use crate::quiz::{Confidence, Event, Slot};
use crate::tui::screen::{Context, Flow};

impl Question {
    /// Marks `chosen` as the answer, or takes it off.
    pub(super) fn choose(&mut self, at: usize, cx: &mut Context<'_>) {
        let place = self.place();
        let Some(id) = self.slot().order.get(at).cloned() else {
            return;
        };
        self.cursor = Some(at);
        let slot = self.slot();
        if slot.struck.contains(&id) {
            self.said = Some(format!(
                "{} is struck out; x brings it back.",
                slot.label(at)
            ));
            return;
        }
        let most = slot.question.right_count();
        let mut chosen = slot.chosen.clone();
        if chosen.contains(&id) {
            chosen.remove(&id);
        } else if most == 1 {
            chosen.clear();
            chosen.insert(id);
        } else if chosen.len() < most {
            chosen.insert(id);
        } else {
            self.said = Some(format!("{most} are chosen; take one off first."));
            return;
        }
        self.apply(Event::Chose { place, chosen }, cx);
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
        let id = &slot.order[at];
        let free = !slot.question.is_multiple_response() && !slot.struck.contains(id);
        if self.each() && free && !slot.chosen.contains(id) {
            self.choose(at, cx);
        }
    }

    pub(super) fn strike(&mut self, at: usize, cx: &mut Context<'_>) {
        let place = self.place();
        let slot = self.slot();
        let Some(choice) = slot.order.get(at).cloned() else {
            return;
        };
        let on = !slot.struck.contains(&choice);
        let letter = slot.label(at);
        let mut chosen = slot.chosen.clone();
        if on && chosen.remove(&choice) {
            self.apply(Event::Chose { place, chosen }, cx);
        }
        if self.apply(Event::Struck { place, choice, on }, cx) && on {
            self.said = Some(format!("{letter} is struck out; x brings it back."));
        }
        self.cursor = Some(at);
    }

    /// Whether Enter marks the option under the cursor: where one answer stands
    /// until the end, and it is not this one yet.
    pub(super) fn would_mark(&self, at: usize) -> bool {
        let slot = self.slot();
        !self.each()
            && !slot.question.is_multiple_response()
            && slot
                .order
                .get(at)
                .is_some_and(|id| !slot.chosen.contains(id))
    }

    pub(super) fn answer(&mut self, cx: &mut Context<'_>) -> Flow {
        let place = self.place();
        let slot = self.slot();
        if slot.answered {
            return self.go_on(cx);
        }
        if !self.each() {
            if let Some(at) = self.cursor.filter(|at| self.would_mark(*at)) {
                self.choose(at, cx);
                if self.said.is_some() {
                    return Flow::Stay;
                }
            }
            return self.go_on(cx);
        }
        // In practice the answer is what the cursor is on.
        if slot.chosen.is_empty()
            && let Some(at) = self.cursor
            && !slot.question.is_multiple_response()
        {
            self.choose(at, cx);
        }
        let slot = self.slot();
        if !slot.is_complete() && self.said.is_none() {
            self.said = Some(if slot.question.is_multiple_response() {
                format!("{} Choose more first.", chosen_of(slot))
            } else {
                "Choose with a letter or an arrow first.".into()
            });
        }
        if !self.slot().is_complete() {
            return Flow::Stay;
        }
        self.fresh = false;
        self.cursor = None;
        self.apply(Event::Answered { place }, cx);
        Flow::Stay
    }

    pub(super) fn undo(&mut self, cx: &mut Context<'_>) {
        match self.sitting.session.newest_answer() {
            Some(place) => {
                if self.apply(Event::TookBack { place }, cx) {
                    self.go_to(place, cx);
                    self.said = Some(format!("Undone. Question {} is open again.", place + 1));
                }
            }
            None => self.said = Some("Nothing is answered yet.".into()),
        }
    }

    pub(super) fn sure(&mut self, cx: &mut Context<'_>) {
        let place = self.place();
        let confidence = match self.slot().confidence {
            None => Some(Confidence::Sure),
            Some(Confidence::Sure) => Some(Confidence::Unsure),
            Some(Confidence::Unsure) => Some(Confidence::Guess),
            Some(Confidence::Guess) => None,
        };
        self.apply(Event::Sure { place, confidence }, cx);
    }

    /// Marks how sure by a click; the same again takes it back.
    pub(super) fn sure_as(&mut self, number: usize, cx: &mut Context<'_>) {
        let values = [Confidence::Sure, Confidence::Unsure, Confidence::Guess];
        let clicked = values.get(number).copied();
        let confidence = clicked.filter(|_| clicked != self.slot().confidence);
        let place = self.place();
        self.apply(Event::Sure { place, confidence }, cx);
    }
}

pub(super) fn chosen_of(slot: &Slot) -> String {
    format!(
        "{} of {} chosen.",
        slot.chosen.len(),
        slot.question.right_count()
    )
}
