//! A file to import, read with a cap on its size.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::{Format, foreign, format_of};
use crate::bank::clean;

/// The largest file that is read.
const FILE_LIMIT: u64 = 64 * 1024 * 1024;

/// A file's text with its name and format.
#[derive(Debug)]
pub struct Source {
    /// Its path as it is shown.
    pub name: String,
    /// The name without folder and ending.
    pub stem: String,
    pub format: Format,
    pub text: String,
}

impl Source {
    /// Reads `path`, in `format` if one is named. An error is a sentence
    /// without the file's name.
    pub fn read(path: &Path, format: Option<Format>) -> Result<Self, String> {
        let bytes = bytes(path)?;
        if let Some(kind) = foreign(&bytes) {
            return Err(format!("this is {kind}"));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].split(|&byte| byte == b'\n').count();
            format!("line {line} is not UTF-8; save the file as UTF-8")
        })?;
        let named = |part: Option<&std::ffi::OsStr>| {
            let name = part.unwrap_or_default().to_string_lossy();
            clean(&name).replace('\n', " ")
        };
        let format = format.or_else(|| format_of(&named(path.file_name()), &text));
        let names: Vec<_> = Format::ALL.iter().map(|it| it.name()).collect();
        Ok(Self {
            name: clean(&path.to_string_lossy()).replace('\n', " "),
            stem: named(path.file_stem()),
            format: format.ok_or_else(|| {
                format!(
                    "its format cannot be told; name it with --format: {}",
                    names.join(", ")
                )
            })?,
            text,
        })
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        _ => clean(&error.to_string()).into_owned(),
    };
    // Asked before opening: opening a FIFO would wait for a writer.
    if !fs::metadata(path).map_err(told)?.is_file() {
        return Err("it is no regular file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(told)?;
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(told)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err("it is larger than 64 MiB; split it into files".to_owned());
    }
    Ok(bytes)
}
