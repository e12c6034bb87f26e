//! Reads and writes Markdown: questions under headings or numbers, options as a task list or with
//! letters, and answers that are checked, in a `<details>` element, or on a separate line.

mod blocks;
mod keys;
mod marks;
mod open;
mod read;
mod signs;
mod source;
mod tables;
mod write;

pub use read::read;
pub use write::write;
