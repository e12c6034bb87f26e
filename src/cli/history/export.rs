//! `history export`: exports the whole history as JSON Lines.

use std::path::Path;

use crate::app::words::count;
use crate::atomic_file::FileAccess;
use crate::cli::exit::OK;
use crate::cli::output;
use crate::store::Store;

/// Writes the history to a new file at `to`, or to standard output if `to` is `None` or `-`.
pub fn run(path: &Path, to: Option<&Path>) -> anyhow::Result<u8> {
    let store = Store::open(path)?;
    output::write(
        output::file(to),
        FileAccess::Owner,
        |mut out| Ok(store.write_log(&mut out)?),
        |events| count(*events, "event", "events"),
    )?;
    Ok(OK)
}
