//! From keys to actions, at one border: screens never see a key code.
//!
//! Each screen declares what may be done now in one table of [`Binding`]s.
//! Dispatch, the footer and the help overlay all read that table. While a screen
//! takes text, letters are text and [`in_text`] says what is left of its table.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
pub use tui_input::InputRequest as Edit;

use super::screens::Errand;

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
    /// Only one topic, then the next.
    Narrow,
    /// Why this question came now.
    Why,
    /// Map or stack.
    OtherView,
    /// Say what is wrong with the question.
    Dispute,
    /// The banks to choose from.
    Banks,
    /// Read the bank's files again.
    Reload,
    /// Cover all cells of the map, or open them.
    Cover,
    /// Row number n of the page, by its digit or a click.
    Row(usize),
    /// Field and value of a form, by a click.
    Pick(usize, usize),
    /// Tab number n, by a click.
    Tab(usize),
    /// A character for the field of text.
    Typed(char),
    /// A change to the field of text that is no character.
    Edit(Edit),
    Help,
    /// Look for something.
    Search,
    /// Everything that can be done, to choose from.
    Commands,
    /// Row number n of home, from wherever one is.
    Place(usize),
    /// Something that home begins, from wherever one is.
    Errand(Errand),
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
        Self::ctrl_of(KeyCode::Char(c))
    }

    const fn ctrl_of(code: KeyCode) -> Self {
        Self { code, ctrl: true }
    }

    /// The character that the key stands for where text is taken.
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

    /// What a click on its hint does: the one thing that its keys do, or a step
    /// forward where they go both ways. Of several that are to be chosen from, none.
    pub fn clicked(&self) -> Option<Action> {
        let mut actions = self.keys.iter().map(|(_, action)| *action);
        let first = actions.next()?;
        let forward = [Action::Down, Action::Right, Action::NextTab];
        let step = self.keys.iter().find(|(_, it)| forward.contains(it));
        match step {
            Some((_, step)) => Some(*step),
            None => actions.all(|it| it == first).then_some(first),
        }
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

/// `/`, on every screen but in an exam.
pub fn search() -> Binding {
    letter('/', Action::Search, Group::Look, "search all questions")
}

/// `:` and `Ctrl-P`.
pub fn commands() -> Binding {
    let keys = [
        (Key::char(':'), Action::Commands),
        (Key::ctrl('p'), Action::Commands),
    ];
    Binding::new(":", keys, Group::Everywhere, "all commands")
}

/// `Ctrl-L` where a bank's files are looked at: it does more than draw again.
pub fn reload() -> Binding {
    let keys = [(Key::ctrl('l'), Action::Reload)];
    Binding::new("Ctrl-L", keys, Group::Everywhere, "load the files again")
}

/// Bound on every screen.
pub fn everywhere() -> Vec<Binding> {
    let help = [
        (Key::char('?'), Action::Help),
        (Key::of(KeyCode::F(1)), Action::Help),
    ];
    vec![
        Binding::new("? F1", help, Group::Everywhere, "the keys of this screen"),
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

/// The keys that change a field of text, as a terminal's own line has them.
fn editing() -> [Binding; 3] {
    let edit = |key, edit| (key, Action::Edit(edit));
    let delete = [
        edit(Key::of(KeyCode::Backspace), Edit::DeletePrevChar),
        edit(Key::ctrl('h'), Edit::DeletePrevChar),
        edit(Key::of(KeyCode::Delete), Edit::DeleteNextChar),
    ];
    let delete_more = [
        edit(Key::ctrl('w'), Edit::DeletePrevWord),
        edit(Key::ctrl('u'), Edit::DeleteFromStart),
        edit(Key::ctrl('k'), Edit::DeleteTillEnd),
    ];
    let go = [
        edit(Key::of(KeyCode::Left), Edit::GoToPrevChar),
        edit(Key::of(KeyCode::Right), Edit::GoToNextChar),
        edit(Key::ctrl_of(KeyCode::Left), Edit::GoToPrevWord),
        edit(Key::ctrl_of(KeyCode::Right), Edit::GoToNextWord),
        edit(Key::of(KeyCode::Home), Edit::GoToStart),
        edit(Key::ctrl('a'), Edit::GoToStart),
        edit(Key::of(KeyCode::End), Edit::GoToEnd),
        edit(Key::ctrl('e'), Edit::GoToEnd),
    ];
    let does = "delete a word, to the start, to the end";
    [
        Binding::new("Backspace", delete, Group::Answer, "delete a character"),
        Binding::new("Ctrl-WUK", delete_more, Group::Answer, does),
        Binding::new("← →", go, Group::Move, "move in the text"),
    ]
}

/// What is left of a table of keys while letters are text: first the keys that
/// edit, then those of `table` that are neither letters nor among the first.
pub fn in_text(table: Vec<Binding>) -> Vec<Binding> {
    let editing = editing();
    let is_free = |key: Key| {
        let edits = editing.iter().any(|it| it.action_of(key).is_some());
        key.typed().is_none() && !edits
    };
    let mut left = Vec::new();
    for mut binding in table {
        binding.keys.retain(|(key, _)| is_free(*key));
        if binding.keys.is_empty() {
            continue;
        }
        // What was named after its letters goes by its other key.
        let other = match binding.shown.as_str() {
            "j/k" => Some("↑↓"),
            "? F1" => Some("F1"),
            _ => None,
        };
        if let Some(other) = other {
            binding.shown = other.into();
        }
        left.push(binding);
    }
    left.extend(editing);
    left
}

pub const ENTER: Key = Key::of(KeyCode::Enter);

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyCode;

    use super::{Action, Binding, Edit, Key, Pieces, everywhere, in_text, paging, up_down};

    fn action(table: &[Binding], key: Key) -> Option<Action> {
        table.iter().find_map(|it| it.action_of(key))
    }

    #[test]
    fn in_text_letters_are_text_and_other_keys_still_act() {
        let mut table = vec![up_down("move")];
        table.extend(paging());
        table.extend(everywhere());
        let table = in_text(table);
        for letter in ['j', 'k', 'q', '?', ' '] {
            assert_eq!(action(&table, Key::char(letter)), None);
            assert_eq!(Key::char(letter).typed(), Some(letter));
        }
        assert_eq!(Key::ctrl('c').typed(), None);
        let keys = [
            (Key::of(KeyCode::Down), Action::Down),
            (Key::of(KeyCode::PageDown), Action::PageDown),
            (Key::of(KeyCode::F(1)), Action::Help),
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::ctrl('c'), Action::Quit),
            (Key::ctrl('u'), Action::Edit(Edit::DeleteFromStart)),
            (Key::of(KeyCode::End), Action::Edit(Edit::GoToEnd)),
        ];
        for (key, does) in keys {
            assert_eq!(action(&table, key), Some(does), "{key:?}");
        }
        let shown: Vec<_> = table.iter().map(|it| it.shown.as_str()).collect();
        assert!(shown.starts_with(&["↑↓", "PgDn PgUp", "F1"]), "{shown:?}");
    }

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
