//! Parse, dispatch, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    certdrill::cli::run(std::env::args_os())
}
