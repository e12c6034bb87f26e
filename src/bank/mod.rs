//! From TOML to the model: banks are read, checked and explained here.
//!
//! A bank is data from a stranger. It is read with caps on its size, its text
//! is cleaned once, and what is wrong in it becomes a [`Diagnostic`] with file,
//! line and help, while the rest of it loads.

mod census;
pub mod check;
mod clean;
mod counts;
mod cut;
mod diagnostic;
mod files;
mod load;
mod outline;
mod places;
mod print;
mod raw;
mod resolve;
#[cfg(test)]
mod schema;
mod standing;
mod template;
mod too_long;

pub use census::{Census, Part, SHAPES};
pub use clean::clean;
pub use diagnostic::{Diagnostic, Finding, Severity};
pub use files::{Files, Origin, SourceFile, Unreadable};
pub use load::{Loaded, load, load_files};
pub use outline::Outline;
pub use places::{Excuse, Place, Places};
pub use print::{EMBEDDED_PRINT, fingerprint};
pub use standing::standing_in;
pub use template::write_new;
