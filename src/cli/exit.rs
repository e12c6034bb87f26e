//! Exit codes, and the errors that stand for them.

use crate::bank::{Origin, Unreadable};

/// Everything went well.
pub const OK: u8 = 0;
/// Something failed; a sentence says what.
pub const FAILED: u8 = 1;
/// The program was called in a way that cannot work.
pub const USAGE: u8 = 2;
/// The bank or the settings have errors.
pub const BAD_BANK: u8 = 3;

/// A bank without a usable question: exit code 3.
#[derive(Debug, thiserror::Error)]
#[error("this bank has no question that can be used; `certdrill bank check` says why")]
pub struct BadBank;

/// A bank that cannot be read: exit code 3.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {}; name a TOML file or a folder of them", .0.name, .0.why)]
pub struct NoBank(Unreadable);

/// A wrong call of the program: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Fails with [`NoBank`] where there is no bank to read.
pub fn must_be_there(origin: &Origin) -> anyhow::Result<()> {
    let missing = origin.missing();
    missing.map_or(Ok(()), |it| Err(NoBank(it).into()))
}

/// Prints an error, and returns the exit code that stands for it.
pub fn report(error: &anyhow::Error) -> u8 {
    use std::io::Write as _;
    if is_closed_pipe(error) {
        return OK;
    }
    let text = crate::text::clean(&in_words(error)).into_owned();
    log::error!("{text}");
    // Where nobody reads, there is nobody to tell.
    let _nobody_reads = writeln!(std::io::stderr(), "certdrill: {text}");
    if error.is::<Usage>() {
        USAGE
    } else if error.is::<BadBank>() || error.is::<NoBank>() {
        BAD_BANK
    } else {
        FAILED
    }
}

/// Returns the error and its causes in one sentence. Some errors name their cause themselves.
fn in_words(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text += &format!(": {cause}");
        }
    }
    text
}

/// Returns whether the reader of the output has closed it, as `head` does: no error of ours.
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
