//! Reads a file to import, up to a maximum size.

use crate::text::{clean, one_line, shown_path};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use encoding_rs::WINDOWS_1252;

use super::detect::other_kind;
use super::{Format, foreign, format_of};

/// The maximum size of a file, in bytes.
const FILE_LIMIT: u64 = 64 * 1024 * 1024;

/// The text of a file and the file's name and format.
#[derive(Debug)]
pub struct Source {
    /// The path of the file in a form that is safe to display.
    pub name: String,
    /// The file name without the folder and the extension.
    pub stem: String,
    pub format: Format,
    pub text: String,
    /// The number of the first line that is not valid UTF-8 if the file was decoded as
    /// Windows-1252.
    pub recoded: Option<usize>,
}

impl Source {
    /// Reads the file at `path`. Detects the format unless `format` is given. The error message
    /// does not contain the file name.
    pub fn read(path: &Path, format: Option<Format>) -> Result<Self, String> {
        let bytes = bytes(path)?;
        if let Some(kind) = foreign(&bytes) {
            return Err(format!("this is {kind}"));
        }
        let (text, recoded) = decoded(bytes)?;
        let named = |part: Option<&std::ffi::OsStr>| {
            let name = part.unwrap_or_default().to_string_lossy();
            one_line(&name)
        };
        let name = named(path.file_name());
        if format.is_none()
            && let Some(kind) = other_kind(&name, &text)
        {
            return Err(format!("this is {kind}"));
        }
        let format = format.or_else(|| format_of(&name, &text));
        let names: Vec<_> = Format::READABLE.iter().map(|it| it.name()).collect();
        Ok(Self {
            name: shown_path(path),
            stem: named(path.file_stem()),
            format: format.ok_or_else(|| {
                format!(
                    "its format could not be detected; specify it with --format: {}",
                    names.join(", ")
                )
            })?,
            text,
            recoded,
        })
    }
}

/// Decodes `bytes`. If the text is encoded in Windows-1252, which older spreadsheets write, also
/// returns the number of the first line that is not valid UTF-8.
fn decoded(bytes: Vec<u8>) -> Result<(String, Option<usize>), String> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, None)),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let line = bytes[..at].split(|&byte| byte == b'\n').count();
    if is_windows_1252(&bytes) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
        return Ok((text.into_owned(), Some(line)));
    }
    Err(format!("line {line} is not UTF-8; save the file as UTF-8"))
}

/// Returns whether `bytes` are likely to be text in Windows-1252. In such text, accented letters
/// are few and mostly isolated, unlike the letters of other scripts.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let unused = [0x81, 0x8D, 0x8F, 0x90, 0x9D];
    let is_text = |byte: &u8| !unused.contains(byte) && (*byte >= b' ' || b"\t\r\n".contains(byte));
    let high = bytes.iter().filter(|it| **it >= 0x80).count();
    let pairs = bytes.windows(2).filter(|it| it[0] >= 0x80 && it[1] >= 0x80);
    bytes.iter().all(is_text) && pairs.count() * 2 <= high && high * 4 <= bytes.len()
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let explain = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "file not found".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you do not have permission to read it".to_owned(),
        _ => clean(&error.to_string()).into_owned(),
    };
    // Check before opening the file, because opening a FIFO would wait for a writer.
    if !fs::metadata(path).map_err(explain)?.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(explain)?;
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(explain)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err("it is larger than 64 MiB; split it into several files".to_owned());
    }
    Ok(bytes)
}
