//! Generates banks for the tests.

use tempfile::TempDir;

/// A bank in its own file, deleted after the test.
pub struct Bank {
    _folder: TempDir,
    path: String,
}

impl Bank {
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// Returns a bank file that contains these bytes.
pub fn bank(bytes: impl AsRef<[u8]>) -> Bank {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    std::fs::write(&path, bytes).expect("written");
    let path = path.to_str().expect("UTF-8").to_owned();
    Bank {
        _folder: folder,
        path,
    }
}

/// Returns a bank with one question, whose first option is correct.
pub fn one_question(stem: &str, options: &[&str]) -> Bank {
    bank(card() + &question("only", stem, options))
}

/// Returns the `[bank]` section.
pub fn card() -> String {
    "[bank]\nid = \"made\"\ntitle = \"A made bank\"\n".into()
}

/// Returns one question as TOML. The first option is correct.
pub fn question(id: &str, stem: &str, options: &[&str]) -> String {
    let mut text = format!("\n[[question]]\nid = \"{id}\"\nstem = {}\n", quoted(stem));
    for (at, option) in options.iter().enumerate() {
        text += &format!("[[question.option]]\ntext = {}\n", quoted(option));
        if at == 0 {
            text += "correct = true\n";
        }
    }
    text
}

/// Quotes `text` as a TOML string and escapes everything except plain characters.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || " .,:?-_".contains(c) {
            quoted.push(c);
        } else {
            quoted += &format!("\\U{:08X}", u32::from(c));
        }
    }
    quoted + "\""
}
