//! JSON in the shapes that question files have: a list of objects, an object
//! with such a list, or an object a line.

mod cursor;
mod fields;
mod lists;
mod object;
mod options;
mod read;
mod values;
mod write;

pub use read::read;
pub use write::write;
