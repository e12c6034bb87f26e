//! The screen interface and the requests that screens can make to the shell, which owns them.

use std::time::Duration;

use super::keymap::{Action, Binding, Command};
use super::page::Page;
use super::remembered::RememberedPages;
use super::view::{Sheet, View};
use crate::app::App;
use crate::quiz::Moment;

/// The state that actions on any screen can use.
pub struct Context {
    pub app: App,
    /// The last state of each kind of page.
    pub left: RememberedPages,
    /// The text to copy to the clipboard, which the event loop takes.
    pub copied: Option<String>,
    /// The height of the window; 0 before the first frame.
    pub rows: u16,
    /// The time of the current event.
    pub now: Moment,
    /// True if the key arrived alone while the screen was visible. Such a key was neither typed
    /// blindly nor part of a paste.
    pub deliberate: bool,
    /// The time since the previous key, which is almost zero if many keys arrive at once;
    /// [`Duration::MAX`] before the first key.
    pub quiet: Duration,
}

impl Context {
    pub fn new(app: App, now: Moment) -> Self {
        Self {
            app,
            left: RememberedPages::default(),
            copied: None,
            rows: 0,
            now,
            deliberate: false,
            quiet: Duration::MAX,
        }
    }
}

/// The effect of an action on the stack of screens.
pub enum Flow {
    Stay,
    /// The content has changed. Keys that were pressed before the change were meant for the old
    /// content.
    Changed,
    /// Scroll down by one page. If the end of the page is already visible, perform this action
    /// instead.
    PageOr(Action),
    /// The screen has no use for the action, so the shell can use it for scrolling.
    Unused,
    Push(Box<dyn Screen>),
    Replace(Box<dyn Screen>),
    /// Close this screen.
    Pop,
    /// Close this screen and send a message to the screen below it.
    Answer(Message),
    /// Close all screens except the first.
    Home,
    Quit,
    /// Close this screen and perform this action on the screen below it.
    Run(Action),
}

/// A message from a closing screen to the screen below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    GoTo(usize),
    /// Limit the page to this section of the bank's outline. `None` removes the limit.
    Section(Option<usize>),
    Finish,
    /// Reload the bank files.
    Reload,
    /// Leave the session, either to return home or to quit the program.
    Leave {
        program: bool,
    },
    /// Discard the session, and return home or quit the program.
    Discard {
        program: bool,
    },
}

/// A popup shown over a page.
pub struct Popup {
    pub title: String,
    pub rows: Sheet,
    /// The width, including the frame.
    pub width: u16,
}

impl Popup {
    /// Returns the width of a popup that requests `columns`, limited so that blank columns remain
    /// around the popup.
    pub fn width(page: &Page, columns: u16) -> u16 {
        const AROUND: u16 = 4;
        columns.min(page.area.width.saturating_sub(AROUND)).max(8)
    }
}

/// A screen in the stack of screens.
pub trait Screen {
    /// Returns the bindings that are currently available, in the order in which the footer lists
    /// them.
    fn bindings(&self) -> Vec<Binding>;

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow;

    /// Returns the content of the page. Popups have none.
    fn view(&self, _page: &Page, _now: &Moment) -> View {
        View::default()
    }

    /// Returns a popup to show over the page below; `None` if the screen is a page itself. The
    /// popup rows start at column 0 inside the frame, and [`Popup::width`] limits their width.
    fn popup(&self, _page: &Page) -> Option<Popup> {
        None
    }

    /// Returns whether the page shows the title and the clock of the screen below.
    fn borrows_head(&self) -> bool {
        false
    }

    /// Returns whether the mouse wheel does the same as Up and Down: it moves the list cursor or,
    /// on a page without one, scrolls the text. Otherwise, it always scrolls.
    fn wheel_moves(&self) -> bool {
        true
    }

    /// Returns whether letters are currently typed into a field on this screen.
    fn takes_text(&self) -> bool {
        false
    }

    /// Inserts pasted text into a field. Returns whether there is a field.
    fn paste(&mut self, _text: &str) -> bool {
        false
    }

    /// Returns whether the screen shows a mock exam, during which the learner cannot look anything
    /// up.
    fn is_exam(&self) -> bool {
        false
    }

    /// Returns whether the screen shows a session in progress, in which case no screen above it may
    /// start another session.
    fn is_session(&self) -> bool {
        false
    }

    /// Returns the commands that open a page from any screen. Only the home screen has such
    /// commands.
    fn places(&self, _cx: &Context) -> Vec<Command> {
        Vec::new()
    }

    /// Returns the time until the screen changes automatically.
    fn wake(&self, _now: &Moment) -> Option<Duration> {
        None
    }

    /// Updates the screen to the current time. Called on all layers before every event and at every
    /// wake-up.
    fn tick(&mut self, _cx: &mut Context) -> Flow {
        Flow::Stay
    }

    /// Updates the screen after the screen above it has closed.
    fn returned(&mut self, _cx: &mut Context) {}

    /// Handles a message from the screen above after it has closed.
    fn receive(&mut self, _message: Message, _cx: &mut Context) -> Flow {
        Flow::Stay
    }

    /// Saves the state of the screen. Called before the program ends.
    fn leaving(&mut self, _cx: &mut Context) {}

    /// Returns a confirmation to show before a key quits the program, or `None` to quit without a
    /// confirmation.
    fn quit_confirmation(&mut self, _cx: &mut Context) -> Option<Box<dyn Screen>> {
        None
    }

    /// Returns a persistent warning, which is shown in the third row.
    fn banner(&self) -> Option<String> {
        None
    }

    /// Returns a line to print on the normal screen after the program has ended.
    fn last_words(&self) -> Option<String> {
        None
    }
}
