//! The locations of the history, the settings, and the learner's banks.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// Returns the folder for settings and custom themes: `certdrill` in the XDG configuration
/// directory (`~/.config` by default). The error message explains how to fix the problem.
pub fn config() -> Result<PathBuf, String> {
    let homeless = || "no home folder was found; set HOME or XDG_CONFIG_HOME".to_owned();
    if is_homeless("XDG_CONFIG_HOME") {
        return Err(homeless());
    }
    let base = etcetera::choose_base_strategy().map_err(|_| homeless())?;
    let folder = base.config_dir();
    if folder.is_relative() {
        return Err("HOME is not an absolute path; set HOME or XDG_CONFIG_HOME".to_owned());
    }
    Ok(folder.join("certdrill"))
}

/// Returns the path of the history: `certdrill/history.db` in the XDG state directory
/// (`~/.local/state` by default). The error message explains how to fix the problem.
pub fn history() -> Result<PathBuf, String> {
    let homeless = || "no home folder was found; set HOME or XDG_STATE_HOME".to_owned();
    if is_homeless("XDG_STATE_HOME") {
        return Err(homeless());
    }
    let base = etcetera::choose_base_strategy().map_err(|_| homeless())?;
    let state = base.state_dir().unwrap_or_else(|| base.data_dir());
    if state.is_relative() {
        return Err("HOME is not an absolute path; set HOME or XDG_STATE_HOME".to_owned());
    }
    Ok(state.join("certdrill").join("history.db"))
}

/// Returns the folder for the learner's own banks: `certdrill/banks` in the XDG data directory
/// (`~/.local/share` by default). Returns `None` if there is no home folder.
pub fn banks() -> Option<PathBuf> {
    if is_homeless("XDG_DATA_HOME") {
        return None;
    }
    let data = etcetera::choose_base_strategy().ok()?.data_dir();
    data.is_absolute()
        .then(|| data.join("certdrill").join("banks"))
}

/// Returns whether neither `HOME` nor `variable` is set. The user database may still list a home
/// folder, but the program does not use it unless one of these variables is set.
fn is_homeless(variable: &str) -> bool {
    let is_unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    cfg!(unix) && ["HOME", variable].into_iter().all(is_unset)
}
