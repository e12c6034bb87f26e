//! `sheet`: prints the facts, tables, and terms of a bank as a study sheet in Markdown.

use std::path::PathBuf;

use clap::Args;

use super::exit::{OK, require_exists};
use super::output;
use super::scope::ScopeArgs;
use crate::atomic_file::FileAccess;
use crate::bank::{Origin, load};
use crate::exchange::sheet;

#[derive(Debug, Args)]
pub struct SheetArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Write to this new file; if omitted or -, print the sheet
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(origin: &Origin, args: &SheetArgs) -> anyhow::Result<u8> {
    require_exists(origin)?;
    let bank = load(origin).bank;
    let topics = args.scope.topics(&bank)?;
    if bank.facts.is_empty() && bank.matrices.is_empty() && bank.terms.is_empty() {
        anyhow::bail!(
            "this bank has no facts, tables, or terms for a study sheet; specify another bank with --bank"
        );
    }
    let text = sheet(&bank, &topics);
    output::write(
        output::file(args.output.as_deref()),
        FileAccess::All,
        |out| Ok(out.write_all(text.as_bytes())?),
        |()| "Study sheet".to_owned(),
    )?;
    Ok(OK)
}
