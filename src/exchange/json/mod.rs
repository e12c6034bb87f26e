//! Reads and writes JSON in the shapes that question files have: a list of objects, an object with
//! such a list, or one object per line.

mod cursor;
mod fields;
mod groups;
mod lists;
mod object;
mod options;
mod read;
mod relaxed;
mod values;
mod write;

pub use read::read;
pub use write::write;
