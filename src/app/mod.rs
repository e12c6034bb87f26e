//! The use cases that the command line and the screens share: begin, answer,
//! leave and resume a session, and look back.

mod answers;
mod banks;
mod begin;
mod chosen;
mod draft;
mod glance;
mod insight;
mod lesson;
mod news;
mod next;
mod notes;
mod overview;
mod random;
mod recovery;
mod search;
mod selection;
mod shelf;
mod sitting;
mod study;
pub mod telling;
mod typed;
pub mod words;

use std::sync::Arc;

pub use answers::Answer;
pub use banks::{Banks, Choosable};
pub use draft::Draft;
pub use glance::Glance;
pub use insight::{AHEAD, DayInsight, FactInsight, Insight, Masteries, Part, Scope, TopicInsight};
pub use news::News;
pub use next::{DRILL, Next, PLACES};
pub use overview::Overview;
pub use search::{Query, Search, SearchSoon};
pub use selection::{Selection, Which};
pub use shelf::Shelf;
pub use sitting::Sitting;
pub use study::{StudyPlan, Today, day_number};
pub use typed::{typed_day, typed_minutes};

use crate::bank::{Diagnostic, Loaded, Outline};
use crate::config::Settings;
use crate::model::Bank;
use crate::store::Store;

/// A bank, a history, and what one does with them.
#[derive(Debug)]
pub struct App {
    shelf: Shelf,
    /// The banks that can be opened instead of this one; itself among them.
    pub banks: Banks,
    store: Store,
    /// Why answers are not kept, when they are not.
    pub no_history: Option<String>,
    pub settings: Settings,
}

impl App {
    /// `store` is the opened history, or why there is none: then everything
    /// works and nothing is kept.
    pub fn new(loaded: Loaded, store: Result<Store, String>) -> anyhow::Result<Self> {
        Self::on(Shelf::of(loaded), store)
    }

    /// As [`App::new`], on a bank that is parsed when somebody first needs it.
    pub fn on(shelf: Shelf, store: Result<Store, String>) -> anyhow::Result<Self> {
        let (store, no_history) = match store {
            Ok(store) => (store, None),
            Err(why) => {
                log::warn!("without a history: {why}");
                (Store::in_memory()?, Some(why))
            }
        };
        Ok(Self {
            shelf,
            banks: Banks::default(),
            store,
            no_history,
            settings: Settings::default(),
        })
    }

    pub fn bank(&self) -> &Arc<Bank> {
        self.shelf.bank()
    }

    /// What the bank holds, without waiting for it.
    pub fn outline(&self) -> &Outline {
        &self.shelf.outline
    }

    /// What is wrong with the bank.
    pub fn problems(&self) -> &[Diagnostic] {
        self.shelf.problems()
    }

    /// Says that the whole bank is there: from now on the outline tells what can be
    /// used. Whether it told anything else before.
    pub fn bank_is_read(&mut self) -> bool {
        let outline = Outline::of(self.bank());
        let changed = outline != *self.shelf.outline;
        if changed {
            self.shelf.outline = Arc::new(outline);
        }
        changed
    }

    /// The bank, to be waited for elsewhere.
    pub fn shelf(&self) -> Shelf {
        self.shelf.clone()
    }
}
