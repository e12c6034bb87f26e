//! The learner's actions on the open question: select, strike out, mark, answer, and undo.

use std::collections::BTreeSet;

use super::{Controller, NextScreen, Response};
use crate::app::App;
use crate::app::messages::{Notice, noted, noun};
use crate::learn::Rating;
use crate::model::ChoiceId;
use crate::quiz::{AGAIN, Confidence, Event, Moment, Outcome, RECALLED, Rejection, Slot};

impl Controller {
    /// Selects the option at index `at`. In a multiple-response question, deselects the option if
    /// it was selected. In a single-choice question, the selection can be changed but not cleared.
    pub fn select(&mut self, at: usize, app: &mut App, now: &Moment) -> Response {
        let slot = self.slot();
        let Some(id) = slot.order.get(at).cloned() else {
            return self.respond(NextScreen::Stay);
        };
        if slot.struck.contains(&id) {
            return self.note(out(slot, at));
        }
        let most = slot.question.correct_count();
        let mut chosen = slot.chosen.clone();
        if most == 1 {
            if chosen.contains(&id) {
                return self.respond(NextScreen::Stay);
            }
            chosen = [id].into();
        } else if !chosen.remove(&id) {
            if chosen.len() >= most {
                return self.note(Notice::Full(most));
            }
            chosen.insert(id);
        }
        if self.mark(chosen, app, now) {
            return self.respond(NextScreen::Stay);
        }
        self.refused(app, now)
    }

    /// Toggles each of the options at the indices `at` and reports the resulting selection.
    fn select_some(&mut self, at: &BTreeSet<usize>, app: &mut App, now: &Moment) -> Response {
        for at in at {
            let response = self.select(*at, app, now);
            if !response.notices.is_empty() || response.then != NextScreen::Stay {
                return response;
            }
        }
        let slot = self.slot();
        let (letters, of) = (slot.letters(&slot.chosen), slot.question.correct_count());
        self.note(Notice::Selected { letters, of })
    }

    /// Submits the selected options as the answer. If feedback is given only at the end, goes to
    /// the next question.
    pub fn answer(&mut self, app: &mut App, now: &Moment) -> Response {
        let slot = self.slot();
        if slot.answered || self.shows_fact || !self.explains_each() {
            return self.go_on(app, now);
        }
        let (chosen, of) = (slot.chosen.len(), slot.question.correct_count());
        if chosen < of {
            return self.note(match of {
                1 => Notice::ChooseFirst,
                _ => Notice::ChooseMore { chosen, of },
            });
        }
        let place = self.place();
        match self.apply(Event::Answered { place }, app, now) {
            true if self.kind().answers_at_once() => self.next_drilled(app, now),
            true => self.respond(NextScreen::Explain),
            false => self.refused(app, now),
        }
    }

    /// Answers with the options at the indices `at`. If feedback is given only at the end, selects
    /// them and goes to the next question. If `at` has fewer options than required, only toggles
    /// them.
    pub fn answer_with(&mut self, at: &BTreeSet<usize>, app: &mut App, now: &Moment) -> Response {
        if self.shows_fact {
            return self.note(Notice::FactFirst);
        }
        let slot = self.slot();
        if slot.answered {
            return self.note(if self.explains_each() {
                Notice::AlreadyAnswered
            } else {
                Notice::TimeUp
            });
        }
        let wanted = slot.question.correct_count();
        if at.len() < wanted {
            return self.select_some(at, app, now);
        }
        if at.len() > wanted {
            return self.note(Notice::Wants(wanted));
        }
        let mut struck = at
            .iter()
            .filter(|at| slot.struck.contains(&slot.order[**at]));
        if let Some(struck) = struck.next() {
            return self.note(out(slot, *struck));
        }
        let chosen: BTreeSet<_> = at.iter().map(|at| slot.order[*at].clone()).collect();
        let letters = slot.letters(&chosen);
        if !self.mark(chosen, app, now) {
            return self.refused(app, now);
        }
        if !self.explains_each() {
            self.notices.push(Notice::Marked(letters));
        }
        self.answer(app, now)
    }

    /// Shows the back of the open flash card.
    pub fn reveal(&mut self) -> Response {
        self.revealed = true;
        self.respond(NextScreen::Show)
    }

    /// Grades the open flash card and opens the next one.
    pub fn grade(&mut self, rating: Rating, app: &mut App, now: &Moment) -> Response {
        if !self.revealed {
            return self.note(Notice::RevealFirst);
        }
        let place = self.place();
        let confidence = rating.confidence();
        let answer = if rating == Rating::Again {
            AGAIN
        } else {
            RECALLED
        };
        self.apply(Event::Sure { place, confidence }, app, now);
        if !self.mark([answer.into()].into(), app, now) {
            return self.refused(app, now);
        }
        self.answer(app, now)
    }

    /// Reports the result of an answer in a drill and opens the next question.
    fn next_drilled(&mut self, app: &mut App, now: &Moment) -> Response {
        let place = self.place();
        let slot = self.slot();
        let right = self.session().outcome(place) == Outcome::Right;
        if slot.question.is_card() {
            let rating = Rating::of_card(right, slot.confidence);
            self.notices.push(Notice::Graded(rating));
        } else if let Some(answer) = slot.question.choices.iter().find(|it| it.correct) {
            let notes = self.notes.with(&slot.question).into_iter().map(noted);
            let why = std::iter::once(answer.reason.clone()).chain(notes);
            let drilled = Notice::Drilled {
                right,
                answer: answer.text.clone(),
                why: why.collect::<Vec<_>>().join(" "),
            };
            self.notices.push(drilled);
        }
        if place + 1 < self.count() {
            return self.go_to(place + 1, app, now);
        }
        self.finish(app, now)
    }

    /// Strikes out the option at index `at`, or restores it if it is struck out.
    pub fn strike(&mut self, at: usize, app: &mut App, now: &Moment) -> Response {
        let place = self.place();
        let slot = self.slot();
        let Some(choice) = slot.order.get(at).cloned() else {
            return self.respond(NextScreen::Stay);
        };
        let (letter, on) = (slot.label(at), !slot.struck.contains(&choice));
        let mut chosen = slot.chosen.clone();
        let was_chosen = on && chosen.remove(&choice);
        if was_chosen {
            self.mark(chosen, app, now);
        }
        if self.apply(Event::Struck { place, choice, on }, app, now) {
            self.notices.push(match (on, was_chosen) {
                (true, true) => Notice::StruckSelected(letter),
                (true, false) => Notice::StruckOut(letter),
                (false, _) => Notice::Restored(letter),
            });
        }
        self.respond(NextScreen::Stay)
    }

    /// Removes one incorrect option from the open question. The answer then does not count as
    /// known.
    pub fn hint(&mut self, app: &mut App, now: &Moment) -> Response {
        if !self.has_hints() {
            return self.note(Notice::NoHints);
        }
        if self.shows_fact {
            return self.note(Notice::FactFirst);
        }
        let (place, slot) = (self.place(), self.slot());
        let Some(choice) = slot.hint().cloned() else {
            return self.note(Notice::NoHints);
        };
        let at = slot.position(&choice).unwrap_or_default();
        let letter = slot.label(at);
        if self.apply(Event::Hinted { place, choice }, app, now) {
            self.notices.push(Notice::Hinted(letter));
            return self.respond(NextScreen::Stay);
        }
        self.refused(app, now)
    }

    /// Sets the learner's confidence; `None` clears it.
    pub fn sure(
        &mut self,
        confidence: Option<Confidence>,
        app: &mut App,
        now: &Moment,
    ) -> Response {
        let place = self.place();
        if self.apply(Event::Sure { place, confidence }, app, now) {
            self.notices.push(Notice::Sure(confidence));
        }
        self.respond(NextScreen::Stay)
    }

    /// Flags the open question or removes its flag.
    pub fn flag(&mut self, app: &mut App, now: &Moment) -> Response {
        let (place, on) = (self.place(), !self.slot().flagged);
        if self.apply(Event::Flagged { place, on }, app, now) {
            self.notices.push(Notice::Flagged(on));
        }
        self.respond(NextScreen::Stay)
    }

    /// Undoes the last answer. If feedback is given only at the end, clears the selection in this
    /// question instead.
    pub fn undo(&mut self, app: &mut App, now: &Moment) -> Response {
        if !self.explains_each() {
            if self.slot().chosen.is_empty() {
                return self.note(Notice::NothingMarked);
            }
            if self.mark(BTreeSet::new(), app, now) {
                self.notices.push(Notice::MarksRemoved);
            }
            return self.respond(NextScreen::Stay);
        }
        let Some(place) = self.session().newest_answer() else {
            return self.note(Notice::NothingAnswered);
        };
        if !self.apply(Event::TookBack { place }, app, now) {
            return self.respond(NextScreen::Stay);
        }
        let noun = noun(&self.session().slots()[place]);
        self.notices.push(Notice::Reopened { noun, place });
        self.go_to(place, app, now)
    }

    fn mark(&mut self, chosen: BTreeSet<ChoiceId>, app: &mut App, now: &Moment) -> bool {
        let place = self.place();
        self.apply(Event::Chose { place, chosen }, app, now)
    }

    /// Handles a refused answer. The time for the question may have just run out.
    fn refused(&mut self, app: &mut App, now: &Moment) -> Response {
        if self.slot().answered && !self.is_over() {
            return self.ran_out(app, now);
        }
        self.respond(NextScreen::Stay)
    }
}

/// Returns the reason why the option at index `at` cannot be selected: it is struck out or was
/// removed by a hint.
fn out(slot: &Slot, at: usize) -> Notice {
    if slot.is_removed(&slot.order[at]) {
        Notice::Refused(Rejection::Removed)
    } else {
        Notice::StruckOut(slot.label(at))
    }
}
