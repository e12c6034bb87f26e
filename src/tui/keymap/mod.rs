//! Maps keys to actions in a single place so that screens never handle key codes.
//!
//! Every screen declares its available actions in one table of [`Binding`]s, which is used for
//! dispatch, the footer, and help. While a text field is active, letters are typed as text, and
//! [`in_text`] returns the bindings that still work.

mod action;
mod binding;
mod command;
mod common;
mod key;
mod pieces;
mod synonyms;
mod text;

pub use action::{Action, Edit, QuickAction};
pub use binding::{Binding, Group};
pub use command::Command;
pub use common::{
    back, commands, everywhere, go, h_l, inactive_escape, leave, left_right, letter, page_on,
    paging, practice_key, previous_next, reload, scroll, search, space, tabs, tabs_and_arrows,
    up_down,
};
pub use key::Key;
pub use pieces::ArrowAssembler;
pub use synonyms::of_place;
pub use text::in_text;
