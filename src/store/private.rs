//! Creates files and folders that only their owner can access and finds unused names.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::owner_only;

/// Creates `folder` and its missing parents.
#[cfg(unix)]
pub fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    if fs::metadata(folder).is_ok_and(|meta| !meta.is_dir()) {
        let why = format!("{} is not a folder", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotADirectory, why));
    }
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Creates an empty file if it does not exist. SQLite gives a journal the same permissions as its
/// database file.
pub fn make_file(path: &Path) -> io::Result<()> {
    let mut options = owner_only();
    options.write(true).create(true).truncate(false);
    options.open(path).map(drop)
}

/// Revokes access by other users, which a copy or an older version may have granted.
#[cfg(unix)]
fn restrict_to_owner(path: &Path, meta: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = meta.permissions().mode();
    if mode & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn restrict_to_owner(_: &Path, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Revokes access by other users to the folder of the history at `path` and to all of its files.
pub fn restrict_permissions(path: &Path) -> io::Result<()> {
    let folder = path.parent().map(Path::to_owned);
    for path in folder.into_iter().chain(kept(path)) {
        match fs::metadata(&path) {
            Ok(meta) => match restrict_to_owner(&path, &meta) {
                // Some file systems do not support permissions, and the folder may belong to
                // another user.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    log::warn!("other users can read {}: {error}", path.display());
                }
                closed => closed?,
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Returns the first symbolic link among the paths of the history at `path`.
pub fn find_symlink(path: &Path) -> Option<PathBuf> {
    let is_link = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
    kept(path).find(is_link)
}

/// Returns the paths that belong to the history at `path`.
fn kept(path: &Path) -> impl Iterator<Item = PathBuf> {
    let siblings = ["", "-wal", "-shm"].map(|ending| sibling_path(path, ending));
    let others = [path.with_extension("lock"), super::backup::folder(path)];
    siblings.into_iter().chain(others)
}

/// Returns the path of an auxiliary file of `database`. `ending` is `-wal` or `-shm`.
pub fn sibling_path(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Returns the first path among `name(1)`, `name(2)`, … where neither a file nor a journal exists.
pub fn first_free(name: impl Fn(u32) -> PathBuf) -> PathBuf {
    let is_free = |path: &PathBuf| {
        let taken = |path: &Path| fs::symlink_metadata(path).is_ok();
        !taken(path) && !taken(&sibling_path(path, "-wal"))
    };
    (1..=u32::MAX)
        .map(name)
        .find(is_free)
        .expect("a folder has fewer files than there are numbers")
}

/// Deletes the file at `path` if it exists.
pub fn remove_if_exists(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
