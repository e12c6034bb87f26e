//! The bank, read when somebody first needs more of it than its outline.

use std::sync::{Arc, LazyLock};

use crate::bank::{
    Diagnostic, EMBEDDED_PRINT, Files, Loaded, Origin, Outline, fingerprint, load, load_files,
};
use crate::model::Bank;

/// A bank with all that was found wrong in it.
#[derive(Debug)]
struct Read {
    bank: Arc<Bank>,
    problems: Vec<Diagnostic>,
}

impl From<Loaded> for Read {
    fn from(loaded: Loaded) -> Self {
        Self {
            bank: Arc::new(loaded.bank),
            problems: loaded.problems,
        }
    }
}

type Later = LazyLock<Read, Box<dyn FnOnce() -> Read + Send>>;

/// A bank of which the outline is known at once and the rest on demand, from
/// whichever thread asks first.
#[derive(Clone, Debug)]
pub struct Shelf {
    pub outline: Arc<Outline>,
    /// Of all of its files: what was graded with another bank is graded anew.
    pub fingerprint: u128,
    /// It is part of the program, and was checked when that was built.
    pub embedded: bool,
    read: Arc<Later>,
}

impl Shelf {
    /// Reads the files of `origin`, and parses no more of them than the outline. The
    /// embedded bank is not even looked at.
    pub fn open(origin: &Origin) -> Self {
        if *origin == Origin::Embedded {
            let later = || Read::from(load(&Origin::Embedded));
            return Self {
                outline: Arc::new(Outline::embedded()),
                fingerprint: EMBEDDED_PRINT,
                embedded: true,
                read: Arc::new(LazyLock::new(Box::new(later))),
            };
        }
        let files = Files::read(origin);
        let outline = Arc::new(Outline::glance(&files, origin));
        let fingerprint = fingerprint(&files.read);
        let origin = origin.clone();
        let later = move || Read::from(load_files(files, &origin));
        Self {
            outline,
            fingerprint,
            embedded: false,
            read: Arc::new(LazyLock::new(Box::new(later))),
        }
    }

    /// A bank that is loaded already.
    pub fn of(loaded: Loaded) -> Self {
        let outline = Arc::new(Outline::of(&loaded.bank));
        let fingerprint = fingerprint(&loaded.files);
        Self {
            outline,
            fingerprint,
            embedded: false,
            read: Arc::new(LazyLock::new(Box::new(move || loaded.into()))),
        }
    }

    /// The whole bank; the first call waits for it to be parsed.
    pub fn bank(&self) -> &Arc<Bank> {
        &self.read.bank
    }

    pub fn problems(&self) -> &[Diagnostic] {
        &self.read.problems
    }
}
