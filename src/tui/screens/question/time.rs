//! What time does to a session: limits that run out, and notices before.

use std::time::Duration;

use super::Question;
use crate::quiz::{Ending, Event, Moment};
use crate::tui::screen::{Context, Flow};
use crate::tui::widgets::is_shown;
use crate::tui::words::clock;

impl Question {
    /// How long until the clock changes something here.
    pub(super) fn next_change(&self, now: &Moment) -> Option<Duration> {
        if self.sitting.session.ending().is_some() || self.sitting.taken {
            return None;
        }
        let of_question = self
            .sitting
            .question_left(now)
            .map(|left| self.face.until_next(left));
        let of_session = self.wake_for_session(now);
        of_question.into_iter().chain(of_session).min()
    }

    /// What the clock did meanwhile: the end, a question's end, a notice.
    pub(super) fn let_time_pass(&mut self, cx: &mut Context<'_>) -> Flow {
        if self.sitting.taken {
            return Flow::Stay;
        }
        if self.sitting.session.ending().is_none()
            && self.sitting.left(&cx.now) == Some(Duration::ZERO)
        {
            let ending = Ending::Expired;
            self.apply(Event::Ended { ending }, cx);
        }
        if self.sitting.session.ending().is_some() {
            return self.result(cx);
        }
        if self.sitting.question_left(&cx.now) == Some(Duration::ZERO) {
            return self.run_out(cx);
        }
        let passed = self.sitting.passed_notices(&cx.now);
        if passed > self.noticed {
            self.noticed = passed;
            let notices = self.sitting.session.policy.notices();
            self.said = Some(format!("{} left.", clock(notices[passed - 1])));
        }
        Flow::Stay
    }

    /// The time for this question is up: with reasons at once it is told, else
    /// the next one is asked.
    fn run_out(&mut self, cx: &mut Context<'_>) -> Flow {
        let place = self.place();
        self.apply(Event::RanOut { place }, cx);
        self.cursor = None;
        if self.each() {
            self.said = Some("The time for this question is up.".into());
            return Flow::Changed;
        }
        match self.sitting.session.next_open() {
            Some(next) => {
                self.go_to(next, cx);
                self.said = Some(format!("The time for question {} is up.", place + 1));
                Flow::Changed
            }
            None => self.finish(cx),
        }
    }

    /// When the session's clock next changes something.
    fn wake_for_session(&self, now: &Moment) -> Option<Duration> {
        let left = self.sitting.left(now)?;
        let policy = &self.sitting.session.policy;
        let next = policy.notices().into_iter().chain(policy.warns_from());
        let next = next.filter(|at| *at < left).max().unwrap_or(Duration::ZERO);
        let until_said = left.saturating_sub(next);
        Some(if is_shown(&self.sitting, left, self.face) {
            until_said.min(self.face.until_next(left))
        } else {
            until_said
        })
    }
}
