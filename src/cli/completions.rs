//! Completions for shells, made from the arguments themselves.

use std::io::{self, Write as _};

use clap_complete::Shell;

use super::exit::OK;

/// Prints the script that `shell` reads.
pub fn run(shell: Shell, mut command: clap::Command) -> anyhow::Result<u8> {
    // In memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "certdrill", &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(OK)
}
