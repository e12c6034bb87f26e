//! `bank check`: checks the content of a bank.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::exit::{BAD_BANK, OK};
use super::global_options::GlobalOptions;
use super::output::color;
use super::wait::{ProgressMessage, share};
use crate::app::words::thousands;
use crate::bank::check::check;
use crate::bank::{Files, Origin, load_with_progress};
use crate::clock::Clock;

/// The maximum number of findings to print in full. Nobody reads more than this at once, and a bank
/// full of mistakes could otherwise fill the disk.
pub const IN_FULL: usize = 100;

#[derive(Debug, Default, Args)]
pub struct CheckArgs {
    /// Check the bank in this file or folder
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Also report sources that were last checked more than a year ago
    #[arg(long)]
    pub stale: bool,
    /// Fail on warnings, too
    #[arg(long)]
    pub deny_warnings: bool,
}

pub fn run(global: GlobalOptions<'_>, args: &CheckArgs) -> anyhow::Result<u8> {
    let path = args.path.clone().map(Origin::Path);
    let origin = path.as_ref().unwrap_or(global.origin);
    let mut out = std::io::stdout().lock();
    let clean = report(origin, args, Clock::new().today(), &mut out, color())?;
    Ok(if clean { OK } else { BAD_BANK })
}

/// Checks the bank at `origin`, writes the report, and returns whether the bank is clean.
pub fn report(
    origin: &Origin,
    args: &CheckArgs,
    today: Date,
    out: &mut impl Write,
    color: bool,
) -> anyhow::Result<bool> {
    let stale = args.stale.then_some(today);
    let mut wait = ProgressMessage::new();
    let loaded = load_with_progress(Files::read(origin), origin, &mut |done, all| {
        wait.at(|| share(done, all));
    });
    let report = check(&loaded, stale);
    wait.over();
    if args.json {
        writeln!(out, "{:#}", report.to_json())?;
    } else {
        for diagnostic in report.diagnostics.iter().take(IN_FULL) {
            writeln!(out, "{}\n", diagnostic.render(color))?;
        }
        if let Some(more @ 1..) = report.diagnostics.len().checked_sub(IN_FULL) {
            writeln!(
                out,
                "… and {} more. Use `--json` to list all.\n",
                thousands(more)
            )?;
        }
        writeln!(out, "{}", report.summary())?;
    }
    let counts = report.counts;
    let warned = args.deny_warnings && counts.warnings > 0;
    Ok(counts.errors == 0 && !warned)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{CheckArgs, report};
    use crate::bank::Origin;

    /// A bank with one warning: two options are correct, but the stem does not ask for two.
    const BANK: &str = r#"
[[question]]
id = "q"
stem = "Who?"
explanation = "All do."
option = [
  { text = "AWS", correct = true, why = "It does." },
  { text = "You", correct = true, why = "You do." },
  { text = "Nobody", why = "Somebody does." },
]
"#;

    fn checked(bank: &str, args: &CheckArgs) -> (bool, String) {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("bank.toml");
        fs::write(&path, bank).expect("the folder is ours");
        let mut out = Vec::new();
        let today = jiff::civil::date(2026, 1, 1);
        let clean = report(&Origin::Path(path), args, today, &mut out, false);
        let text = String::from_utf8(out).expect("banks are UTF-8");
        (clean.expect("a Vec takes all"), text)
    }

    #[test]
    fn warnings_are_shown_and_can_be_denied() {
        let (clean, text) = checked(BANK, &CheckArgs::default());
        assert!(clean);
        for part in [
            "warning[select-missing]",
            "bank.toml:4:8",
            "0 errors, 1 warning, 0 allowed\n",
        ] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
        let deny_warnings = CheckArgs {
            deny_warnings: true,
            ..CheckArgs::default()
        };
        assert!(!checked(BANK, &deny_warnings).0);
    }

    #[test]
    fn errors_are_never_clean() {
        let broken = BANK.replace("stem", "stern");
        assert!(!checked(&broken, &CheckArgs::default()).0);
    }

    #[test]
    fn machines_get_json() {
        let (_, text) = checked(
            BANK,
            &CheckArgs {
                json: true,
                ..CheckArgs::default()
            },
        );
        let json: serde_json::Value = serde_json::from_str(&text).expect("one object");
        assert_eq!(json["findings"][0]["rule"], "select-missing");
    }

    #[test]
    fn old_sources_are_listed_on_demand() {
        let source = "[[source]]\nid = 's'\ntitle = 'S'\nurl = 'https://example.com'\nchecked = '2024-12-31'\n";
        let bank = format!("{source}{BANK}");
        let (_, text) = checked(
            &bank,
            &CheckArgs {
                stale: true,
                ..CheckArgs::default()
            },
        );
        assert!(text.contains("warning[stale-source]"), "{text}");
        let (_, text) = checked(&bank, &CheckArgs::default());
        assert!(!text.contains("warning[stale-source]"), "{text}");
    }
}
