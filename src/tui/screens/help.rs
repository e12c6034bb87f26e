//! Help: the screen's own table of keys, in words.

use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, Key, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut};
use ratatui::crossterm::event::KeyCode;

/// The keys of the screen below.
pub struct Help {
    of: Vec<Binding>,
}

impl Help {
    pub fn new(of: Vec<Binding>) -> Self {
        Self { of }
    }
}

impl Screen for Help {
    fn bindings(&self) -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('?'), Action::Escape),
            (Key::of(KeyCode::F(1)), Action::Escape),
            (Key::char('q'), Action::Escape),
        ];
        vec![
            up_down("scroll").hint("scroll"),
            Binding::new("Esc", close, Group::Everywhere, "close the help").hint("close"),
        ]
    }

    fn act(&mut self, action: Action, _cx: &mut Context<'_>) -> Flow {
        match action {
            Action::Escape | Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        const KEYS: u16 = 12;
        let at = page.margin + u16::from(!page.narrow);
        let mut main = Sheet::default();
        for group in Group::ALL {
            let of_group: Vec<_> = self.of.iter().filter(|it| it.group == group).collect();
            if of_group.is_empty() {
                continue;
            }
            if !main.is_empty() {
                main.push(Row::new());
            }
            main.push(Row::new().at(at, group.title(), Role::Strong));
            for binding in of_group {
                let room = page.width_from(at + KEYS);
                main.push(Row::new().at(at, binding.shown.clone(), Role::Text).at(
                    at + KEYS,
                    cut(binding.does, room),
                    Role::Muted,
                ));
            }
        }
        View {
            head: Head {
                place: "Help".into(),
                ..Head::default()
            },
            main,
            shows: "help".into(),
            ..View::default()
        }
    }

    fn borrows_head(&self) -> bool {
        true
    }
}
