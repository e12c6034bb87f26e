//! `history export`: the whole history as lines of JSON.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use super::{count, shown};
use crate::cli::OK;
use crate::store::Store;

/// Writes to a new file at `to`, or to standard output.
pub fn run(path: &Path, to: Option<&Path>) -> anyhow::Result<u8> {
    let store = Store::open(path)?;
    let Some(to) = to else {
        let mut out = BufWriter::new(io::stdout().lock());
        store.write_log(&mut out)?;
        out.flush()?;
        return Ok(OK);
    };
    // Never over a file that is there: it may be the only copy of something.
    let file = File::create_new(to).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            anyhow::anyhow!("{} is there already; name another file", to.display())
        }
        _ => anyhow::anyhow!("cannot write {}: {error}", to.display()),
    })?;
    let mut out = BufWriter::new(file);
    let events = store.write_log(&mut out)?;
    out.into_inner()?.sync_all()?;
    writeln!(
        io::stdout(),
        "{} written to {}.",
        count(events as u64, "event"),
        shown(to)
    )?;
    Ok(OK)
}
