//! Pieces of pages that several screens share.

mod band;
mod bar;
pub mod chart;
mod clock;
mod duty;
mod entry;
mod fact;
mod field;
mod marked;
mod places;
mod preview;
mod question;
mod stacked;
mod start;
mod tabs;
mod term;
mod tree;
pub mod value;

pub use band::band;
pub use bar::bar;
pub use clock::{Face, is_shown, is_sprint, standing};
pub use duty::{duty, duty_of};
pub use entry::entry;
pub use fact::fact;
pub use field::Field;
pub use marked::marked;
pub use places::{Grid, all_places};
pub use preview::preview;
pub use question::{Told, open_options, session_so_far, stem, told};
pub use stacked::stacked;
pub use start::{start, start_key};
pub use tabs::{names, tabs};
pub use term::term;
pub use tree::Tree;
