//! From keys to actions, at one border: screens never see a key code.
//!
//! Each screen declares what may be done now in one table of [`Binding`]s.
//! Dispatch, the footer and the help overlay all read that table.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key or a click asks a screen to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The action named first in the footer.
    Go,
    /// Choose, tick; never goes on.
    Tick,
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    PageUp,
    PageDown,
    NextTab,
    PreviousTab,
    /// The option at this position.
    Option(usize),
    /// Strike the option at this position.
    Strike(usize),
    /// Strike the option under the cursor.
    StrikeHere,
    Sure,
    /// This much of it, by a click: sure, unsure, guess.
    SureAs(usize),
    Flag,
    Next,
    Previous,
    Grid,
    Clock,
    Undo,
    LookBack,
    Yes,
    /// The responsibility map, at the cell that is spoken of.
    Map,
    /// Why this question came now.
    Why,
    /// Map or stack.
    OtherView,
    /// Cover all cells of the map, or open them.
    Cover,
    /// Row number n of the page, by its digit or a click.
    Row(usize),
    /// Field and value of a form, by a click.
    Pick(usize, usize),
    /// Tab number n, by a click.
    Tab(usize),
    Help,
    /// Closes the top layer; ends nothing.
    Escape,
    /// Leaves the screen.
    Leave,
    /// Leaves the program; a session is kept.
    Quit,
    Suspend,
    Repaint,
}

/// A key, with or without Ctrl. Shift is in the letter itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
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
        Self {
            code: KeyCode::Char(c),
            ctrl: true,
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

/// Puts an arrow together that arrives as `Esc` `[` `A`, as it does over a slow
/// line. `[` is bound nowhere, so nothing is lost by waiting for what follows it.
#[derive(Debug, Default)]
pub struct Pieces {
    escape: bool,
    bracket: bool,
}

impl Pieces {
    /// The key that `key` makes with those before it; `None` while more may follow.
    pub fn put_together(&mut self, key: Key) -> Option<Key> {
        let (escape, bracket) = (self.escape, self.bracket);
        self.escape = key == Key::of(KeyCode::Esc);
        self.bracket = escape && key == Key::char('[');
        if self.bracket {
            return None;
        }
        let whole = match key.code {
            KeyCode::Char('A') => KeyCode::Up,
            KeyCode::Char('B') => KeyCode::Down,
            KeyCode::Char('C') => KeyCode::Right,
            KeyCode::Char('D') => KeyCode::Left,
            KeyCode::Char('F') => KeyCode::End,
            KeyCode::Char('H') => KeyCode::Home,
            _ => return Some(key),
        };
        Some(if bracket { Key::of(whole) } else { key })
    }
}

/// Under which heading help lists a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Answer,
    Move,
    Look,
    Everywhere,
}

impl Group {
    pub const ALL: [Self; 4] = [Self::Answer, Self::Move, Self::Look, Self::Everywhere];

    pub fn title(self) -> &'static str {
        match self {
            Self::Answer => "Do",
            Self::Move => "Move",
            Self::Look => "Look",
            Self::Everywhere => "Everywhere",
        }
    }
}

/// Keys, what they do, and how they are shown.
#[derive(Clone, Debug)]
pub struct Binding {
    pub keys: Vec<(Key, Action)>,
    /// The keys as help and footer write them.
    pub shown: String,
    /// What it does now, for the footer; `None` keeps it out of there.
    pub hint: Option<String>,
    /// What it does, for help.
    pub does: &'static str,
    pub group: Group,
}

impl Binding {
    pub fn new(
        shown: impl Into<String>,
        keys: impl IntoIterator<Item = (Key, Action)>,
        group: Group,
        does: &'static str,
    ) -> Self {
        Self {
            keys: keys.into_iter().collect(),
            shown: shown.into(),
            hint: None,
            does,
            group,
        }
    }

    /// Shows it in the footer with these words.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn action_of(&self, key: Key) -> Option<Action> {
        let found = self.keys.iter().find(|(it, _)| *it == key);
        found.map(|(_, action)| *action)
    }
}

/// `Enter`, with what it does now.
pub fn go(hint: impl Into<String>, does: &'static str) -> Binding {
    Binding::new("Enter", [(ENTER, Action::Go)], Group::Answer, does).hint(hint)
}

/// One letter for one action.
pub fn letter(c: char, action: Action, group: Group, does: &'static str) -> Binding {
    Binding::new(c.to_string(), [(Key::char(c), action)], group, does)
}

/// Up and down by arrows and by `j` `k`.
pub fn up_down(does: &'static str) -> Binding {
    let keys = [
        (Key::char('j'), Action::Down),
        (Key::char('k'), Action::Up),
        (Key::of(KeyCode::Down), Action::Down),
        (Key::of(KeyCode::Up), Action::Up),
    ];
    Binding::new("j/k", keys, Group::Move, does)
}

/// Sideways by arrows and by `h` `l`.
pub fn left_right(does: &'static str) -> Binding {
    let keys = [
        (Key::char('h'), Action::Left),
        (Key::char('l'), Action::Right),
        (Key::of(KeyCode::Left), Action::Left),
        (Key::of(KeyCode::Right), Action::Right),
    ];
    Binding::new("h/l", keys, Group::Move, does)
}

/// Long pages and lists.
pub fn paging() -> [Binding; 2] {
    let pages = [
        (Key::of(KeyCode::PageDown), Action::PageDown),
        (Key::of(KeyCode::PageUp), Action::PageUp),
        (Key::ctrl('d'), Action::PageDown),
        (Key::ctrl('u'), Action::PageUp),
    ];
    let ends = [
        (Key::of(KeyCode::Home), Action::First),
        (Key::of(KeyCode::End), Action::Last),
    ];
    [
        Binding::new("PgDn PgUp", pages, Group::Move, "scroll a page"),
        Binding::new("Home End", ends, Group::Move, "first, last"),
    ]
}

/// The tabs of a page.
pub fn tabs(does: &'static str) -> Binding {
    let keys = [
        (Key::of(KeyCode::Tab), Action::NextTab),
        (Key::of(KeyCode::BackTab), Action::PreviousTab),
    ];
    Binding::new("Tab", keys, Group::Move, does)
}

pub fn space(does: &'static str) -> Binding {
    Binding::new(
        "Space",
        [(Key::char(' '), Action::Tick)],
        Group::Answer,
        does,
    )
}

/// What `q` does on this screen, as the footer's last words.
pub fn leave(hint: &'static str, does: &'static str) -> Binding {
    letter('q', Action::Leave, Group::Everywhere, does).hint(hint)
}

/// Bound on every screen.
pub fn everywhere() -> Vec<Binding> {
    let help = [
        (Key::char('?'), Action::Help),
        (Key::of(KeyCode::F(1)), Action::Help),
    ];
    vec![
        Binding::new("? F1", help, Group::Everywhere, "this help"),
        Binding::new(
            "Esc",
            [(Key::of(KeyCode::Esc), Action::Escape)],
            Group::Everywhere,
            "closes what is on top; ends nothing",
        ),
        Binding::new(
            "Ctrl-C",
            [(Key::ctrl('c'), Action::Quit)],
            Group::Everywhere,
            "leave the program; a session is kept",
        ),
        Binding::new(
            "Ctrl-Z",
            [(Key::ctrl('z'), Action::Suspend)],
            Group::Everywhere,
            "suspend the program",
        ),
        Binding::new(
            "Ctrl-L",
            [(Key::ctrl('l'), Action::Repaint)],
            Group::Everywhere,
            "draw the screen again",
        ),
    ]
}

pub const ENTER: Key = Key::of(KeyCode::Enter);

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyCode;

    use super::{Key, Pieces};

    #[test]
    fn an_arrow_in_pieces_is_one_arrow() {
        let mut pieces = Pieces::default();
        let escape = Key::of(KeyCode::Esc);
        assert_eq!(pieces.put_together(escape), Some(escape));
        assert_eq!(pieces.put_together(Key::char('[')), None);
        let up = Key::of(KeyCode::Up);
        assert_eq!(pieces.put_together(Key::char('A')), Some(up));
        let letter = Key::char('A');
        assert_eq!(pieces.put_together(letter), Some(letter), "and no more");
    }
}
