//! Builds a search index in the background so that the first keystroke need not wait until a large
//! bank is indexed.

use std::sync::{Arc, LazyLock};
use std::thread;

use super::Search;
use crate::learn::PersonalNotes;
use crate::model::Bank;
use crate::quiz::filled_cells;

type Later = LazyLock<Search, Box<dyn FnOnce() -> Search + Send>>;

/// A [`Search`] that is being built.
pub struct BackgroundSearch {
    later: Arc<Later>,
}

impl BackgroundSearch {
    /// Starts indexing `bank`, the cells of its tables, and personal notes.
    pub fn begin(bank: Arc<Bank>, notes: PersonalNotes) -> Self {
        let make = move || Search::with(&bank, &filled_cells(&bank), &notes);
        let later: Arc<Later> = Arc::new(LazyLock::new(Box::new(make)));
        let made = Arc::clone(&later);
        let make = move || {
            LazyLock::force(&made);
        };
        // If no thread can be started, the index is built on first use.
        let _or_later = thread::Builder::new().name("search".into()).spawn(make);
        Self { later }
    }

    /// Returns the index, waiting until it is built.
    pub fn get(&self) -> &Search {
        &self.later
    }
}
