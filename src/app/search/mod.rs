//! Search over the questions of a bank, as one types: stems, options, facts,
//! explanations and reasons. Every typed word has to be found; where it was
//! found, and how well it fits, ranks the question.

mod index;
mod query;
mod soon;

pub use index::Search;
pub use query::Query;
pub use soon::SearchSoon;
