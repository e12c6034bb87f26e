//! The entry point of the program: runs the command line and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    certdrill::cli::run(std::env::args_os())
}
