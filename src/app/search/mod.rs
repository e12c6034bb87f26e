//! Search over the questions and terms of a bank, at each typed letter: stems, options,
//! facts, explanations, and reasons; names and definitions. Every typed word must be
//! found. The place where it was found, and how well it fits, rank the question or term.

mod index;
mod query;
mod soon;

pub use index::{Found, Search};
pub use query::Query;
pub use soon::SearchSoon;
