//! An index on its way: made beside whatever else goes on, so that the first
//! letter that is typed need not wait for the words of a large bank.

use std::sync::{Arc, LazyLock};
use std::thread;

use super::Search;
use crate::learn::PersonalNotes;
use crate::model::{Bank, Question};

type Later = LazyLock<Search, Box<dyn FnOnce() -> Search + Send>>;

/// A [`Search`] that is being made.
pub struct SearchSoon {
    later: Arc<Later>,
}

impl SearchSoon {
    /// Begins to read the words of `bank`, of the `cells` of its tables, and of personal notes.
    pub fn begin(bank: Arc<Bank>, cells: Vec<Arc<Question>>, notes: PersonalNotes) -> Self {
        let make = move || Search::with(&bank, &cells, &notes);
        let later: Arc<Later> = Arc::new(LazyLock::new(Box::new(make)));
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
