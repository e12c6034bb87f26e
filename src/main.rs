//! The entry point of the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    certdrill::cli::run(std::env::args_os())
}
