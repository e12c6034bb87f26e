//! Bindings that several or all screens share.

use ratatui::crossterm::event::KeyCode;

use super::{Action, Binding, Group, Key};

/// `Enter`, which performs the primary action of the screen.
pub fn go(hint: impl Into<String>, does: &'static str) -> Binding {
    Binding::new(
        "Enter",
        [(Key::of(KeyCode::Enter), Action::Go)],
        Group::Answer,
        does,
    )
    .hint(hint)
}

/// A binding of a single letter to a single action.
pub fn letter(c: char, action: Action, group: Group, does: &'static str) -> Binding {
    Binding::new(c.to_string(), [(Key::char(c), action)], group, does)
}

/// `p` and `n`, which go through the questions.
pub fn previous_next() -> [Binding; 2] {
    let (previous, next) = ("go to the previous question", "go to the next question");
    [
        letter('p', Action::Previous, Group::Move, previous),
        letter('n', Action::Next, Group::Move, next),
    ]
}

/// `p`, which practices the item under the cursor.
pub fn practice_key() -> Binding {
    let does = "practice the selected item";
    letter('p', Action::Practice, Group::Answer, does).hint("practice")
}

/// Moves up and down with the arrow keys or `j` and `k`.
pub fn up_down(does: &'static str) -> Binding {
    let keys = [
        (Key::char('j'), Action::Down),
        (Key::char('k'), Action::Up),
        (Key::of(KeyCode::Down), Action::Down),
        (Key::of(KeyCode::Up), Action::Up),
    ];
    Binding::new("j/k", keys, Group::Move, does)
}

/// Scrolls up and down in text that can be longer than the page.
pub fn scroll() -> Binding {
    Binding {
        only_scrolls: true,
        ..up_down("scroll").hint("scroll")
    }
}

/// Moves left and right with the arrow keys or `h` and `l`.
pub fn left_right(does: &'static str) -> Binding {
    let keys = [
        (Key::char('h'), Action::Left),
        (Key::char('l'), Action::Right),
        (Key::of(KeyCode::Left), Action::Left),
        (Key::of(KeyCode::Right), Action::Right),
    ];
    Binding::new("h/l", keys, Group::Move, does)
}

/// Scrolls long pages and lists by a page or to either end.
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
        Binding::new("PgDn PgUp", pages, Group::Move, "scroll by one page"),
        Binding::new("Home End", ends, Group::Move, "go to the start or the end"),
    ]
}

/// Switches between the tabs of a page.
pub fn tabs(does: &'static str) -> Binding {
    let keys = [
        (Key::of(KeyCode::Tab), Action::NextTab),
        (Key::of(KeyCode::BackTab), Action::PreviousTab),
    ];
    Binding::new("Tab", keys, Group::Move, does)
}

/// Switches between the tabs of a page, also with the arrow keys.
pub fn tabs_and_arrows(does: &'static str) -> Binding {
    let arrows = [
        (Key::of(KeyCode::Right), Action::NextTab),
        (Key::of(KeyCode::Left), Action::PreviousTab),
    ];
    let mut binding = tabs(does);
    binding.keys.extend(arrows);
    binding
}

/// Changes a value with `h` and `l` on a page whose arrow keys switch between tabs.
pub fn h_l(does: &'static str) -> Binding {
    let keys = [
        (Key::char('h'), Action::Left),
        (Key::char('l'), Action::Right),
    ];
    Binding::new("h/l", keys, Group::Move, does)
}

pub fn space(does: &'static str) -> Binding {
    Binding::new(
        "Space",
        [(Key::char(' '), Action::Tick)],
        Group::Answer,
        does,
    )
}

/// `Space` on a page of text, which scrolls to the next page and, at the end, acts like Enter.
pub fn page_on() -> Binding {
    space("show the next page of the text, then act like Enter")
}

/// `q`, with its effect on this screen. The footer lists it last.
pub fn leave(hint: &'static str, does: &'static str) -> Binding {
    letter('q', Action::Leave, Group::Everywhere, does).hint(hint)
}

/// `q` and `Esc` on a screen that covers another one.
pub fn back(hint: &'static str, does: &'static str) -> Binding {
    let keys = [
        (Key::char('q'), Action::Leave),
        (Key::of(KeyCode::Esc), Action::Leave),
    ];
    Binding::new("q Esc", keys, Group::Everywhere, does).hint(hint)
}

/// `Esc` where it has no effect: during a session and on the lowest screen.
pub fn inactive_escape() -> Binding {
    let keys = [(Key::of(KeyCode::Esc), Action::Escape)];
    let does = "do nothing here; press q to leave";
    Binding::new("Esc", keys, Group::Everywhere, does)
}

/// `/`, which is available on every screen except during an exam.
pub fn search() -> Binding {
    letter('/', Action::Search, Group::Look, "search all questions")
}

/// `:` and `Ctrl-P`.
pub fn commands() -> Binding {
    let keys = [
        (Key::char(':'), Action::Commands),
        (Key::ctrl('p'), Action::Commands),
    ];
    Binding::new(":", keys, Group::Everywhere, "show all commands")
}

/// `Ctrl-L`, which reloads the bank files before redrawing. Used on screens that show those files.
pub fn reload() -> Binding {
    let keys = [(Key::ctrl('l'), Action::Reload)];
    Binding::new("Ctrl-L", keys, Group::Everywhere, "reload the files")
}

/// Returns the bindings that are available on every screen.
pub fn everywhere() -> Vec<Binding> {
    let help = [
        (Key::char('?'), Action::Help),
        (Key::of(KeyCode::F(1)), Action::Help),
    ];
    vec![
        Binding::new(
            "? F1",
            help,
            Group::Everywhere,
            "show the keys for this screen",
        ),
        Binding::new(
            "Esc",
            [(Key::of(KeyCode::Esc), Action::Escape)],
            Group::Everywhere,
            "close the top layer without ending anything",
        ),
        Binding::new(
            "Ctrl-C",
            [(Key::ctrl('c'), Action::Quit)],
            Group::Everywhere,
            "quit the program; an open session is saved",
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
            "redraw the screen",
        ),
    ]
}
