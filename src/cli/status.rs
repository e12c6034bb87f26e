//! `status`: prints one line for a shell prompt.

use std::io::{self, Write as _};

use clap::Args;

use super::exit::OK;
use super::global_options::GlobalOptions;
use crate::app::Status;
use crate::clock::Clock;

#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Print JSON
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Print this text with the values of {due}, {missed}, {streak}, and {exam}
    #[arg(long, value_name = "TEXT", value_parser = format)]
    format: Option<String>,
}

/// Validates the placeholders in a format.
fn format(text: &str) -> Result<String, String> {
    Status::default().formatted(text)?;
    Ok(text.to_owned())
}

pub fn run(global: GlobalOptions<'_>, args: &StatusArgs) -> anyhow::Result<u8> {
    let mut app = super::open::app(global)?;
    let status = app.status(&Clock::new().now());
    let line = match &args.format {
        _ if args.json => serde_json::to_string(&status)?,
        Some(text) => status.formatted(text).map_err(anyhow::Error::msg)?,
        None => status.line(),
    };
    writeln!(io::stdout(), "{line}")?;
    Ok(OK)
}
