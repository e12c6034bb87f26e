//! The banks that one can choose from. They never merge: one is open at a time,
//! and the history of each is kept under its own id.

use super::{App, Shelf};
use crate::bank::Origin;
use crate::quiz::Moment;

/// Where banks are, and which of them is open.
#[derive(Debug, Default)]
pub struct Banks {
    pub origins: Vec<Origin>,
    pub at: usize,
}

impl Banks {
    /// `origins` to choose from, of which the first is open.
    pub fn of(origins: Vec<Origin>) -> Self {
        Self { origins, at: 0 }
    }
}

/// A bank that can be chosen.
#[derive(Debug)]
pub struct Choosable {
    /// Where it comes from, in words.
    pub name: String,
    pub shelf: Shelf,
    /// The name of a bank before it that has the same id: their histories would mix.
    pub twin: Option<String>,
}

impl App {
    /// The banks to choose from, with what a glance at each tells.
    pub fn choosable(&self) -> Vec<Choosable> {
        let mut list: Vec<Choosable> = Vec::new();
        for origin in &self.banks.origins {
            let shelf = Shelf::open(origin);
            let twin = list
                .iter()
                .find(|it| it.shelf.stats().id == shelf.stats().id);
            list.push(Choosable {
                name: origin.name(),
                twin: twin.map(|it| it.name.clone()),
                shelf,
            });
        }
        list
    }

    /// Opens the bank that was studied last, where it is one of those to choose from:
    /// a session that was left there waits on its home.
    pub fn open_last_bank(&mut self, now: &Moment) {
        if self.banks.origins.len() < 2 {
            return;
        }
        // A history that cannot be read names no bank; the first one is as good.
        let Ok(Some(last)) = self.store.last_bank(self.calendar(now).ahead_from_ms()) else {
            return;
        };
        if self.stats().id == last {
            return;
        }
        let others = self.banks.origins.iter().enumerate().skip(1);
        let mut others = others.map(|(at, origin)| (at, Shelf::open(origin)));
        if let Some((at, shelf)) = others.find(|(_, shelf)| shelf.stats().id == last) {
            self.open_bank(at, shelf);
        }
    }

    /// Opens the bank at place `at` of those to choose from; what is not read yet
    /// of it is read now.
    pub fn open_bank(&mut self, at: usize, shelf: Shelf) {
        self.banks.at = at;
        self.shelf = shelf;
        self.snapshot = None;
        self.bank_is_read();
    }

    /// Reads the files of the open bank again; says whether it knows where they are.
    pub fn reload_bank(&mut self) -> bool {
        let at = self.banks.at;
        let Some(origin) = self.banks.origins.get(at) else {
            return false;
        };
        let shelf = Shelf::open(origin);
        self.open_bank(at, shelf);
        true
    }
}
