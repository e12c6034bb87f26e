//! A question before something that cannot be undone. Enter goes back, and only `y`, pressed
//! alone while the question is visible, goes ahead.

use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, wrap};
use ratatui::crossterm::event::KeyCode;

const WIDTH: u16 = 54;

pub struct Confirm {
    title: String,
    /// A mark and a sentence each; an empty one is a blank line.
    says: Vec<(&'static str, String)>,
    /// The safe way, and the other one.
    stay: &'static str,
    yes: &'static str,
    message: Message,
    /// A `y` did not count, because it came together with other keys.
    ignored: bool,
}

impl Confirm {
    pub fn new(
        title: impl Into<String>,
        says: Vec<(&'static str, String)>,
        stay: &'static str,
        yes: &'static str,
        message: Message,
    ) -> Self {
        Self {
            title: title.into(),
            says,
            stay,
            yes,
            message,
            ignored: false,
        }
    }
}

impl Screen for Confirm {
    fn bindings(&self) -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('q'), Action::Escape),
            (Key::char('n'), Action::Escape),
        ];
        vec![
            go(self.stay.to_lowercase(), "go back"),
            letter('y', Action::Yes, Group::Answer, "yes, do it").hint(self.yes.to_lowercase()),
            Binding::new("Esc n", close, Group::Everywhere, "no, go back").hint("back"),
        ]
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        match action {
            Action::Go | Action::Escape | Action::Leave => Flow::Pop,
            Action::Yes if cx.deliberate => Flow::Answer(self.message),
            Action::Yes => {
                self.ignored = true;
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn view(&self, _page: &Page, _now: &Moment) -> View {
        View::default()
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let width = Popup::width(page, WIDTH);
        let mut rows = Sheet::default();
        rows.gap();
        for (mark, text) in &self.says {
            if text.is_empty() {
                rows.gap();
                continue;
            }
            for (line, part) in wrap(text, usize::from(width) - 7).into_iter().enumerate() {
                let mark = if line == 0 { *mark } else { "" };
                rows.push(
                    Row::new()
                        .at(1, mark, Role::Flagged)
                        .at(4, part, Role::Text),
                );
            }
        }
        rows.gap();
        let ways = rows.len();
        rows.push(
            Row::new()
                .at(1, "▸", Role::Accent)
                .at(4, self.stay, Role::Strong)
                .click(Action::Go),
        );
        rows.push(
            Row::new()
                .at(1, "y", Role::Strong)
                .at(4, self.yes, Role::Text)
                .click(Action::Yes),
        );
        if self.ignored {
            let note = "Several keys came at once. Press y alone.";
            rows.text(4, usize::from(width) - 7, note, Role::Warning);
        } else {
            rows.gap();
        }
        // The ways out are seen whatever is said before.
        rows.focus = Some(ways..rows.len());
        Some(Popup {
            title: self.title.clone(),
            rows,
            width,
        })
    }
}
