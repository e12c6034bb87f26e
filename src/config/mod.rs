//! The settings in `config.toml`.
//!
//! An invalid value is reported like a problem in a bank, and the default is used instead.

mod fault;
mod locale;
mod read;
mod settings;
mod write;

use std::path::PathBuf;

pub use locale::Locale;
pub use read::load;
pub use settings::{ClockSetting, LetterAction, Motion, Mouse, Setting, Settings, Symbols};
pub use write::keep;

use crate::diagnostic::Diagnostic;
use crate::paths;

/// The default settings file, with comments.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// The settings in effect and the problems that were found in the settings file.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub settings: Settings,
    pub problems: Vec<Diagnostic>,
}

/// Returns the path of the settings file. The error message explains how to fix the problem.
pub fn path() -> Result<PathBuf, String> {
    Ok(paths::config()?.join("config.toml"))
}

/// Returns the folder for the learner's own themes. The error message explains how to fix the
/// problem.
pub fn themes() -> Result<PathBuf, String> {
    Ok(paths::config()?.join("themes"))
}
