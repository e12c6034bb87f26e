//! Checks the built-in bank with the program's own checker. Warnings count as errors.

use certdrill::bank::Origin;
use certdrill::cli::bank_check::{CheckArgs, report};

#[test]
fn the_embedded_bank_is_sound() {
    let args = CheckArgs {
        deny_warnings: true,
        ..CheckArgs::default()
    };
    // The date matters only with `stale`. Otherwise, sources do not expire.
    let today = jiff::civil::date(2000, 1, 1);
    let mut out = Vec::new();
    let clean = report(&Origin::Embedded, &args, today, &mut out, false).expect("a Vec takes all");
    assert!(clean, "{}", String::from_utf8_lossy(&out));
}
