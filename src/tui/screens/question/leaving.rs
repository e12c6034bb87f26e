//! Handles the clock, which can change the page, and the confirmation that is shown before the
//! learner leaves a session.

use std::time::Duration;

use super::super::confirm::Confirm;
use super::Question;
use crate::app::messages::Warning;
use crate::quiz::Moment;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::widgets::is_shown;

impl Question {
    /// Returns the time until the clock changes the page.
    pub(super) fn next_change(&self, now: &Moment) -> Option<Duration> {
        if self.session.active.waits() {
            return None;
        }
        let deadline = self.session.next_deadline(now)?;
        let sitting = &self.session.active;
        let of_session = sitting.left(now);
        let of_session = of_session.filter(|left| is_shown(sitting, *left, self.face));
        let shown = of_session.into_iter().chain(sitting.question_left(now));
        let next = shown.map(|left| self.face.until_next(left)).min();
        Some(next.map_or(deadline, |next| next.min(deadline)))
    }

    /// Leaves the session and returns to the home screen. If a confirmation is necessary, shows it
    /// instead.
    pub(super) fn leave(&mut self, cx: &mut Context) -> Flow {
        match self.confirmation(false) {
            Some(confirm) => Flow::Push(confirm),
            None => self.left(false, cx),
        }
    }

    /// Leaves the session without asking for confirmation. If `program` is true, also ends the program.
    pub(super) fn left(&mut self, program: bool, cx: &mut Context) -> Flow {
        self.session.leave_anyway(&mut cx.app, &cx.now);
        if program { Flow::Quit } else { Flow::Home }
    }

    /// Discards the session and leaves it like [`Self::left`].
    pub(super) fn discarded(&mut self, program: bool, cx: &mut Context) -> Flow {
        self.session.discard(&mut cx.app, &cx.now);
        self.left(program, cx)
    }

    /// Returns a confirmation if leaving would lose unsaved answers or discard the session, or if
    /// the clock of a mock exam would keep running. Otherwise, returns `None`.
    pub(super) fn confirmation(&self, program: bool) -> Option<Box<dyn Screen>> {
        let warning = self.session.warning()?;
        let mark = match warning {
            Warning::Unsaved(_) => "!",
            _ => "",
        };
        let [is_so, follows] = warning.sentences();
        let says = vec![(mark, is_so), ("", follows)];
        let (title, yes) = (warning.title(), warning.leave());
        let confirm = Confirm::new(title, says, "Stay", yes, Message::Leave { program });
        Some(Box::new(match warning {
            Warning::KeepOrDiscard { .. } => {
                confirm.or_discard("Discard it", Message::Discard { program })
            }
            _ => confirm,
        }))
    }
}
