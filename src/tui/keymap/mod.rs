//! From keys to actions, at one border: screens never see a key code.
//!
//! Each screen declares what may be done now in one table of [`Binding`]s.
//! Dispatch, the footer and the help overlay all read that table. While a screen
//! takes text, letters are text and [`in_text`] says what is left of its table.

mod action;
mod binding;
mod command;
mod common;
mod key;
mod pieces;
mod text;

pub use action::{Action, Edit, QuickAction};
pub use binding::{Binding, Group};
pub use command::Command;
pub use common::{
    back, commands, everywhere, go, leave, left_right, letter, page_on, paging, reload, scroll,
    search, space, stay, tabs, up_down,
};
pub use key::Key;
pub use pieces::Pieces;
pub use text::in_text;
