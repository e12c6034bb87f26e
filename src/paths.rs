//! Where the history, the settings and the learner's own banks live.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// The folder of settings and own themes: `certdrill` in the folder for
/// configuration (XDG), by default below `~/.config`. An error says what to do.
pub fn config() -> Result<PathBuf, String> {
    let homeless = || "there is no home folder; set HOME, or XDG_CONFIG_HOME".to_owned();
    if is_homeless("XDG_CONFIG_HOME") {
        return Err(homeless());
    }
    let base = etcetera::choose_base_strategy().map_err(|_| homeless())?;
    let folder = base.config_dir();
    if folder.is_relative() {
        return Err("HOME is not an absolute path; set HOME, or XDG_CONFIG_HOME".to_owned());
    }
    Ok(folder.join("certdrill"))
}

/// The history file: `certdrill/history.db` in the folder for state (XDG), by
/// default below `~/.local/state`. An error says what to do.
pub fn history() -> Result<PathBuf, String> {
    let homeless = || "there is no home folder; set HOME, or XDG_STATE_HOME".to_owned();
    if is_homeless("XDG_STATE_HOME") {
        return Err(homeless());
    }
    let base = etcetera::choose_base_strategy().map_err(|_| homeless())?;
    let state = base.state_dir().unwrap_or_else(|| base.data_dir());
    if state.is_relative() {
        return Err("HOME is not an absolute path; set HOME, or XDG_STATE_HOME".to_owned());
    }
    Ok(state.join("certdrill").join("history.db"))
}

/// The folder of the learner's own banks: `certdrill/banks` in the folder for data
/// (XDG), by default below `~/.local/share`. `None` where there is no home folder.
pub fn banks() -> Option<PathBuf> {
    if is_homeless("XDG_DATA_HOME") {
        return None;
    }
    let data = etcetera::choose_base_strategy().ok()?.data_dir();
    data.is_absolute()
        .then(|| data.join("certdrill").join("banks"))
}

/// Whether neither `HOME` nor `variable` is set. The system may still know a home folder,
/// but of a user who did not ask for it.
fn is_homeless(variable: &str) -> bool {
    let is_unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    cfg!(unix) && ["HOME", variable].into_iter().all(is_unset)
}
