//! Writes a file that is not there yet, wholly or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

/// Has `write` fill a new file at `path`, and waits until the disk has it. Never
/// over a file that is there: it may be the only copy of something. Where it
/// cannot be written to its end it is removed: half a file would be taken for a
/// whole one.
pub fn write_new<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let cannot = |why: &dyn std::fmt::Display| {
        let name = path.display();
        anyhow::anyhow!("cannot write {name}: {why}")
    };
    let file = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            anyhow::anyhow!("{} is there already; name another file", path.display())
        }
        _ => cannot(&error),
    })?;
    let mut out = BufWriter::new(file);
    let written = write(&mut out).and_then(|told| {
        out.into_inner()?.sync_all()?;
        Ok(told)
    });
    written.map_err(|error| {
        let _gone = fs::remove_file(path);
        cannot(&format!("{error:#}"))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::write_new;

    #[test]
    fn what_is_there_stays_and_half_a_file_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new");
        let failed = write_new(&path, |out| -> anyhow::Result<()> {
            out.write_all(b"half of")?;
            anyhow::bail!("the disk is full")
        });
        let said = failed.expect_err("it failed").to_string();
        assert!(said.ends_with("new: the disk is full"), "{said}");
        assert!(!path.exists());
        let written = write_new(&path, |out| Ok(out.write_all(b"all of it")?));
        written.expect("there is room");
        let again = write_new(&path, |out| Ok(out.write_all(b"else")?));
        let said = again.expect_err("it is there").to_string();
        assert!(said.contains("is there already"), "{said}");
        assert_eq!(fs::read(&path).expect("there"), b"all of it");
    }
}
