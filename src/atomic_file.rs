//! Writes files atomically so that readers see either all of the new content or none of it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::disk::sync_folder;

/// The file name prefix of files that are still being written.
const UNFINISHED: &str = ".certdrill-";

/// The users who can read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAccess {
    /// Only the owner, because the file contains answers.
    Owner,
    /// Everyone whom the user's umask allows.
    All,
}

/// Returns whether `name` belongs to a file that is still being written or was left behind by a
/// killed process.
pub fn is_unfinished(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes())
}

/// Replaces the content of `path` with `text`. Symbolic links and permissions are preserved.
///
/// # Errors
///
/// Returns an error if the file cannot be written. In that case, the old content is unchanged.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut file = create_temp_file(path, FileAccess::All)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    sync_folder(folder)
}

/// Creates a file at `path`, calls `write` to fill it, and syncs it to disk.
///
/// # Errors
///
/// Returns an error if the file exists, `write` fails, or the file cannot be written. In that case,
/// `path` is unchanged.
pub fn create<T>(
    path: &Path,
    readers: FileAccess,
    write: impl FnOnce(&mut BufWriter<&File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let name = path.display();
    let exists = || anyhow::anyhow!("{name} already exists; specify another file");
    if path.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let cannot = |why: &dyn std::fmt::Display| anyhow::anyhow!("cannot write {name}: {why}");
    let file = create_temp_file(path, readers).map_err(|error| cannot(&error))?;
    let mut out = BufWriter::new(file.as_file());
    let written = write(&mut out).and_then(|made| {
        out.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()?;
        Ok(made)
    });
    let made = written.map_err(|error| cannot(&format!("{error:#}")))?;
    match file.persist_noclobber(path) {
        Ok(_) => {
            sync_folder(folder_of(path)).map_err(|error| cannot(&error))?;
            Ok(made)
        }
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(cannot(&error.error)),
    }
}

/// Creates a temporary file in the same folder as `path`. The file is deleted on drop unless it is
/// persisted.
#[cfg_attr(
    not(unix),
    expect(unused_variables, reason = "file permissions are set only on Unix")
)]
fn create_temp_file(path: &Path, readers: FileAccess) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    let permissions = {
        use std::os::unix::fs::PermissionsExt as _;
        fs::Permissions::from_mode(match readers {
            FileAccess::Owner => 0o600,
            FileAccess::All => 0o666,
        })
    };
    #[cfg(unix)]
    builder.permissions(permissions);
    builder.tempfile_in(folder_of(path))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::{FileAccess, create};

    #[test]
    fn an_existing_file_stays_and_half_a_file_never_appears() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new");
        let failed = create(&path, FileAccess::All, |out| -> anyhow::Result<()> {
            out.write_all(b"half of")?;
            anyhow::bail!("the disk is full")
        });
        let said = failed.expect_err("it failed").to_string();
        assert!(said.ends_with("new: the disk is full"), "{said}");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 0, "nothing is left");
        let written = create(&path, FileAccess::All, |out| {
            Ok(out.write_all(b"all of it")?)
        });
        written.expect("there is room");
        let again = create(&path, FileAccess::All, |out| Ok(out.write_all(b"else")?));
        let said = again.expect_err("it is there").to_string();
        assert!(said.contains("already exists"), "{said}");
        assert_eq!(fs::read(&path).expect("there"), b"all of it");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_answers_is_readable_only_by_its_owner() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("answers");
        create(&path, FileAccess::Owner, |out| Ok(out.write_all(b"a")?)).expect("there is room");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
