//! Shell completions, generated from the argument definitions.

use std::io::{self, Write as _};

use clap_complete::Shell;

use super::exit::OK;

/// Prints the completion script for `shell`.
pub fn run(shell: Shell, mut command: clap::Command) -> anyhow::Result<u8> {
    // Generate the script in memory first, because the generator panics on write errors.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "certdrill", &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(OK)
}
