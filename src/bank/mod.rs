//! Reads banks from TOML into the model, checks them, and reports their problems.
//!
//! A bank is untrusted input. Its size is limited, its text is sanitized once, and every problem
//! becomes a [`Diagnostic`] with file, line, and help, while the rest of the bank still loads.

pub mod check;
mod cores;
mod cut;
mod files;
mod load;
mod places;
mod print;
mod queue;
mod raw;
mod references;
mod resolve;
#[cfg(test)]
mod schema;
mod standing;
mod stats;
mod tables;
mod template;
mod too_long;
mod unknown_fields;

pub use files::{Files, Origin, Unreadable};
pub use load::{Loaded, Progress, load, load_files, load_with_progress};
pub use places::{Excuse, Place, Places};
pub use print::{EMBEDDED_PRINT, fingerprint};
pub use references::{lists_labels, refers_to_options};
pub use resolve::are_alike;
pub use standing::standing_in;
pub use stats::{BankStats, Counts, Positions, SHAPES};
pub use template::{NewBank, write_new};
