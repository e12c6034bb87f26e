//! What every screen is handed.

use std::time::Duration;

use super::left::AsLeft;
use super::screen::Context;
use crate::app::App;
use crate::quiz::Moment;

/// What an action may use, whatever the screen.
pub struct Desk {
    pub app: App,
    /// Time since the key before this one; as long as can be before the first.
    pub quiet: Duration,
    /// See [`Context::deliberate`].
    pub deliberate: bool,
    left: AsLeft,
    /// What is to be copied to the clipboard, until the loop takes it.
    pub copied: Option<String>,
}

impl Desk {
    pub fn new(app: App) -> Self {
        Self {
            app,
            quiet: Duration::MAX,
            deliberate: false,
            left: AsLeft::default(),
            copied: None,
        }
    }

    pub fn context(&mut self, now: &Moment) -> Context<'_> {
        Context {
            app: &mut self.app,
            left: &mut self.left,
            copied: &mut self.copied,
            now: now.clone(),
            quiet: self.quiet,
            deliberate: self.deliberate,
        }
    }
}
