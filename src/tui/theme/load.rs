//! Finds themes by name. The learner's own themes take precedence over the built-in ones.

use std::fs;
use std::path::{Path, PathBuf};

use super::Theme;
use super::file::read;
use crate::bank::Files;
use crate::config::themes;
use crate::counts::list;
use crate::diagnostic::{Diagnostic, Finding, SourceFile};
use crate::text::clean;

const EMBEDDED: [(&str, &str); 4] = [
    (DEFAULT, include_str!("../../../assets/themes/default.toml")),
    ("dark", include_str!("../../../assets/themes/dark.toml")),
    ("light", include_str!("../../../assets/themes/light.toml")),
    (
        "monochrome",
        include_str!("../../../assets/themes/monochrome.toml"),
    ),
];

pub const DEFAULT: &str = "default";

/// The name of the automatic theme, which adapts to a light or dark terminal background.
pub const AUTO: &str = "auto";

/// A loaded theme and the problems in the theme that was requested. If that theme has problems,
/// `theme` is the default theme.
pub struct Loaded {
    pub theme: Theme,
    pub problems: Vec<Diagnostic>,
}

/// Returns the name of the theme to use for [`AUTO`]. The choice is based on `COLORFGBG`, which
/// ends with the number of the terminal's background color.
pub fn automatic(colorfgbg: &str) -> &'static str {
    let background = colorfgbg.rsplit(';').next().unwrap_or_default();
    match background.parse() {
        Ok(7 | 9..=15) => "light",
        Ok(0..=6 | 8) => "dark",
        _ => DEFAULT,
    }
}

/// Returns the default theme. The other themes keep its styles for the roles that they omit.
fn default() -> Theme {
    let file = SourceFile::new(EMBEDDED[0].0, EMBEDDED[0].1);
    read(&file, &Theme::PLAIN).unwrap_or(Theme::PLAIN)
}

/// Loads the theme called `name`.
pub fn load(name: &str) -> Loaded {
    let base = default();
    let theme = match (own(name), embedded(name)) {
        (Some(path), _) => from_file(&path, &base),
        (None, _) if name == DEFAULT || name == AUTO => Ok(base.clone()),
        (None, Some(text)) => read(&SourceFile::new(name, text), &base),
        (None, None) => Err(vec![unknown(name)]),
    };
    match theme {
        Ok(theme) => Loaded {
            theme,
            problems: Vec::new(),
        },
        Err(problems) => Loaded {
            theme: base,
            problems,
        },
    }
}

/// Returns the problems in the theme called `name`. Built-in themes have no problems.
pub fn problems(name: &str) -> Vec<Diagnostic> {
    if own(name).is_none() && (embedded(name).is_some() || name == AUTO) {
        return Vec::new();
    }
    load(name).problems
}

/// Returns the names of all themes: the built-in themes, followed by the learner's own.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = EMBEDDED.iter().map(|(name, _)| (*name).into()).collect();
    names.insert(3, AUTO.into());
    let folder = themes().and_then(|it| fs::read_dir(it).map_err(|it| it.to_string()));
    let files = folder.into_iter().flatten().flatten();
    let mut own: Vec<String> = files
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| is_name(name) && !names.contains(name))
        .collect();
    own.sort();
    names.extend(own);
    names
}

fn embedded(name: &str) -> Option<&'static str> {
    let found = EMBEDDED.iter().find(|(it, _)| *it == name);
    found.map(|(_, text)| *text)
}

/// Returns the path of the learner's own theme with this name, if there is one.
fn own(name: &str) -> Option<PathBuf> {
    let path = themes().ok()?.join(format!("{name}.toml"));
    (is_name(name) && path.symlink_metadata().is_ok()).then_some(path)
}

/// Returns whether `name` is a valid theme name. Path separators are rejected so that a name cannot
/// refer to another folder.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|it| it.is_alphanumeric() || matches!(it, '-' | '_'))
}

fn from_file(path: &Path, base: &Theme) -> Result<Theme, Vec<Diagnostic>> {
    let files = Files::read_file(path);
    if let Some(file) = files.read.first() {
        return read(file, base);
    }
    let unreadable = files.unreadable.iter();
    Err(unreadable
        .map(|it| {
            let message = format!("cannot read the theme: {}", it.why);
            let help = "the default theme is used until the file can be read";
            Diagnostic::whole(&it.name, &Finding::error("unreadable", message, help))
        })
        .collect())
}

fn unknown(name: &str) -> Diagnostic {
    let names = names();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let message = format!("there is no theme `{name}`");
    let help = format!("choose one of these themes: {}", list(&names, "and"));
    let place = themes().map_or_else(|_| "themes".into(), |it| it.display().to_string());
    Diagnostic::whole(
        &clean(&place),
        &Finding::error("unknown-theme", message, help),
    )
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::{AUTO, DEFAULT, EMBEDDED, automatic, default, is_name, load};
    use crate::diagnostic::SourceFile;
    use crate::tui::theme::file::read;
    use crate::tui::theme::{Role, Theme};

    #[test]
    fn the_themes_that_come_along_are_sound_and_name_every_role() {
        assert_ne!(default(), Theme::PLAIN);
        for (name, text) in EMBEDDED {
            let problems = read(&SourceFile::new(name, text), &default());
            assert!(problems.is_ok(), "{name}: {problems:?}");
            for role in Role::VARIANTS.iter().filter(|role| **role != Role::Text) {
                let line = format!("\n{} = ", role.into_str());
                assert!(
                    text.contains(&line),
                    "{name} leaves out {}",
                    role.into_str()
                );
            }
        }
    }

    #[test]
    fn the_automatic_theme_follows_the_background_that_the_terminal_names() {
        for (colorfgbg, theme) in [
            ("15;0", "dark"),
            ("0;15", "light"),
            ("0;default;15", "light"),
            ("7;8", "dark"),
            ("0;7", "light"),
            ("0;default", DEFAULT),
            ("", DEFAULT),
        ] {
            assert_eq!(automatic(colorfgbg), theme, "{colorfgbg:?}");
        }
        assert!(load(AUTO).problems.is_empty());
    }

    #[test]
    fn a_name_is_no_path() {
        for name in ["", "../dark", "/etc/passwd", "a.b", "a b"] {
            assert!(!is_name(name), "{name}");
            assert_eq!(load(name).problems.len(), 1, "{name}");
        }
        assert!(is_name("solar-2_x"));
    }
}
