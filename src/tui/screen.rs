//! What a screen is, and what it may ask of the shell that holds it.

use std::time::Duration;

use super::keymap::{Action, Binding, Command};
use super::left::AsLeft;
use super::page::Page;
use super::view::{Sheet, View};
use crate::app::App;
use crate::quiz::Moment;

/// What an action may use.
pub struct Context<'a> {
    pub app: &'a mut App,
    /// Pages as they were left.
    pub left: &'a mut AsLeft,
    /// What is to be copied to the clipboard.
    pub copied: &'a mut Option<String>,
    /// Stamped once for each event.
    pub now: Moment,
    /// The key came alone, while the screen was visible: it was not typed blindly and is no part
    /// of a paste.
    pub deliberate: bool,
    /// Time since the key before this one: a flood leaves none.
    pub quiet: Duration,
}

/// What becomes of a screen after an action.
pub enum Flow {
    Stay,
    /// Something else is shown now: a key pressed before it came up was not meant for it.
    Changed,
    /// Scrolls a page down, or does this if nothing is below.
    PageOr(Action),
    /// The action means nothing here; the shell may scroll with it.
    Unused,
    Push(Box<dyn Screen>),
    Replace(Box<dyn Screen>),
    /// Closes this screen.
    Pop,
    /// Closes this screen and hands a message to the one below.
    Answer(Message),
    /// Closes all but the first screen.
    Home,
    Quit,
    /// Closes this screen and does this as if its key had been pressed below.
    Run(Action),
}

/// What an upper screen tells the one below when it closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    GoTo(usize),
    /// Narrow the page to this section of the bank's outline; `None` is everything.
    Section(Option<usize>),
    Finish,
    /// Read the bank's files again.
    Reload,
    /// Leave the session: to home, or out of the program.
    Leave {
        program: bool,
    },
}

/// What lies over a page.
pub struct Popup {
    pub title: String,
    pub rows: Sheet,
    /// With its frame.
    pub width: u16,
}

impl Popup {
    /// The width of one that wants `columns`: blank columns stay around it.
    pub fn width(page: &Page, columns: u16) -> u16 {
        const AROUND: u16 = 4;
        columns.min(page.area.width.saturating_sub(AROUND)).max(8)
    }
}

/// One layer of the stack.
pub trait Screen {
    /// What may be done now, in the order of the footer.
    fn bindings(&self) -> Vec<Binding>;

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow;

    fn view(&self, page: &Page, now: &Moment) -> View;

    /// A popup lies over the page below: its title, and rows for its inside, which
    /// begins in column 0 and is [`Popup::width`] wide.
    fn popup(&self, _page: &Page) -> Option<Popup> {
        None
    }

    /// Whether title and clock are those of the screen below.
    fn borrows_head(&self) -> bool {
        false
    }

    /// Whether the wheel moves the cursor of a list, rather than the text.
    fn wheel_moves(&self) -> bool {
        false
    }

    /// Whether letters are text now, for a field on this screen.
    fn takes_text(&self) -> bool {
        false
    }

    /// Takes pasted text, if there is a field for it. Returns whether there is.
    fn paste(&mut self, _text: &str) -> bool {
        false
    }

    /// Whether an exam is sat here, in which nothing can be looked up.
    fn is_exam(&self) -> bool {
        false
    }

    /// What can be opened here from anywhere; only home has such places.
    fn places(&self) -> Vec<Command> {
        Vec::new()
    }

    /// How long until something changes by itself.
    fn wake(&self, _now: &Moment) -> Option<Duration> {
        None
    }

    /// Called before each event and at each wake-up, on all layers.
    fn tick(&mut self, _cx: &mut Context<'_>) -> Flow {
        Flow::Stay
    }

    /// The screen above closed.
    fn returned(&mut self, _cx: &mut Context<'_>) {}

    /// The screen above closed with a message.
    fn receive(&mut self, _message: Message, _cx: &mut Context<'_>) -> Flow {
        Flow::Stay
    }

    /// The program is about to end: keep what there is to keep.
    fn leaving(&mut self, _cx: &mut Context<'_>) {}

    /// Asked before the program ends by a key; a screen may want a confirmation.
    fn may_quit(&mut self, _cx: &mut Context<'_>) -> Option<Box<dyn Screen>> {
        None
    }

    /// Trouble that lasts, for the third row.
    fn banner(&self) -> Option<String> {
        None
    }

    /// One line for the normal screen after the program has ended.
    fn last_words(&self) -> Option<String> {
        None
    }
}
