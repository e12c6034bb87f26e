//! The terms of a bank, grouped by domain, task, and term group, and the learner's knowledge of
//! them.

use std::collections::HashMap;

use super::sections::Sections;
use super::{App, HistorySnapshot, Scope};
use crate::learn::Masteries;
use crate::model::{Component, TermId};

/// A group of terms that serve as answer options for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermGroup {
    pub title: String,
    /// The names of the terms.
    pub names: Vec<String>,
    pub terms: Vec<TermId>,
    pub counts: Masteries,
}

impl App {
    /// Counts the terms in `scope` by mastery.
    pub fn term_counts(&self, overview: &HistorySnapshot, scope: &Scope) -> Masteries {
        let mut counts = Masteries::default();
        let terms = self.bank().terms.iter();
        for term in terms.filter(|term| scope.has(&term.topic)) {
            counts.add(overview.mastery(&Component::Term(term.id.clone())));
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
                    counts: Masteries::default(),
                });
                groups.len() - 1
            });
            let group = &mut groups[at];
            group.names.push(term.name.clone());
            group.terms.push(term.id.clone());
            group
                .counts
                .add(overview.mastery(&Component::Term(term.id.clone())));
        }
        // A group is listed under the topic of its first term.
        Sections::of(bank, groups, |group| {
            let first = group.terms.first().and_then(|id| bank.term(id));
            first.map(|term| &term.topic)
        })
    }
}
