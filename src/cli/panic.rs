//! The report of a panic: where it was, and nothing that somebody wrote or answered.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;
use std::panic::{self, PanicHookInfo};

/// Has panics reported from now on.
pub fn report() {
    panic::set_hook(Box::new(|info| {
        let text = words(info);
        log::error!("{text}");
        // Where nobody reads, there is nobody to tell.
        let _nobody_reads = writeln!(std::io::stderr(), "certdrill: {text}");
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            let _nobody_reads = writeln!(std::io::stderr(), "{trace}");
        }
    }));
}

/// Only a message that stands in the source as it is, is told: one that was put
/// together may hold anything.
fn words(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or("an unknown place".into(), |at| {
        format!("{}:{}", at.file(), at.line())
    });
    let message = info.payload().downcast_ref::<&str>();
    let message = message.map_or(String::new(), |it| format!(" ({it})"));
    format!(
        "it failed at {place}{message}, which is an error of its own. What was called saved is \
         kept; `certdrill` goes on where you were."
    )
}
