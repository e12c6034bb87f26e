//! Owners as letters, words and roles: never by colour alone.

pub use crate::app::telling::owner as word;
use crate::model::Cell;
use crate::tui::theme::Role;

/// A cell's owner as one letter; `·` where the duty does not apply.
pub fn letter(cell: &Cell) -> &'static str {
    match cell.is.as_str() {
        "aws" => "A",
        "both" => "B",
        "customer" => "C",
        _ => "·",
    }
}

pub fn role(cell: &Cell) -> Role {
    match cell.is.as_str() {
        "aws" => Role::Aws,
        "both" => Role::Both,
        "customer" => Role::Customer,
        _ => Role::Faint,
    }
}
