//! Incremental search over the questions and terms of a bank. The search covers the stems, options,
//! facts, explanations, and reasons of questions, and the names and definitions of terms. Every
//! query word must match. The field and the quality of the match determine the rank.

mod index;
mod query;
mod soon;

pub use index::{Found, Search};
pub use query::Query;
pub use soon::BackgroundSearch;
