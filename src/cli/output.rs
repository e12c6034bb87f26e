//! The place that a command writes to: standard output, or a new file.

use std::io::{self, Write};
use std::path::Path;

use crate::atomic_file::{self, Readers};
use crate::text::shown_path;

/// The name that stands for standard output.
const STANDARD: &str = "-";

/// Returns the file at `path`; `None` for standard output, which is meant by no path and by `-`.
pub fn file(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| *path != Path::new(STANDARD))
}

/// Lets `write` fill the new file at `to`, or standard output without one. A line on standard
/// output says that a file was written; `what` is its content, such as `12 questions`.
///
/// # Errors
/// The file exists, `write` fails, or nothing can be written.
pub fn write<T>(
    to: Option<&Path>,
    readers: Readers,
    write: impl Fn(&mut dyn Write) -> anyhow::Result<T>,
    what: impl FnOnce(&T) -> String,
) -> anyhow::Result<T> {
    let Some(path) = to else {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let written = write(&mut out)?;
        out.flush()?;
        return Ok(written);
    };
    let written = atomic_file::create(path, readers, |out| write(out))?;
    let shown = shown_path(path);
    let what = what(&written);
    writeln!(io::stdout(), "{what} written to {shown}.")?;
    Ok(written)
}
