//! The banks to choose from. Only one is open at a time, and they are never merged: each has its
//! own history, stored under the bank's id.

use super::{App, LazyBank};
use crate::bank::Origin;
use crate::quiz::Moment;

/// The origins of all banks, and the index of the open one.
#[derive(Debug, Default)]
pub struct Banks {
    pub origins: Vec<Origin>,
    pub at: usize,
}

impl Banks {
    /// Lists `origins`, with the first one open.
    pub fn of(origins: Vec<Origin>) -> Self {
        Self { origins, at: 0 }
    }
}

/// A bank that the learner can choose.
#[derive(Debug)]
pub struct BankChoice {
    /// The origin of the bank, for display.
    pub name: String,
    pub shelf: LazyBank,
    /// The name of an earlier bank with the same id; their histories would mix.
    pub twin: Option<String>,
}

impl App {
    /// Returns the banks to choose from, and marks those that share an id with an earlier bank.
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

    /// Opens the bank that was studied last, if it is still listed, so that home offers the session
    /// that was left open there.
    pub fn open_last_bank(&mut self, now: &Moment) {
        if self.banks.origins.len() < 2 {
            return;
        }
        // If the history cannot be read, stay with the first bank.
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

    /// Opens `shelf`, the bank at index `at` of the list, and loads it if necessary.
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
