//! Reads `config.toml` key by key: valid values take effect, and invalid ones are reported.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, Setting, path};
use crate::bank::Files;
use crate::counts::list;
use crate::diagnostic::{Diagnostic, Fault, Finding, SourceFile};

/// Reads the settings file. If the file does not exist, returns the defaults and reports no
/// problems. `themes` is called only if the file names a theme.
pub fn load(themes: impl Fn() -> Vec<String>) -> Config {
    match path() {
        Ok(path) => load_from(&path, &themes),
        // Without a home folder, there is no settings file. The history already reports this
        // problem.
        Err(_) => Config::default(),
    }
}

fn load_from(path: &Path, themes: &dyn Fn() -> Vec<String>) -> Config {
    // A dangling symbolic link is an unreadable file, not a missing one.
    if path.symlink_metadata().is_err() {
        return Config::default();
    }
    let files = Files::read_file(path);
    let Some(file) = files.read.first() else {
        let unreadable = files.unreadable.into_iter();
        return Config {
            problems: unreadable.map(|it| whole(&it.name, &it.why)).collect(),
            ..Config::default()
        };
    };
    read(file, path.parent().unwrap_or(path), themes)
}

fn whole(name: &str, why: &str) -> Diagnostic {
    let message = format!("cannot read the settings: {why}");
    let help = "the defaults are used until the file can be read";
    Diagnostic::whole(name, &Finding::error("unreadable", message, help))
}

/// Parses the settings in `file`. Relative paths are resolved against `folder`.
fn read(file: &SourceFile, folder: &Path, themes: &dyn Fn() -> Vec<String>) -> Config {
    let mut config = Config::default();
    let table = match DeTable::parse(&file.text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            config
                .problems
                .push(Fault::malformed(file, &error).into_diagnostic(file));
            return config;
        }
    };
    for (key, value) in &table {
        let said = set(key, value, themes);
        match said {
            Ok((Setting::Bank, path)) => {
                config.settings.bank = Some(resolved(path, folder));
            }
            Ok((setting, value)) => {
                config.settings.set(setting, value);
            }
            Err(fault) => config.problems.push(fault.into_diagnostic(file)),
        }
    }
    config.problems.sort_by_key(|problem| problem.at);
    config
}

/// Validates a key and its value and returns the setting with its new value.
fn set<'a>(
    key: &Spanned<Cow<'_, str>>,
    value: &'a Spanned<DeValue<'_>>,
    themes: &dyn Fn() -> Vec<String>,
) -> Result<(Setting, &'a str), Fault> {
    let name = key.get_ref().as_ref();
    let Ok(setting) = name.parse::<Setting>() else {
        let known: Vec<_> = Setting::ALL.iter().map(|it| it.key()).collect();
        return Err(Fault::unknown_key(key.span(), name, &known));
    };
    let values = match setting {
        Setting::Theme => themes(),
        _ => setting.values().iter().map(ToString::to_string).collect(),
    };
    let text = value.get_ref().as_str();
    let is_right = |text: &&str| match setting {
        Setting::Bank => !text.is_empty(),
        _ => values.iter().any(|it| it == text),
    };
    if let Some(text) = text.filter(is_right) {
        return Ok((setting, text));
    }
    let message = match text {
        Some(text) => format!("`{name}` cannot be `{text}`"),
        None => {
            let kind = with_article(value.get_ref().type_str());
            format!("`{name}` must be a string in quotation marks, not {kind}")
        }
    };
    let help = if setting == Setting::Bank {
        "specify a TOML file or a folder of TOML files, such as \"~/banks\"".to_owned()
    } else {
        let values: Vec<_> = values.iter().map(|it| format!("\"{it}\"")).collect();
        let values: Vec<_> = values.iter().map(String::as_str).collect();
        format!("use {}", list(&values, "or"))
    };
    Err(Fault::wrong_value(value.span(), message, help))
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}

/// Resolves a path in the settings file: `~/` is the home folder, and a relative path is relative
/// to the folder that contains the file.
fn resolved(text: &str, folder: &Path) -> PathBuf {
    match (text.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => folder.join(text),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use proptest::prelude::*;

    use super::read;
    use crate::config::{Config, DEFAULT, Mouse, Settings};
    use crate::diagnostic::SourceFile;

    fn config(text: &str) -> Config {
        let file = SourceFile::new("config.toml", text.to_owned());
        let themes = || vec!["default".into(), "dark".into()];
        read(&file, Path::new("/folder"), &themes)
    }

    #[test]
    fn the_documented_file_says_the_defaults_and_names_every_key() {
        let config = config(DEFAULT);
        assert_eq!(config.problems, []);
        assert_eq!(config.settings, Settings::default());
        for setting in crate::config::Setting::ALL {
            let line = format!("{} = ", setting.key());
            let is_there = |it: &str| it.trim_start_matches("# ").starts_with(&line);
            assert!(DEFAULT.lines().any(is_there), "{line}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_the_rest_holds() {
        let config = config("mouse = \"off\"\nteme = \"dark\"\nclock = 3\nmotion = \"fast\"\n");
        assert_eq!(config.settings.mouse, Mouse::Off);
        let found: Vec<_> = config
            .problems
            .iter()
            .map(|it| (it.place(), it.rule, it.help.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (
                    "config.toml:2:1".to_owned(),
                    "unknown-key",
                    "did you mean `theme`? The keys are theme, symbols, answer, clock, \
                     motion, mouse, day_starts, and bank"
                ),
                (
                    "config.toml:3:9".to_owned(),
                    "wrong-value",
                    "use \"shown\" or \"hidden\""
                ),
                (
                    "config.toml:4:10".to_owned(),
                    "wrong-value",
                    "use \"full\" or \"reduced\""
                ),
            ]
        );
    }

    #[test]
    fn a_theme_that_is_not_there_is_told_with_those_that_are() {
        let config = config("theme = \"dusk\"");
        let problem = &config.problems[0];
        assert_eq!(problem.place(), "config.toml:1:9");
        assert_eq!(problem.help, "use \"default\" or \"dark\"");
        assert_eq!(config.settings.theme, "default");
    }

    #[test]
    fn a_file_that_is_not_toml_is_one_problem() {
        let config = config("theme = \nmouse = \"off\"");
        assert_eq!(config.problems.len(), 1);
        assert_eq!(config.problems[0].rule, "malformed");
        assert_eq!(config.settings, Settings::default());
    }

    proptest! {
        #[test]
        fn whatever_the_file_says_it_is_read_to_its_end(text in "[ -~\n\"=#\\[\\]é]{0,120}") {
            config(&text);
        }

        #[test]
        fn whatever_a_key_is_it_is_right_or_told(
            key in "[a-z]{1,8}|theme|mouse|bank|clock",
            value in "\"[a-z ]{0,8}\"|[0-9]{1,3}|true|\\[\\]|\\{\\}",
        ) {
            let config = config(&format!("{key} = {value}\n"));
            let holds = config.settings != Settings::default();
            let is_default = format!("= {value}");
            let says_default = DEFAULT.lines().any(|it| {
                it.starts_with(&key) && it.ends_with(&is_default)
            });
            prop_assert_eq!(config.problems.len(), usize::from(!holds && !says_default));
        }
    }

    #[test]
    fn a_bank_s_path_begins_at_the_file() {
        let bank = |text: &str| config(&format!("bank = \"{text}\"")).settings.bank;
        assert_eq!(bank("/b/c"), Some(PathBuf::from("/b/c")));
        assert_eq!(bank("b"), Some(PathBuf::from("/folder/b")));
        assert_eq!(bank(""), None);
    }
}
