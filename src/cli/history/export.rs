//! `history export`: the whole history as lines of JSON.

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use crate::app::words::count;
use crate::atomic_file::{self, Readers};
use crate::cli::exit::OK;
use crate::store::Store;
use crate::text::shown_path;

/// Writes to a new file at `to`, or to standard output, which is also called `-`.
pub fn run(path: &Path, to: Option<&Path>) -> anyhow::Result<u8> {
    let store = Store::open(path)?;
    let Some(to) = to.filter(|to| *to != Path::new("-")) else {
        let mut out = BufWriter::new(io::stdout().lock());
        store.write_log(&mut out)?;
        out.flush()?;
        return Ok(OK);
    };
    let events = atomic_file::create(to, Readers::Owner, |out| Ok(store.write_log(out)?))?;
    writeln!(
        io::stdout(),
        "{} written to {}.",
        count(events, "event", "events"),
        shown_path(to)
    )?;
    Ok(OK)
}
