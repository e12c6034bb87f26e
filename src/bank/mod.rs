//! Loads banks from TOML into the model, checks them, and reports their problems.
//!
//! A bank is untrusted input. Its size is limited, its text is sanitized once, and every problem
//! becomes a [`Diagnostic`] with a file, a line, and help. The rest of the bank still loads.

mod banks_in_folder;
pub mod check;
mod embedded;
mod examples;
mod files;
mod fingerprint;
mod load;
mod located;
mod questions;
mod raw;
mod references;
mod resolve;
#[cfg(test)]
mod schema;
mod spans;
mod stats;
mod table_parts;
mod tables;
mod template;
mod too_long;
mod unknown_fields;

pub use banks_in_folder::banks_in;
pub use embedded::read_embedded;
pub use files::{Files, Origin, Unreadable};
pub use fingerprint::{EMBEDDED_FINGERPRINT, fingerprint};
pub use load::{Loaded, Progress, load, load_files, load_with_progress};
pub use references::{lists_labels, refers_to_options};
pub use resolve::are_alike;
pub use spans::{BankSpans, FileSpan, Suppression};
pub use stats::{BankStats, ItemCounts, Positions, SHAPES};
pub use template::{NewBank, new_text, write_new};
