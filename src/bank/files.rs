//! Reads the files of a bank: the embedded files, one file, or a folder.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::embedded;
use crate::diagnostic::SourceFile;
use crate::memory::can_allocate;
use crate::text::{clean, shown_path};

/// The maximum size of a file, in bytes.
const FILE_LIMIT: u64 = 64 * 1024 * 1024;
/// The maximum ratio between the memory that a bank needs and the size of its files.
const ROOM: u64 = 16;
/// The maximum depth of nested folders.
const DEPTH_LIMIT: usize = 16;

/// The origin of a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The bank that is part of the program.
    Embedded,
    /// A file, or a folder including all `.toml` files below it.
    Path(PathBuf),
}

impl Origin {
    /// Returns a display-safe name for the origin.
    pub fn name(&self) -> String {
        match self {
            Self::Embedded => "the built-in bank".to_owned(),
            Self::Path(path) => shown_path(path),
        }
    }

    /// Returns an error if neither a file nor a folder exists at the path.
    pub fn missing(&self) -> Option<Unreadable> {
        match self {
            Self::Embedded => None,
            Self::Path(path) => fs::metadata(path)
                .err()
                .filter(|error| error.kind() == io::ErrorKind::NotFound)
                .map(|error| Unreadable::new(path, &error)),
        }
    }
}

/// A path that could not be read and the reason in words.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub name: String,
    pub why: String,
}

impl Unreadable {
    fn new(path: &Path, error: &io::Error) -> Self {
        Self {
            name: shown_path(path),
            why: match error.kind() {
                io::ErrorKind::NotFound => "file or folder not found".to_owned(),
                io::ErrorKind::PermissionDenied => {
                    "you do not have permission to read it".to_owned()
                }
                _ => clean(&error.to_string()).into_owned(),
            },
        }
    }
}

/// The files found at an origin.
#[derive(Debug, Default)]
pub struct Files {
    pub read: Vec<SourceFile>,
    pub unreadable: Vec<Unreadable>,
}

impl Files {
    /// Reads all files at `origin`, sorted by name. Limits on size and depth apply, and symbolic
    /// links inside a folder are not followed.
    pub fn read(origin: &Origin) -> Self {
        let mut files = Self::default();
        match origin {
            Origin::Embedded => files.read = embedded::files(),
            Origin::Path(path) => match fs::metadata(path) {
                Ok(meta) if meta.is_dir() => files.folder(path, 0),
                Ok(_) => files.file(path),
                Err(error) => files.refuse(path, &error),
            },
        }
        files
    }

    /// Reads one file, with the same limits.
    pub fn read_file(path: &Path) -> Self {
        let mut files = Self::default();
        files.file(path);
        files
    }

    fn folder(&mut self, folder: &Path, depth: usize) {
        if depth > DEPTH_LIMIT {
            let why = format!(
                "folders are nested more than {DEPTH_LIMIT} levels deep; move the files up"
            );
            return self.refuse(folder, &io::Error::other(why));
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut paths: Vec<_> = match entries {
            Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
            Err(error) => return self.refuse(folder, &error),
        };
        paths.sort();
        for path in paths {
            let hidden = path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            match fs::symlink_metadata(&path) {
                _ if hidden => {}
                Ok(meta) if meta.is_dir() => self.folder(&path, depth + 1),
                Ok(meta) if path.extension().is_some_and(|it| it == "toml") => {
                    if meta.is_symlink() {
                        let why =
                            "it is a symbolic link; links inside a bank's folder are not followed";
                        self.refuse(&path, &io::Error::other(why));
                    } else {
                        self.file(&path);
                    }
                }
                Ok(_) => {}
                Err(error) => self.refuse(&path, &error),
            }
        }
    }

    fn file(&mut self, path: &Path) {
        let before = self.read.iter().map(|file| file.text.len()).sum();
        match read_capped(path, before) {
            Ok(text) => self.read.push(SourceFile::new(shown_path(path), text)),
            Err(error) => self.refuse(path, &error),
        }
    }

    fn refuse(&mut self, path: &Path, error: &io::Error) {
        self.unreadable.push(Unreadable::new(path, error));
    }
}

/// Returns whether there is enough memory for a bank of `bytes` bytes. Memory is checked here
/// because insufficient memory can still be reported at this point.
fn has_room_for(bytes: u64) -> bool {
    let bytes = usize::try_from(bytes.saturating_mul(ROOM));
    bytes.is_ok_and(can_allocate)
}

/// Reads the text at `path`. `before` is the number of bytes of the bank that have already been
/// read.
fn read_capped(path: &Path, before: usize) -> io::Result<String> {
    // Check before opening the file, because opening a FIFO would wait for a writer.
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    if !has_room_for(meta.len().min(FILE_LIMIT) + before as u64) {
        return Err(io::Error::other("there is not enough memory to read it"));
    }
    let mut bytes = Vec::with_capacity(meta.len().min(FILE_LIMIT) as usize + 1);
    File::open(path)?
        .take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(io::Error::other(
            "it is larger than 64 MiB; split it into several files",
        ));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(io::Error::other("it is in UTF-16; save it as UTF-8"));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].split(|&b| b == b'\n').count();
        io::Error::other(format!("line {line} is not UTF-8; save the file as UTF-8"))
    })?;
    // Remove the byte order mark, which has no meaning in UTF-8, and convert carriage returns,
    // which TOML does not allow on their own.
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Files, Origin};
    use crate::diagnostic::SourceFile;

    #[test]
    fn a_line_begins_after_its_break() {
        let file = SourceFile::new("q.toml", "a\nb\n\nc");
        let lines: Vec<_> = (0..7).map(|at| file.line_of(at)).collect();
        assert_eq!(lines, [1, 1, 2, 2, 3, 4, 4]);
    }

    #[test]
    fn the_embedded_bank_has_its_card_first_among_its_equals() {
        let files = Files::read(&Origin::Embedded);
        assert!(files.unreadable.is_empty());
        assert!(
            files
                .read
                .iter()
                .any(|file| file.name == "questions/bank.toml")
        );
    }
}
