//! What every screen is handed, and pages as they were left.

use std::time::Duration;

use super::screen::Context;
use super::screens::{BrowseLeft, MapLeft, ProgressLeft};
use crate::app::App;
use crate::quiz::Moment;

/// What an action may use, whatever the screen.
pub struct Desk {
    pub app: App,
    /// Time since the key before this one; as long as can be before the first.
    pub quiet: Duration,
    left: AsLeft,
}

/// Pages as they were left, for as long as the program runs: who comes back finds
/// them so.
#[derive(Default)]
pub struct AsLeft {
    pub browse: Option<BrowseLeft>,
    pub map: Option<MapLeft>,
    pub progress: Option<ProgressLeft>,
}

impl Desk {
    pub fn new(app: App) -> Self {
        Self {
            app,
            quiet: Duration::MAX,
            left: AsLeft::default(),
        }
    }

    pub fn context(&mut self, now: &Moment) -> Context<'_> {
        Context {
            app: &mut self.app,
            left: &mut self.left,
            now: now.clone(),
            quiet: self.quiet,
        }
    }
}
