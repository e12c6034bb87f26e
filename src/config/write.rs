//! Writes changed settings to `config.toml` without changing the rest of the file.

use std::fs;
use std::io;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Value};

use super::{DEFAULT, Setting, Settings, path};
use crate::atomic_file::replace;

/// Writes the current values of the settings in `changed` to the file. Preserves comments and
/// order. If the file does not exist, starts from the default file with its comments. The error
/// message gives the reason.
pub fn keep(settings: &Settings, changed: &[Setting]) -> Result<(), String> {
    let path = path()?;
    keep_in(&path, settings, changed)
}

fn keep_in(path: &Path, settings: &Settings, changed: &[Setting]) -> Result<(), String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => DEFAULT.to_owned(),
        Err(error) => return Err(error.to_string()),
    };
    let mut document: DocumentMut = text.parse().map_err(|_| {
        "config.toml is not valid TOML; run `certdrill config` for details".to_owned()
    })?;
    for setting in changed {
        put(&mut document, setting.key(), &settings.get(*setting));
    }
    replace(path, &document.to_string()).map_err(|error| error.to_string())
}

/// Sets the value of a key and preserves the whitespace and comments around it.
fn put(document: &mut DocumentMut, key: &str, value: &str) {
    let mut value = Value::from(value);
    match document.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            document.insert(key, Item::Value(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::keep_in;
    use crate::config::{DEFAULT, Mouse, Setting, Settings};

    #[test]
    fn comments_order_and_other_keys_stay() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("config.toml");
        let text = "# mine\nmouse = 'on' # no, thanks\nnew = 1\n\n# end\n";
        fs::write(&path, text).expect("the folder is ours");
        let settings = Settings {
            theme: "dark".into(),
            mouse: Mouse::Off,
            ..Settings::default()
        };
        keep_in(&path, &settings, &[Setting::Mouse, Setting::Theme]).expect("written");
        assert_eq!(
            fs::read_to_string(&path).expect("it is there"),
            "# mine\nmouse = \"off\" # no, thanks\nnew = 1\ntheme = \"dark\"\n\n# end\n"
        );
        let files = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(files, 1, "no other file is left");
    }

    #[test]
    fn the_first_change_writes_the_documented_file() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("certdrill/config.toml");
        let settings = Settings {
            theme: "light".into(),
            ..Settings::default()
        };
        keep_in(&path, &settings, &[Setting::Theme]).expect("written");
        let text = fs::read_to_string(&path).expect("it is there");
        assert_eq!(
            text,
            DEFAULT.replace("theme = \"default\"", "theme = \"light\"")
        );
    }

    #[test]
    fn a_file_that_is_not_toml_is_left_alone() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("config.toml");
        fs::write(&path, "theme = \n").expect("the folder is ours");
        let why = keep_in(&path, &Settings::default(), &[Setting::Theme]);
        assert!(why.expect_err("refused").contains("not valid TOML"));
        assert_eq!(
            fs::read_to_string(&path).expect("it is there"),
            "theme = \n"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("there is room");
        let (kept, path) = (
            folder.path().join("kept.toml"),
            folder.path().join("config.toml"),
        );
        fs::write(&kept, "clock = \"hidden\"\n").expect("the folder is ours");
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o600)).expect("ours");
        symlink(&kept, &path).expect("ours");
        keep_in(&path, &Settings::default(), &[Setting::Clock]).expect("written");
        assert!(path.symlink_metadata().expect("there").is_symlink());
        assert_eq!(
            fs::read_to_string(&kept).expect("there"),
            "clock = \"shown\"\n"
        );
        let mode = kept.metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
