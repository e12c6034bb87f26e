//! Panic reports, which include the location but nothing that the learner wrote or answered.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;
use std::panic::{self, PanicHookInfo};

/// Installs the panic hook.
pub fn report() {
    panic::set_hook(Box::new(|info| {
        let text = words(info);
        log::error!("{text}");
        // If standard error is closed, the report cannot be shown.
        let _nobody_reads = writeln!(std::io::stderr(), "certdrill: {text}");
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            let _nobody_reads = writeln!(std::io::stderr(), "{trace}");
        }
    }));
}

/// Describes a panic. Includes the message only if it is a string literal, because a formatted
/// message could contain user data.
fn words(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or("an unknown location".into(), |at| {
        format!("{}:{}", at.file(), at.line())
    });
    let message = info.payload().downcast_ref::<&str>();
    let message = message.map_or(String::new(), |it| format!(" ({it})"));
    format!(
        "internal error at {place}{message}. This is a bug in certdrill. Everything that was \
         reported as saved is safe; run `certdrill` to continue where you left off."
    )
}
