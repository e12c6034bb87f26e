//! The use cases that the command line and the screens share: begin, answer,
//! leave and resume a session, and look back.

mod begin;
mod notes;
mod overview;
mod random;
mod selection;
mod sitting;
pub mod telling;
pub mod words;

use std::sync::Arc;

pub use overview::Overview;
pub use selection::{Selection, Which};
pub use sitting::Sitting;

use crate::bank::{Diagnostic, Loaded};
use crate::model::Bank;
use crate::store::Store;

/// A bank, a history, and what one does with them.
#[derive(Debug)]
pub struct App {
    bank: Arc<Bank>,
    /// What is wrong with the bank.
    pub problems: Vec<Diagnostic>,
    store: Store,
    /// Why answers are not kept, when they are not.
    pub no_history: Option<String>,
}

impl App {
    /// `store` is the opened history, or why there is none: then everything
    /// works and nothing is kept.
    pub fn new(loaded: Loaded, store: Result<Store, String>) -> anyhow::Result<Self> {
        let (store, no_history) = match store {
            Ok(store) => (store, None),
            Err(why) => (Store::in_memory()?, Some(why)),
        };
        Ok(Self {
            bank: Arc::new(loaded.bank),
            problems: loaded.problems,
            store,
            no_history,
        })
    }

    pub fn bank(&self) -> &Arc<Bank> {
        &self.bank
    }
}
