//! From TOML to the model: banks are read, checked and explained here.
//!
//! A bank is data from a stranger. It is read with caps on its size, its text
//! is cleaned once, and what is wrong in it becomes a [`Diagnostic`] with file,
//! line and help, while the rest of it loads.

mod census;
pub mod check;
mod clean;
mod contents;
mod cores;
mod counts;
mod cut;
mod diagnostic;
mod files;
mod load;
mod outline;
mod places;
mod plain;
mod print;
mod queue;
mod raw;
mod resolve;
#[cfg(test)]
mod schema;
mod standing;
mod tables;
mod template;
mod too_long;

pub use census::{Census, Part, SHAPES};
pub use clean::clean;
pub use contents::Contents;
pub use diagnostic::{Diagnostic, Finding, Severity};
pub use files::{Files, Origin, SourceFile, Unreadable};
pub use load::{Loaded, Progress, load, load_files, load_told};
pub use outline::Outline;
pub use places::{Excuse, Place, Places};
pub use print::{EMBEDDED_PRINT, fingerprint};
pub use standing::standing_in;
pub use template::write_new;
