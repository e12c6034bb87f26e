//! The use cases that the command line and the screens share: begin, answer,
//! leave and resume a session, and look back.

mod answers;
mod banks;
mod begin;
mod chosen;
mod draft;
mod drill;
mod exam_day;
mod guide;
mod home;
mod insight;
mod layout;
mod lesson;
mod news;
mod next;
mod notes;
mod overview;
mod personal_notes;
mod placement;
mod random;
mod recall;
mod recovery;
mod report;
mod search;
mod sections;
mod selection;
mod session;
mod shelf;
mod sitting;
mod status;
mod study;
mod tables;
pub mod telling;
mod terms;
mod today;
mod typed;
pub mod words;

use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

pub use answers::Answer;
pub use banks::{Banks, Choosable};
pub use begin::EXTRA_TIME;
pub use draft::Draft;
pub use drill::{DrillLimits, TermDrill, Urgency};
pub use exam_day::ExamDay;
pub use guide::{
    Guide, Standing, age, answers_in_words, checked_in_words, knowledge_in_words, share_in_words,
};
pub use home::{Home, HomeSummary};
pub use insight::{
    AHEAD, CONFIDENCE, DayInsight, FactInsight, HONEST, InWords, Insight, MixedUp, PartInsight,
    Parts, Scope, Streak, correct, exam_in_words, mean_time, missing_in_short, session_score,
};
pub use layout::{latin, latin_line};
pub use news::News;
pub use next::{DRILL, Next, PLACES, has_place, standing};
pub use notes::DISPUTE_LENGTH;
pub use overview::Overview;
pub use personal_notes::{NOTE_LENGTH, NoteEntry};
pub use recall::Recalled;
pub use report::{Change, Report, Step};
pub use search::{Found, Query, Search, SearchSoon};
pub use sections::Sections;
pub use selection::{Selection, Which};
pub use session::{
    Answered, Controller, Field, Form, MissedFilter, Response, Selected, SessionFilter, Then, Value,
};
pub use shelf::Shelf;
pub use sitting::Sitting;
pub use status::Status;
pub use study::{StudyPlan, day_number};
pub use tables::TableEntry;
pub use terms::{TermCounts, TermGroup};
pub use today::Today;
pub use typed::{typed_day, typed_minutes};

use crate::bank::{BankStats, Loaded};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::model::Bank;
use crate::store::{Seen, Store};

/// A bank, a history, and what one does with them.
#[derive(Debug)]
pub struct App {
    shelf: Shelf,
    /// The size of the bank, once it is known.
    stats: Option<Arc<BankStats>>,
    /// The banks that can be opened instead of this one; itself among them.
    pub banks: Banks,
    store: Store,
    /// What the history said when it was read last.
    snapshot: Option<(Rc<Overview>, Seen)>,
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

    /// Sets how long a write to the history waits for another program's.
    pub fn set_patience(&self, patience: Duration) -> rusqlite::Result<()> {
        self.store.set_patience(patience)
    }

    /// As [`App::new`], on a bank that is read when somebody first needs it. Its size may be
    /// known from the last time.
    pub fn on(shelf: Shelf, store: Result<Store, String>) -> anyhow::Result<Self> {
        let (store, no_history) = match store {
            Ok(store) => (store, None),
            Err(why) => {
                log::warn!("without a history: {why}");
                (Store::in_memory()?, Some(why))
            }
        };
        let mut app = Self {
            shelf,
            stats: None,
            banks: Banks::default(),
            store,
            snapshot: None,
            no_history,
            settings: Settings::default(),
        };
        app.stats = app.kept_stats().map(Arc::new);
        Ok(app)
    }

    pub fn bank(&self) -> &Arc<Bank> {
        self.shelf.bank()
    }

    /// Returns the size of the bank. If it is not known, the bank is read.
    pub fn stats(&self) -> &BankStats {
        match &self.stats {
            Some(stats) => stats,
            None => self.shelf.stats(),
        }
    }

    /// Whether the size of the bank is known without reading the bank.
    pub fn knows_stats(&self) -> bool {
        self.stats.is_some()
    }

    /// What is wrong with the bank.
    pub fn problems(&self) -> &[Diagnostic] {
        self.shelf.problems()
    }

    /// Reads the bank, if its size is not known yet, and waits for that at most for `patience`.
    pub fn read_bank_within(&mut self, patience: Duration) {
        if self.knows_stats() {
            return;
        }
        let (done, is_done) = mpsc::channel();
        let shelf = self.shelf();
        // Without room for a thread, the bank is read when it is first needed.
        let _reader = thread::Builder::new().name("bank".into()).spawn(move || {
            shelf.bank();
            // Nobody listens any more if it took longer.
            let _late = done.send(());
        });
        if is_done.recv_timeout(patience).is_ok() {
            self.bank_is_read();
        }
    }

    /// Takes over the size of the bank from the bank itself. Returns whether it was unknown, or
    /// another one.
    pub fn bank_is_read(&mut self) -> bool {
        let stats = Arc::clone(self.shelf.stats());
        let changed = self.stats.as_ref() != Some(&stats);
        self.stats = Some(stats);
        changed
    }

    /// The bank, to be waited for elsewhere.
    pub fn shelf(&self) -> Shelf {
        self.shelf.clone()
    }
}
