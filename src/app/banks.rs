//! Lists banks and switches between them. Only one bank is open at a time. Banks are never merged,
//! because each bank has its own history, which is stored under the bank's ID.

use super::{App, LazyBank};
use crate::bank::Origin;
use crate::quiz::Moment;

/// The origins of all banks and the index of the open one.
#[derive(Debug, Default)]
pub struct Banks {
    pub origins: Vec<Origin>,
    pub at: usize,
}

impl Banks {
    /// Creates a list of `origins` in which the first one is open.
    pub fn of(origins: Vec<Origin>) -> Self {
        Self { origins, at: 0 }
    }
}

/// A bank that the learner can choose.
#[derive(Debug)]
pub struct BankChoice {
    /// The display name of the bank's origin.
    pub name: String,
    pub shelf: LazyBank,
    /// The name of an earlier bank with the same ID, if any. The two banks would share a history.
    pub twin: Option<String>,
}

impl App {
    /// Returns the banks to choose from. Marks banks that share an ID with an earlier one.
    pub fn choosable(&self) -> Vec<BankChoice> {
        let mut list: Vec<BankChoice> = Vec::new();
        for origin in &self.banks.origins {
            let shelf = LazyBank::open(origin);
            let twin = list
                .iter()
                .find(|it| it.shelf.stats().id == shelf.stats().id);
            list.push(BankChoice {
                name: origin.name(),
                twin: twin.map(|it| it.name.clone()),
                shelf,
            });
        }
        list
    }

    /// Opens the most recently studied bank if it is still listed so that the home screen offers to
    /// resume its open session.
    pub fn open_last_bank(&mut self, now: &Moment) {
        if self.banks.origins.len() < 2 {
            return;
        }
        // If the history cannot be read, keep the first bank open.
        let Ok(Some(last)) = self.store.last_bank(self.calendar(now).ahead_from_ms()) else {
            return;
        };
        if self.stats().id == last {
            return;
        }
        let others = self.banks.origins.iter().enumerate().skip(1);
        let mut others = others.map(|(at, origin)| (at, LazyBank::open(origin)));
        if let Some((at, shelf)) = others.find(|(_, shelf)| shelf.stats().id == last) {
            self.open_bank(at, shelf);
        }
    }

    /// Opens `shelf`, which is the bank at index `at` in the list, and loads it if necessary.
    pub fn open_bank(&mut self, at: usize, shelf: LazyBank) {
        self.banks.at = at;
        self.shelf = shelf;
        self.snapshot = None;
        self.bank_is_read();
    }

    /// Reloads the files of the open bank. Returns `false` if their location is unknown.
    pub fn reload_bank(&mut self) -> bool {
        let at = self.banks.at;
        let Some(origin) = self.banks.origins.get(at) else {
            return false;
        };
        let shelf = LazyBank::open(origin);
        self.open_bank(at, shelf);
        true
    }
}
