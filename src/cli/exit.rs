//! Exit codes and the errors that lead to them.

use crate::bank::{Origin, Unreadable};

/// Success.
pub const OK: u8 = 0;
/// The command failed and printed the reason.
pub const FAILED: u8 = 1;
/// The command line is invalid.
pub const USAGE: u8 = 2;
/// The bank or the settings have errors.
pub const BAD_BANK: u8 = 3;

/// The error for a bank without usable questions (exit code 3).
#[derive(Debug, thiserror::Error)]
#[error("this bank has no usable questions; run `certdrill bank check` for details")]
pub struct BadBank;

/// The error for a bank that cannot be read (exit code 3).
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {}; specify a TOML file or a folder of TOML files", .0.name, .0.why)]
pub struct NoBank(Unreadable);

/// The error for an invalid command line (exit code 2).
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Returns a [`NoBank`] error if the bank at `origin` does not exist or cannot be read.
pub fn require_exists(origin: &Origin) -> anyhow::Result<()> {
    let missing = origin.missing();
    missing.map_or(Ok(()), |it| Err(NoBank(it).into()))
}

/// Prints an error and returns its exit code.
pub fn report(error: &anyhow::Error) -> u8 {
    use std::io::Write as _;
    if is_closed_pipe(error) {
        return OK;
    }
    let text = crate::text::clean(&in_words(error)).into_owned();
    log::error!("{text}");
    // If standard error is closed, the error cannot be shown.
    let _nobody_reads = writeln!(std::io::stderr(), "certdrill: {text}");
    if error.is::<Usage>() {
        USAGE
    } else if error.is::<BadBank>() || error.is::<NoBank>() {
        BAD_BANK
    } else {
        FAILED
    }
}

/// Joins the error and its causes into one sentence, skipping causes that the text already
/// includes.
fn in_words(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text += &format!(": {cause}");
        }
    }
    text
}

/// Returns whether the reader closed the pipe, as `head` does. A closed pipe is not treated as an
/// error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let of_json = cause.downcast_ref::<serde_json::Error>();
        let of_json = of_json.and_then(serde_json::Error::io_error_kind);
        of_json.or_else(|| Some(cause.downcast_ref::<std::io::Error>()?.kind()))
    };
    error
        .chain()
        .any(|cause| kind(cause) == Some(std::io::ErrorKind::BrokenPipe))
}
