//! `bank check`: is the bank's content sound?

use std::io::Write;

use jiff::civil::Date;

use crate::bank::check::check;
use crate::bank::{Origin, load};

#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    /// One JSON object instead of text.
    pub json: bool,
    /// Look at the age of the sources, too.
    pub stale: bool,
    /// A warning is as bad as an error.
    pub deny_warnings: bool,
}

/// Checks the bank at `origin`, writes the report, and says whether the bank is clean.
pub fn run(
    origin: &Origin,
    options: &CheckOptions,
    today: Date,
    out: &mut impl Write,
    colour: bool,
) -> anyhow::Result<bool> {
    let report = check(&load(origin), options.stale.then_some(today));
    if options.json {
        serde_json::to_writer_pretty(&mut *out, &report.to_json())?;
        writeln!(out)?;
    } else {
        for diagnostic in &report.diagnostics {
            writeln!(out, "{}\n", diagnostic.render(colour))?;
        }
        writeln!(out, "{}", report.summary())?;
    }
    let counts = report.counts;
    let warned = options.deny_warnings && counts.warnings > 0;
    Ok(counts.errors == 0 && !warned)
}
