//! `config`: shows the location of the settings file, the settings in effect, and the default file
//! with its comments.

use std::io::{self, Write};

use super::bank_check::IN_FULL;
use super::exit::{BAD_BANK, OK};
use super::output::color;
use crate::config::{self, Config, Setting};
use crate::text::shown_path;
use crate::{paths, tui};

/// Prints the settings, or the default settings file if `default` is set.
pub fn run(config: &Config, default: bool) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    if default {
        out.write_all(config::DEFAULT.as_bytes())?;
        return Ok(OK);
    }
    let sound = print(config, &mut out, color())?;
    Ok(if sound { OK } else { BAD_BANK })
}

/// Writes the location of the settings file, the settings in effect, and all problems with the
/// settings or the theme. Returns `true` if there are no problems.
fn print(config: &Config, out: &mut impl Write, color: bool) -> anyhow::Result<bool> {
    let path = config::path().map_err(anyhow::Error::msg)?;
    let missing = if path.exists() {
        ""
    } else {
        " (does not exist; the defaults are used)"
    };
    let shown = |path: &std::path::Path| shown_path(path);
    writeln!(out, "settings  {}{missing}", shown(&path))?;
    if let Ok(themes) = config::themes() {
        writeln!(out, "themes    {}", shown(&themes))?;
    }
    if let Ok(history) = paths::history() {
        writeln!(out, "history   {}", shown(&history))?;
    }
    writeln!(out)?;
    for setting in Setting::ALL {
        let value = config.settings.get(*setting);
        let value = match value.as_ref() {
            "" => "the built-in bank".into(),
            value => crate::text::clean(value).into_owned(),
        };
        writeln!(out, "{:<9} {value}", setting.key())?;
    }
    let problems = problems(config);
    for problem in problems.iter().take(IN_FULL) {
        writeln!(out, "\n{}", problem.render(color))?;
    }
    if let Some(more @ 1..) = problems.len().checked_sub(IN_FULL) {
        writeln!(out, "\n… and {more} more.")?;
    }
    Ok(problems.is_empty())
}

/// Returns all problems with the settings and the selected theme.
pub fn problems(config: &Config) -> Vec<crate::diagnostic::Diagnostic> {
    let mut problems = config.problems.clone();
    problems.extend(tui::theme_problems(&config.settings.theme));
    problems
}
