//! The screens, one file each.

mod banks;
mod browse;
mod confirm;
mod dispute;
mod grid;
mod help;
mod home;
mod learn;
mod map;
mod missed;
mod news;
mod palette;
mod preview;
mod problems;
mod progress;
mod question;
mod reader;
mod result;
mod review;
mod settings;
mod setup;
mod stack;
mod tables;
mod term;
mod walk;

pub use banks::Banks;
pub use browse::{Browse, BrowseLeft};
pub use help::Help;
pub use home::{Errand, Home};
pub use map::MapLeft;
pub use news::News;
pub use palette::{Command, Palette, commands};
pub use preview::Preview;
pub use problems::Problems;
pub use progress::ProgressLeft;
pub use question::Question;

use crate::app::Sitting;
use crate::tui::screen::{Context, Screen};

/// The screen on which a session is sat.
pub fn open(sitting: Sitting, cx: &mut Context<'_>) -> Box<dyn Screen> {
    Box::new(Question::open(sitting, cx))
}
