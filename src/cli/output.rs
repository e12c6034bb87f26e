//! The output of a command: standard output or a new file.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use crate::atomic_file::{self, FileAccess};
use crate::text::shown_path;

/// The file name that means standard output.
const STANDARD: &str = "-";

/// Returns whether standard output may contain colors.
pub fn color() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
}

/// Returns the path of the output file, or `None` for standard output if `path` is `None` or `-`.
pub fn file(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| *path != Path::new(STANDARD))
}

/// Calls `write` with a new file at `to`, or with standard output if `to` is `None`. After writing
/// a file, prints a confirmation in which `what` describes the contents, such as `12 questions`.
///
/// # Errors
///
/// Returns an error if the file exists, if `write` fails, or if the output cannot be written.
pub fn write<T>(
    to: Option<&Path>,
    readers: FileAccess,
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
