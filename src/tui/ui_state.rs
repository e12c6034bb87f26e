//! The state that is passed to every screen.

use std::time::Duration;

use super::remembered::RememberedPages;
use super::screen::Context;
use crate::app::App;
use crate::quiz::Moment;

/// The state that actions on any screen can use.
pub struct UiState {
    pub app: App,
    /// The time since the previous key; [`Duration::MAX`] before the first key.
    pub quiet: Duration,
    /// See [`Context::deliberate`].
    pub deliberate: bool,
    left: RememberedPages,
    /// The height of the window; 0 before the first frame.
    pub rows: u16,
    /// The text to copy to the clipboard, which the event loop takes.
    pub copied: Option<String>,
}

impl UiState {
    pub fn new(app: App) -> Self {
        Self {
            app,
            quiet: Duration::MAX,
            deliberate: false,
            left: RememberedPages::default(),
            rows: 0,
            copied: None,
        }
    }

    pub fn context(&mut self, now: &Moment) -> Context<'_> {
        Context {
            app: &mut self.app,
            left: &mut self.left,
            copied: &mut self.copied,
            rows: self.rows,
            now: now.clone(),
            quiet: self.quiet,
            deliberate: self.deliberate,
        }
    }
}
