//! A bank that is loaded on first use.

use std::sync::{Arc, LazyLock, OnceLock};

use crate::bank::{
    BankStats, EMBEDDED_FINGERPRINT, Files, Loaded, Origin, fingerprint, load, load_files,
    read_embedded,
};
use crate::diagnostic::Diagnostic;
use crate::model::Bank;
use crate::quiz::Forms;

/// A loaded bank and its statistics and diagnostics.
#[derive(Debug)]
struct ReadBank {
    bank: Arc<Bank>,
    stats: OnceLock<Arc<BankStats>>,
    problems: Vec<Diagnostic>,
    forms: OnceLock<Forms>,
}

impl ReadBank {
    fn new(bank: Bank, problems: Vec<Diagnostic>) -> Self {
        Self {
            bank: Arc::new(bank),
            stats: OnceLock::new(),
            problems,
            forms: OnceLock::new(),
        }
    }
}

impl From<Loaded> for ReadBank {
    fn from(loaded: Loaded) -> Self {
        Self::new(loaded.bank, loaded.problems)
    }
}

type Later = LazyLock<ReadBank, Box<dyn FnOnce() -> ReadBank + Send>>;

/// A handle to a bank that is loaded by the first thread that needs it.
#[derive(Clone, Debug)]
pub struct LazyBank {
    /// The fingerprint of all files in the bank. Data derived from a bank with a different
    /// fingerprint is stale.
    pub fingerprint: u128,
    /// `true` if reading the bank takes too long to wait for it before the first frame.
    pub is_large: bool,
    read: Arc<Later>,
}

/// The minimum size of a large bank, in bytes.
const LARGE: usize = 4 * 1024 * 1024;

impl LazyBank {
    /// Opens the bank at `origin` without parsing its questions.
    pub fn open(origin: &Origin) -> Self {
        if *origin == Origin::Embedded {
            return Self::later(EMBEDDED_FINGERPRINT, || match read_embedded() {
                Some(bank) => ReadBank::new(bank, Vec::new()),
                None => load(&Origin::Embedded).into(),
            });
        }
        let files = Files::read(origin);
        let size: usize = files.read.iter().map(|file| file.text.len()).sum();
        let origin = origin.clone();
        let later = Self::later(fingerprint(&files.read), move || {
            load_files(files, &origin).into()
        });
        Self {
            is_large: size >= LARGE,
            ..later
        }
    }

    /// Wraps a bank that is already loaded.
    pub fn of(loaded: Loaded) -> Self {
        let shelf = Self::later(fingerprint(&loaded.files), move || loaded.into());
        LazyLock::force(&shelf.read);
        shelf
    }

    fn later(fingerprint: u128, read: impl FnOnce() -> ReadBank + Send + 'static) -> Self {
        Self {
            fingerprint,
            is_large: false,
            read: Arc::new(LazyLock::new(Box::new(read))),
        }
    }

    /// Returns the bank, loading it if necessary.
    pub fn bank(&self) -> &Arc<Bank> {
        &self.read.bank
    }

    /// Returns the statistics of the bank, which are computed on the first call.
    pub fn stats(&self) -> &Arc<BankStats> {
        let make = || Arc::new(BankStats::of(&self.read.bank));
        self.read.stats.get_or_init(make)
    }

    /// Returns the mock exam forms of the bank, which are computed on the first call.
    pub fn forms(&self) -> &Forms {
        self.read.forms.get_or_init(|| Forms::of(&self.read.bank))
    }

    /// Returns the diagnostics of the bank, loading the bank if necessary.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.read.problems
    }
}
