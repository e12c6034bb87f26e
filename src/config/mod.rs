//! The settings in `config.toml`, and where they can be changed.
//!
//! An invalid value is reported like a problem in a bank, and its default is used.

mod fault;
mod locale;
mod read;
mod settings;
mod write;

use std::path::PathBuf;

pub use fault::{Fault, list};
pub use locale::Locale;
pub use read::load;
pub use settings::{ClockSetting, LetterAction, Motion, Mouse, Setting, Settings, Symbols};
pub use write::keep;

use crate::diagnostic::Diagnostic;
use crate::paths;

/// The commented settings file, which contains only the defaults.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// The settings in effect, and the problems found while reading them.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub settings: Settings,
    pub problems: Vec<Diagnostic>,
}

/// Returns the path of the settings file. An error message says what to do.
pub fn path() -> Result<PathBuf, String> {
    Ok(paths::config()?.join("config.toml"))
}

/// Returns the folder of the learner's own themes. An error message says what to do.
pub fn themes() -> Result<PathBuf, String> {
    Ok(paths::config()?.join("themes"))
}
