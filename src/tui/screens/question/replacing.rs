//! A confirmation that is shown before a session starts if another session of the same kind is
//! open. The learner can resume that session or end it.

use ratatui::crossterm::event::KeyCode;

use super::super::confirm::{ConfirmChoice, asked};
use super::Question;
use crate::app::messages::asks_to_replace;
use crate::quiz::Moment;
use crate::store::StoredSession;
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup};

/// The content of the confirmation and the open session.
pub(super) struct Replacing {
    open: StoredSession,
    title: String,
    says: Vec<(&'static str, String)>,
    /// True after a `y` was ignored because it arrived together with other keys.
    ignored: bool,
}

impl Replacing {
    pub fn new(open: &StoredSession, now: &Moment) -> Self {
        let (title, [stands, follows]) = asks_to_replace(open, now);
        Self {
            open: open.clone(),
            title,
            says: vec![("", stands), ("", follows)],
            ignored: false,
        }
    }

    pub fn bindings() -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('q'), Action::Escape),
        ];
        vec![
            go("resume it", "resume the open session"),
            letter(
                'y',
                Action::Yes,
                Group::Answer,
                "end it and start the new one",
            )
            .hint("end it and start new"),
            Binding::new(
                "Esc",
                close,
                Group::Everywhere,
                "go back and change nothing",
            )
            .hint("back"),
        ]
    }

    pub fn popup(&self, page: &Page) -> Popup {
        let ways = [
            ConfirmChoice("▸", "Resume the open session", Action::Go),
            ConfirmChoice("y", "End it and start the new one", Action::Yes),
        ];
        asked(page, &self.title, &self.says, &ways, self.ignored)
    }
}

impl Question {
    /// Handles the reply: resumes the open session, ends it and starts the new one, or goes back.
    pub(super) fn replace(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let Some(replacing) = &mut self.replacing else {
            return Flow::Stay;
        };
        match action {
            Action::Go => {
                let resumed = cx.app.resume(replacing.open.clone(), &cx.now);
                Flow::Replace(Box::new(Self::open(resumed, cx)))
            }
            Action::Yes if cx.deliberate => {
                self.replacing = None;
                self.session.settle(cx.app, &cx.now);
                Flow::Stay
            }
            Action::Yes => {
                replacing.ignored = true;
                Flow::Stay
            }
            Action::Escape | Action::Leave => Flow::Pop,
            _ => Flow::Stay,
        }
    }
}
