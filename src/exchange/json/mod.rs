//! JSON in the shapes that question files have: a list of objects, an object
//! with such a list, or an object a line.

mod cursor;
mod lists;
mod object;
mod read;
mod write;

pub use read::read;
pub use write::write;
