//! Reads and writes JSON in the forms that question files use: a list of objects, an object that
//! contains such a list, or one object per line.

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
