//! `bank preview`: shows authors their bank as learners see it.

use std::path::Path;

use super::mode::need_screens;
use super::open;
use crate::clock::Clock;
use crate::config::Config;
use crate::tui;

pub fn run(path: &Path, config: &Config) -> anyhow::Result<u8> {
    need_screens()?;
    let ended = tui::preview(path, config.settings.clone(), &Clock::new())?;
    Ok(open::code_of(&ended))
}
