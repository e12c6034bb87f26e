//! The keys that bindings refer to.

use crate::app::latin;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key, with or without Ctrl. A letter with Shift is an uppercase letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    pub(super) code: KeyCode,
    ctrl: bool,
}

impl Key {
    pub const fn of(code: KeyCode) -> Self {
        Self { code, ctrl: false }
    }

    pub const fn char(c: char) -> Self {
        Self::of(KeyCode::Char(c))
    }

    pub const fn ctrl(c: char) -> Self {
        Self::ctrl_of(KeyCode::Char(c))
    }

    pub const fn ctrl_of(code: KeyCode) -> Self {
        Self { code, ctrl: true }
    }

    /// Returns the keys to try if this key is not bound: the key at the same position on a Latin
    /// keyboard and the lowercase letter in case Caps Lock is on.
    pub fn stand_ins(self) -> impl Iterator<Item = Self> {
        let typed = self.typed();
        let latin = typed.and_then(latin);
        let small = |c: char| Some(c.to_ascii_lowercase()).filter(|small| *small != c);
        let small = latin.or(typed).and_then(small);
        latin.into_iter().chain(small).map(Self::char)
    }

    /// Returns the character that the key enters in a text field.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl => Some(c),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        Self {
            code: event.code,
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        }
    }
}
