//! A bank to begin with: a small one with an example of everything, commented.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::model::is_valid_id;

/// The schema stands beside the files, where their first line looks for it.
const FILES: [(&str, &str); 6] = [
    ("bank.toml", include_str!("bank.toml")),
    ("facts.toml", include_str!("facts.toml")),
    ("owner.toml", include_str!("owner.toml")),
    ("questions.toml", include_str!("questions.toml")),
    ("terms.toml", include_str!("terms.toml")),
    (
        "bank.schema.json",
        include_str!("../../../assets/bank.schema.json"),
    ),
];
/// The id in the template, which the folder's name takes the place of.
const ID: &str = "id = \"my-bank\"";

/// Writes a new bank into `folder`, which is made, or is there and empty.
pub fn write_new(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(io::ErrorKind::DirectoryNotEmpty.into());
    }
    let name = folder.canonicalize()?;
    let name = name.file_name().map(|it| it.to_string_lossy());
    let id = name.filter(|name| is_valid_id(name));
    for (file, text) in FILES {
        let text = match &id {
            Some(id) => text.replace(ID, &format!("id = \"{id}\"")),
            None => text.to_owned(),
        };
        // What came in the meantime is not written over.
        File::create_new(folder.join(file))?.write_all(text.as_bytes())?;
    }
    Ok(())
}
