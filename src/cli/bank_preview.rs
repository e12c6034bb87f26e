//! `bank preview`: a bank's questions as learners see them, for who writes them.

use std::path::Path;

use super::mode::need_screens;
use super::open;
use crate::clock::Clock;
use crate::tui;

pub fn run(path: &Path) -> anyhow::Result<u8> {
    need_screens()?;
    let ended = tui::preview(path, &Clock::new())?;
    Ok(open::code_of(&ended))
}
