//! Templates for new banks: one with a single question and one with an example of everything.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::model::is_valid_id;

/// A file in a template: its name and its text.
type Template = (&'static str, &'static str);

const MINIMAL: &[Template] = &[("bank.toml", include_str!("minimal.toml"))];
const FULL: &[Template] = &[
    ("bank.toml", include_str!("bank.toml")),
    ("facts.toml", include_str!("facts.toml")),
    ("owner.toml", include_str!("owner.toml")),
    ("questions.toml", include_str!("questions.toml")),
    ("terms.toml", include_str!("terms.toml")),
];
/// The schema that the first line of a bank file can refer to.
const SCHEMA: Template = (
    "bank.schema.json",
    include_str!("../../../assets/bank.schema.json"),
);
const SCHEMA_LINE: &str = "#:schema bank.schema.json\n\n";
/// The ID in the template, which is replaced with the folder name.
const ID: &str = "id = \"my-bank\"";

/// The contents of a new bank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewBank {
    /// `true` to include an example of everything instead of a single question.
    pub full: bool,
    /// `true` to include a copy of the schema and, in every file, a line that refers to it.
    pub schema: bool,
}

/// Returns a new bank as the text of a single file, without the schema.
pub fn new_text(new: NewBank) -> String {
    let files = if new.full { FULL } else { MINIMAL };
    let bare = files
        .iter()
        .map(|(_, text)| text.strip_prefix(SCHEMA_LINE).unwrap_or(text));
    bare.collect::<Vec<_>>().join("\n")
}

/// Writes a new bank into `folder`, which must be empty or must not exist.
pub fn write_new(folder: &Path, new: NewBank) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(io::ErrorKind::DirectoryNotEmpty.into());
    }
    let name = folder.canonicalize()?;
    let name = name.file_name().map(|it| it.to_string_lossy());
    let id = name.filter(|name| is_valid_id(name));
    let write = |file: &str, text: &str| {
        // Do not overwrite a file that was created in the meantime.
        File::create_new(folder.join(file))?.write_all(text.as_bytes())
    };
    for (file, text) in if new.full { FULL } else { MINIMAL } {
        let text = match &id {
            Some(id) => text.replace(ID, &format!("id = \"{id}\"")),
            None => (*text).to_owned(),
        };
        let bare = text.strip_prefix(SCHEMA_LINE).unwrap_or(&text);
        if new.schema {
            write(file, &format!("{SCHEMA_LINE}{bare}"))?;
        } else {
            write(file, bare)?;
        }
    }
    if new.schema {
        write(SCHEMA.0, SCHEMA.1)?;
    }
    Ok(())
}
