//! Markdown: questions under headings or numbers, options as a task list or
//! with letters, the answer ticked, in `<details>` or on a line of its own.

mod blocks;
mod keys;
mod open;
mod read;
mod signs;
mod source;
mod write;

pub use read::read;
pub use write::write;
