//! GIFT, Moodle's format of plain text: `::title::question {=right ~wrong}`.

mod answers;
mod read;
mod write;

pub use read::read;
pub use write::write;
