//! The settings: what `config.toml` says, and where it may be changed.
//!
//! A wrong value is explained like a fault in a bank, and its default holds.

mod fault;
mod locale;
mod read;
mod settings;
mod write;

use std::path::PathBuf;

pub use fault::{Fault, list};
pub use locale::Locale;
pub use read::load;
pub use settings::{Answer, Clock, Motion, Mouse, Setting, Settings, Symbols};
pub use write::keep;

use crate::diagnostic::Diagnostic;
use crate::paths;

/// The documented file, which says nothing but the defaults.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// What holds, and what was wrong on the way to it.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub settings: Settings,
    pub problems: Vec<Diagnostic>,
}

/// The settings' file. An error says what to do.
pub fn path() -> Result<PathBuf, String> {
    Ok(paths::config()?.join("config.toml"))
}

/// The folder of the learner's own themes. An error says what to do.
pub fn themes() -> Result<PathBuf, String> {
    Ok(paths::config()?.join("themes"))
}
