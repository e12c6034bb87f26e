//! A confirmation that is shown before a session starts if another session of the same kind is
//! open. The learner can resume that session or end it.

use ratatui::crossterm::event::KeyCode;

use super::super::confirm::{ConfirmChoice, asked};
use super::Question;
use crate::app::ActiveSession;
use crate::app::messages::asks_to_replace;
use crate::quiz::Moment;
use crate::store::StoredSession;
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};

pub(super) struct Replacing {
    /// The session that starts if the learner ends the open one; `None` once it has started.
    sitting: Option<ActiveSession>,
    open: StoredSession,
    title: String,
    says: Vec<(&'static str, String)>,
    /// True after a `y` was ignored because it arrived together with other keys.
    ignored: bool,
}

impl Replacing {
    pub fn new(sitting: ActiveSession, open: StoredSession, now: &Moment) -> Self {
        let (title, [stands, follows]) = asks_to_replace(&open, now);
        Self {
            sitting: Some(sitting),
            open,
            title,
            says: vec![("", stands), ("", follows)],
            ignored: false,
        }
    }
}

impl Screen for Replacing {
    fn bindings(&self) -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('q'), Action::Escape),
        ];
        let (end, back) = ("end it and start the new one", "go back and change nothing");
        vec![
            go("resume it", "resume the open session"),
            letter('y', Action::Yes, Group::Answer, end).hint("end it and start new"),
            Binding::new("Esc", close, Group::Everywhere, back).hint("back"),
        ]
    }

    /// Resumes the open session, ends it and starts the new one, or goes back.
    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        match action {
            Action::Go => {
                let resumed = cx.app.resume(self.open.clone(), &cx.now);
                Flow::Replace(Question::open(resumed, cx))
            }
            Action::Yes if cx.deliberate => {
                let Some(mut sitting) = self.sitting.take() else {
                    return Flow::Pop;
                };
                cx.app.settle(&mut sitting, &cx.now);
                Flow::Replace(Question::open(sitting, cx))
            }
            Action::Yes => {
                self.ignored = true;
                Flow::Stay
            }
            Action::Escape | Action::Leave => Flow::Pop,
            _ => Flow::Stay,
        }
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let ways = [
            ConfirmChoice("▸", "Resume the open session", Action::Go),
            ConfirmChoice("y", "End it and start the new one", Action::Yes),
        ];
        Some(asked(page, &self.title, &self.says, &ways, self.ignored))
    }
}
