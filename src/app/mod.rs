//! The use cases shared by the command line and the screens: starting, leaving, and resuming
//! sessions, answering questions, and reviewing past sessions.

mod active_session;
mod answers;
mod banks;
mod begin;
mod chosen;
mod disputes;
mod draft;
mod drill;
mod exam_day;
mod guide;
mod history;
mod home;
mod insight;
mod keyboard_layout;
mod lazy_bank;
mod lesson;
pub mod messages;
mod missed;
mod news;
mod next;
mod personal_notes;
mod placement;
mod practice_on;
mod random;
mod recall;
mod recovery;
mod report;
mod rewards;
mod search;
mod sections;
mod selection;
mod session;
mod snapshot;
mod status;
mod study;
mod tables;
mod terms;
mod today;
mod typed;
pub mod words;

use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

pub use active_session::ActiveSession;
pub use answers::PastAnswer;
pub use banks::{BankChoice, Banks};
pub use begin::EXTRA_TIME;
pub use disputes::DISPUTE_LENGTH;
pub use draft::Draft;
pub use drill::{DrillLimits, TermDrill};
pub use exam_day::ExamDay;
pub use guide::{
    Guide, SectionProgress, age, answers_in_words, checked_in_words, knowledge_in_words,
    share_in_words,
};
pub use home::{Home, HomeSummary};
pub use insight::{
    AHEAD, CONFIDENCE, ChartText, DayInsight, HONEST, ItemInsight, MixUpEntry, PartInsight, Parts,
    ProgressReport, Scope, Streak, correct, exam_in_words, mean_time, missing_in_short,
    session_score,
};
pub use keyboard_layout::{latin, latin_line};
pub use lazy_bank::LazyBank;
pub use missed::{MissedItem, MissedKind, missed_in_words};
pub use news::News;
pub use next::{DRILL, MENU, Next, has_place, standing};
pub use personal_notes::{NOTE_LENGTH, NoteEntry};
pub use recall::Recalled;
pub use report::{Change, Report, Step, session_title};
pub use rewards::Reward;
pub use search::{BackgroundSearch, Found, Query, Search};
pub use sections::Sections;
pub use selection::{QuestionSource, Selection};
pub use session::{
    AnswerOutcome, Controller, Field, Form, MissedFilter, NextScreen, Response, Selected,
    SessionFilter, Value,
};
pub use snapshot::HistorySnapshot;
pub use status::Status;
pub use study::{StudyPlan, day_number};
pub use tables::TableEntry;
pub use terms::TermGroup;
pub use today::TodayQueue;
pub use typed::{QUESTIONS_MOST, typed_day, typed_goal};

use crate::bank::{BankStats, Loaded};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::model::Bank;
use crate::store::{DataVersion, Store};

/// A bank, its history, and the operations on both.
#[derive(Debug)]
pub struct App {
    shelf: LazyBank,
    /// The bank's statistics, once they are known.
    stats: Option<Arc<BankStats>>,
    /// The banks to choose from, including this one.
    pub banks: Banks,
    store: Store,
    /// The last overview computed from the history.
    snapshot: Option<(Rc<HistorySnapshot>, DataVersion)>,
    /// The reason answers are not saved; `None` if they are saved.
    pub no_history: Option<String>,
    pub settings: Settings,
}

impl App {
    /// Creates an app for a loaded bank. If `store` is an error, the app works with an in-memory
    /// history that is not saved.
    pub fn new(loaded: Loaded, store: Result<Store, String>) -> anyhow::Result<Self> {
        Self::on(LazyBank::of(loaded), store)
    }

    /// Sets the maximum time that a write to the history waits for another process to release its
    /// lock.
    pub fn set_patience(&self, patience: Duration) -> rusqlite::Result<()> {
        self.store.set_patience(patience)
    }

    /// Creates an app for a bank that is loaded on first use. Until then, the app uses the bank's
    /// statistics from an earlier run if they are cached.
    pub fn on(shelf: LazyBank, store: Result<Store, String>) -> anyhow::Result<Self> {
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

    /// Returns the statistics of the bank, loading the bank if necessary.
    pub fn stats(&self) -> &BankStats {
        match &self.stats {
            Some(stats) => stats,
            None => self.shelf.stats(),
        }
    }

    /// Returns whether the statistics are known without loading the bank.
    pub fn knows_stats(&self) -> bool {
        self.stats.is_some()
    }

    /// Returns the diagnostics of the bank.
    pub fn problems(&self) -> &[Diagnostic] {
        self.shelf.problems()
    }

    /// Loads the bank if its statistics are not known yet but waits no longer than `patience`.
    pub fn read_bank_within(&mut self, patience: Duration) {
        if self.knows_stats() {
            return;
        }
        let (done, is_done) = mpsc::channel();
        let shelf = self.shelf();
        // If no thread can be started, the bank is loaded on first use.
        let _reader = thread::Builder::new().name("bank".into()).spawn(move || {
            shelf.bank();
            // The receiver no longer exists if loading took longer than `patience`.
            let _late = done.send(());
        });
        if is_done.recv_timeout(patience).is_ok() {
            self.bank_is_read();
        }
    }

    /// Updates the statistics from the loaded bank. Returns whether they were unknown before or
    /// have changed.
    pub fn bank_is_read(&mut self) -> bool {
        let stats = Arc::clone(self.shelf.stats());
        let changed = self.stats.as_ref() != Some(&stats);
        self.stats = Some(stats);
        changed
    }

    /// Returns a handle to the bank that another thread can use to wait for it.
    pub fn shelf(&self) -> LazyBank {
        self.shelf.clone()
    }
}
