//! A confirmation before an action that cannot be undone. Enter goes back. Only `y` (or `d`, to
//! discard), pressed alone while the question is visible, performs the action.

use crate::tui::keymap::{Action, Binding, Group, Key, go, letter};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};
use ratatui::crossterm::event::KeyCode;

const WIDTH: u16 = 54;

pub struct Confirm {
    title: String,
    /// The text, as pairs of a mark and a sentence. An empty sentence is a blank line.
    lines: Vec<(&'static str, String)>,
    /// The labels of the safe choice and of the confirmation.
    stay: &'static str,
    yes: &'static str,
    message: Message,
    /// The label and the message of a third choice: to discard what would be kept.
    discard: Option<(&'static str, Message)>,
    /// True after a `y` was ignored because it arrived together with other keys.
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
            lines: says,
            stay,
            yes,
            message,
            discard: None,
            ignored: false,
        }
    }

    /// Adds a choice with the key `d`, which discards what the other choices keep.
    pub fn or_discard(mut self, label: &'static str, message: Message) -> Self {
        self.discard = Some((label, message));
        self
    }
}

impl Screen for Confirm {
    fn bindings(&self) -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('q'), Action::Escape),
            (Key::char('n'), Action::Escape),
        ];
        let mut table = vec![
            go(self.stay.to_lowercase(), "go back"),
            letter('y', Action::Yes, Group::Answer, "yes, do it").hint(self.yes.to_lowercase()),
        ];
        table.extend(self.discard.map(|(label, _)| {
            letter('d', Action::Discard, Group::Answer, "discard it").hint(label.to_lowercase())
        }));
        table.push(Binding::new("Esc n", close, Group::Everywhere, "no, go back").hint("back"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        match action {
            Action::Go | Action::Escape | Action::Leave => Flow::Pop,
            Action::Yes if cx.deliberate => Flow::Answer(self.message),
            Action::Discard if cx.deliberate => match self.discard {
                Some((_, message)) => Flow::Answer(message),
                None => Flow::Stay,
            },
            Action::Yes | Action::Discard => {
                self.ignored = true;
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let mut ways = vec![
            ConfirmChoice("▸", self.stay, Action::Go),
            ConfirmChoice("y", self.yes, Action::Yes),
        ];
        let discard = self.discard.iter();
        ways.extend(discard.map(|(label, _)| ConfirmChoice("d", label, Action::Discard)));
        Some(asked(page, &self.title, &self.lines, &ways, self.ignored))
    }
}

/// A choice in a confirmation: its key, its label, and its action.
pub(super) struct ConfirmChoice(pub &'static str, pub &'static str, pub Action);

/// Returns a confirmation as a popup. `says` contains the text, as pairs of a mark and a sentence;
/// an empty sentence is a blank line. The first of `ways` is the safe choice.
pub(super) fn asked(
    page: &Page,
    title: &str,
    says: &[(&'static str, String)],
    ways: &[ConfirmChoice],
    ignored: bool,
) -> Popup {
    let width = Popup::width(page, WIDTH);
    let room = usize::from(width).saturating_sub(7);
    let mut rows = Sheet::default();
    rows.gap();
    for (mark, text) in says {
        if text.is_empty() {
            rows.gap();
            continue;
        }
        let first = Row::new().at(1, *mark, Role::Flagged);
        rows.hanging(first, (4, room), text, Role::Text);
    }
    rows.gap();
    let from = rows.len();
    for (number, ConfirmChoice(key, words, action)) in ways.iter().enumerate() {
        let role = if number == 0 {
            Role::Accent
        } else {
            Role::Strong
        };
        rows.push(
            Row::new()
                .selected(number == 0)
                .at(1, *key, role)
                .at(4, *words, Role::Text)
                .click(*action),
        );
    }
    if ignored {
        let note = "Several keys arrived at once. Press only one.";
        rows.text((4, room), note, Role::Warning);
    } else {
        rows.gap();
    }
    // Keep the choices visible, even if the text above them is long.
    rows.focus = Some(from..rows.len());
    Popup {
        title: title.to_owned(),
        rows,
        width,
    }
}
