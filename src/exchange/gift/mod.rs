//! Reads and writes GIFT, Moodle's plain-text format: `::title::question {=right ~wrong}`.

mod answers;
mod read;
mod write;

pub use read::read;
pub use write::write;
