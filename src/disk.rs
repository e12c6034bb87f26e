//! Opens files that only their owner can access and syncs folders to disk.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

/// Returns options for opening a file. If they create the file, only its owner can access it.
pub fn owner_only() -> OpenOptions {
    #[cfg_attr(
        not(unix),
        expect(unused_mut, reason = "file permissions are set only on Unix")
    )]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Syncs `folder` so that its directory entries survive a power failure.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

/// On this platform, a folder cannot be opened as a file.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "folders are synced elsewhere")]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
