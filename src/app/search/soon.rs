//! An index on its way: made beside whatever else goes on, so that the first
//! letter that is typed need not wait for the words of a large bank.

use std::sync::{Arc, LazyLock};
use std::thread;

use super::Search;
use crate::model::{Bank, Question};

type Later = LazyLock<Search, Box<dyn FnOnce() -> Search + Send>>;

/// A [`Search`] that is being made.
pub struct SearchSoon {
    later: Arc<Later>,
}

impl SearchSoon {
    /// Begins to read the words of `bank` and of the `cells` of its tables.
    pub fn begin(bank: Arc<Bank>, cells: Vec<Arc<Question>>) -> Self {
        let later: Arc<Later> =
            Arc::new(LazyLock::new(Box::new(move || Search::with(&bank, &cells))));
        let made = Arc::clone(&later);
        let make = move || {
            LazyLock::force(&made);
        };
        // Where no thread is to be had it is made when it is asked for.
        let _or_later = thread::Builder::new().name("search".into()).spawn(make);
        Self { later }
    }

    /// The search, waited for where it is not there yet.
    pub fn get(&self) -> &Search {
        &self.later
    }
}
