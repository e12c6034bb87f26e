//! Leaving a session that has not ended: it is kept, and what would be lost or
//! runs on is said first.

use super::Question;
use crate::quiz::{Away, Event};
use crate::tui::screen::{Context, Message, Screen};
use crate::tui::screens::confirm::{Confirm, unsaved};
use crate::tui::words::time_of_day;

impl Question {
    /// A confirmation before a session is left whose clock runs on.
    pub(super) fn ask_to_leave(&self, program: bool) -> Option<Box<dyn Screen>> {
        let session = &self.sitting.session;
        if let Some(question) = unsaved(&self.sitting, program) {
            return Some(Box::new(question));
        }
        let runs = session.policy.away == Away::Runs && session.ending().is_none();
        runs.then(|| {
            let began = &self.sitting.header.began;
            let limit = session.policy.limit.unwrap_or_default().as_millis() as i64;
            let ends = time_of_day(began.utc_ms.saturating_add(limit), began.offset_s);
            let again = format!(
                "Till then home offers question {} again. After that, what is marked is scored.",
                self.place() + 1
            );
            let runs_on = format!("The clock does not stop: it runs on, to {ends}.");
            let says = vec![("", runs_on), ("", again)];
            let confirm = Confirm::new(
                "Leave the exam?",
                says,
                "Stay",
                "Leave, keep the exam",
                Message::Leave { program },
            );
            Box::new(confirm) as Box<dyn Screen>
        })
    }

    pub(super) fn keep(&mut self, cx: &mut Context<'_>) {
        if self.sitting.session.ending().is_none() {
            self.apply(Event::Left, cx);
        }
    }
}
