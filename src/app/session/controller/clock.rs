//! The effects of the session clock, which ends questions and sessions and triggers notices.

use std::time::Duration;

use super::{Controller, NextScreen, Response};
use crate::app::App;
use crate::app::messages::Notice;
use crate::quiz::{Ending, Event, Moment};

impl Controller {
    /// Ends the question or session if its time has run out. Returns the time notices to show.
    pub fn tick(&mut self, app: &mut App, now: &Moment) -> Response {
        if self.active.taken || self.is_over() {
            return self.respond(NextScreen::Stay);
        }
        if self.active.left(now) == Some(Duration::ZERO) {
            let ending = Ending::Expired;
            self.apply(Event::Ended { ending }, app, now);
            return self.respond(NextScreen::Stay);
        }
        if self.active.question_left(now) == Some(Duration::ZERO) {
            let place = self.place();
            if self.apply(Event::RanOut { place }, app, now) {
                return self.ran_out(app, now);
            }
            return self.respond(NextScreen::Stay);
        }
        let passed = self.active.passed_notices(now);
        if passed > self.noticed {
            self.noticed = passed;
            let left = self.session().policy.notices()[passed - 1];
            self.notices.push(Notice::TimeLeft(left));
        }
        self.respond(NextScreen::Stay)
    }

    /// Continues after the open question has timed out by showing its reasons or opening the next
    /// question.
    pub(super) fn ran_out(&mut self, app: &mut App, now: &Moment) -> Response {
        self.shows_fact = false;
        if self.explains_each() {
            self.notices.push(Notice::TimeUp);
            return self.respond(NextScreen::Explain);
        }
        self.notices.push(Notice::TimeUpFor(self.place()));
        match self.session().next_open() {
            Some(next) => self.go_to(next, app, now),
            None => self.finish(app, now),
        }
    }

    /// Returns the time until the next call to [`Self::tick`] is needed.
    pub fn next_deadline(&self, now: &Moment) -> Option<Duration> {
        if self.active.taken || self.is_over() {
            return None;
        }
        let runs = !self.active.waits();
        let of_session = self.active.left(now).filter(|_| runs).map(|left| {
            let policy = &self.session().policy;
            let steps = policy.notices().into_iter().chain(policy.warns_from());
            let next = steps.filter(|at| *at < left).max();
            left.saturating_sub(next.unwrap_or_default())
        });
        let of_question = self.active.question_left(now);
        of_session.into_iter().chain(of_question).min()
    }
}
