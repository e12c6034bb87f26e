//! The locations of the history, the settings, and the learner's banks.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Returns the folder for settings and custom themes: `certdrill` in the XDG configuration
/// directory (`~/.config` by default). The error message explains how to fix the problem.
pub fn config() -> Result<PathBuf, String> {
    folder("XDG_CONFIG_HOME", |base| base.config_dir())
}

/// Returns the path of the history: `certdrill/history.db` in the XDG state directory
/// (`~/.local/state` by default). The error message explains how to fix the problem.
pub fn history() -> Result<PathBuf, String> {
    let state = |base: &dyn BaseStrategy| base.state_dir().unwrap_or_else(|| base.data_dir());
    Ok(folder("XDG_STATE_HOME", state)?.join("history.db"))
}

/// Returns the folder for the learner's own banks: `certdrill/banks` in the XDG data directory
/// (`~/.local/share` by default). Returns `None` if there is no home folder.
pub fn banks() -> Option<PathBuf> {
    let data = folder("XDG_DATA_HOME", |base| base.data_dir()).ok()?;
    Some(data.join("banks"))
}

/// Returns `certdrill` in the directory that `pick` selects and that `variable` can change. Fails
/// if neither `HOME` nor `variable` is set. The user database may still list a home folder, but the
/// program does not use it unless one of these variables is set.
fn folder(variable: &str, pick: impl Fn(&dyn BaseStrategy) -> PathBuf) -> Result<PathBuf, String> {
    let homeless = || format!("no home folder was found; set HOME or {variable}");
    let is_unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    if cfg!(unix) && ["HOME", variable].into_iter().all(is_unset) {
        return Err(homeless());
    }
    let base = etcetera::choose_base_strategy().map_err(|_| homeless())?;
    let folder = pick(&base);
    if folder.is_relative() {
        let why = format!("HOME is not an absolute path; set HOME or {variable}");
        return Err(why);
    }
    Ok(folder.join("certdrill"))
}
