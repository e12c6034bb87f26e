//! `history move`: transfers the history of a bank whose ID has changed.

use std::io::{self, Write as _};
use std::path::Path;

use crate::app::words::count;
use crate::cli::exit::{OK, Usage};
use crate::model::BankId;
use crate::store::{BankRecords, Store};
use crate::text::clean;

/// Reports how many sessions and notes belong to the bank `old`. If `apply` is set, transfers them
/// to the bank `new`.
pub fn run(path: &Path, old: &str, new: &str, apply: bool) -> anyhow::Result<u8> {
    if old == new {
        return Err(Usage(
            "the old ID and the new ID are the same; specify two different IDs".into(),
        )
        .into());
    }
    let mut store = Store::open(path)?;
    let (from, to) = (BankId::from(old), BankId::from(new));
    let (moved, kept) = (store.belongings(&from)?, store.belongings(&to)?);
    let (old, new) = (clean(old), clean(new));
    if moved.is_empty() {
        return Err(Usage(format!(
            "the history has no sessions or notes for the bank `{old}`; check the ID"
        ))
        .into());
    }
    let mut out = io::stdout().lock();
    if !kept.is_empty() {
        writeln!(
            out,
            "`{new}` already has {}, which are kept.",
            in_words(kept)
        )?;
    }
    if apply {
        store.rename_bank(&from, &to)?;
        writeln!(out, "{} moved from `{old}` to `{new}`.", in_words(moved))?;
    } else {
        writeln!(
            out,
            "{} would move from `{old}` to `{new}`.",
            in_words(moved)
        )?;
        writeln!(out, "Nothing was changed. Add --apply to move them.")?;
    }
    Ok(OK)
}

/// Formats the counts as text, such as `3 sessions and 1 note`.
fn in_words(of: BankRecords) -> String {
    format!(
        "{} and {}",
        count(of.sessions, "session", "sessions"),
        count(of.notes, "note", "notes")
    )
}
