//! The terms of a bank, grouped by domain, task, and term group, and the learner's knowledge of
//! them.

use std::collections::HashMap;

use serde::Serialize;

use super::sections::Sections;
use super::{App, HistorySnapshot, Scope};
use crate::learn::Mastery;
use crate::model::{Component, Term, TermId};

/// A group of terms that serve as answer options for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermGroup {
    pub title: String,
    /// The names of the terms.
    pub names: Vec<String>,
    pub terms: Vec<TermId>,
    pub counts: TermCounts,
}

/// The numbers of terms by mastery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TermCounts {
    /// Last answered correctly, and recalled today with a probability of 90% or more.
    pub known: usize,
    /// Learning or fading. The output of `--json` must keep the original name.
    #[serde(rename = "learning")]
    pub weak: usize,
    /// Never asked about.
    pub new: usize,
}

impl TermCounts {
    fn add(&mut self, mastery: Mastery) {
        *match mastery {
            Mastery::Known | Mastery::Mastered => &mut self.known,
            Mastery::Learning | Mastery::Fading => &mut self.weak,
            Mastery::New => &mut self.new,
        } += 1;
    }

    pub fn all(self) -> usize {
        self.known + self.weak + self.new
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            known: self.known + other.known,
            weak: self.weak + other.weak,
            new: self.new + other.new,
        }
    }
}

impl App {
    /// Counts the terms in `scope` by mastery.
    pub fn term_counts(&self, overview: &HistorySnapshot, scope: &Scope) -> TermCounts {
        let mut counts = TermCounts::default();
        let terms = self.bank().terms.iter();
        for term in terms.filter(|term| scope.has(&term.topic)) {
            counts.add(mastery(overview, term));
        }
        counts
    }

    /// Lists the groups of terms by exam domain and task.
    pub fn terms(&self, overview: &HistorySnapshot) -> Sections<TermGroup> {
        let bank = self.bank();
        let mut groups: Vec<TermGroup> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for term in &bank.terms {
            let at = *places.entry(&term.group).or_insert_with(|| {
                groups.push(TermGroup {
                    title: term.group_title(),
                    names: Vec::new(),
                    terms: Vec::new(),
                    counts: TermCounts::default(),
                });
                groups.len() - 1
            });
            let group = &mut groups[at];
            group.names.push(term.name.clone());
            group.terms.push(term.id.clone());
            group.counts.add(mastery(overview, term));
        }
        // A group is listed under the topic of its first term.
        Sections::of(bank, groups, |group| {
            let first = group.terms.first().and_then(|id| bank.term(id));
            first.map(|term| &term.topic)
        })
    }
}

/// Returns today's mastery of `term`.
fn mastery(overview: &HistorySnapshot, term: &Term) -> Mastery {
    let component = Component::Term(term.id.clone());
    let known = overview.record.knowledge.get(&component);
    known.map_or(Mastery::New, |it| it.mastery(overview.today))
}
