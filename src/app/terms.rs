//! The terms of a bank, grouped by domain, task, and group, with how many are known.

use serde::Serialize;

use super::tables::{heading, position};
use super::{App, Overview};
use crate::learn::Mastery;
use crate::model::{Component, Term, TermId};

/// The groups of terms of one task, or those that belong to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermSection {
    /// The id of the domain; `None` for terms outside the exam.
    pub domain: Option<String>,
    /// The domain and the task, such as `Technology and Services · 3.6 Storage services`.
    pub title: String,
    pub groups: Vec<TermGroup>,
}

/// Terms that are offered against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermGroup {
    /// The names of its terms.
    pub names: Vec<String>,
    pub terms: Vec<TermId>,
    pub counts: TermCounts,
}

/// How many terms are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TermCounts {
    /// Answered well, and recalled with 90% or more.
    pub known: usize,
    /// Asked for, and not known yet or no longer.
    pub learning: usize,
    /// Never asked for.
    pub new: usize,
}

impl TermCounts {
    fn add(&mut self, mastery: Mastery) {
        *match mastery {
            Mastery::Known | Mastery::Mastered => &mut self.known,
            Mastery::Learning | Mastery::Fading => &mut self.learning,
            Mastery::New => &mut self.new,
        } += 1;
    }

    pub fn all(self) -> usize {
        self.known + self.learning + self.new
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            known: self.known + other.known,
            learning: self.learning + other.learning,
            new: self.new + other.new,
        }
    }
}

impl TermSection {
    /// Returns all terms of the section.
    pub fn terms(&self) -> impl Iterator<Item = &TermId> {
        self.groups.iter().flat_map(|group| &group.terms)
    }
}

impl App {
    /// Counts the terms of the bank by how far they are learned.
    pub fn term_counts(&self, overview: &Overview) -> TermCounts {
        let sections = self.terms(overview);
        let groups = sections.iter().flat_map(|section| &section.groups);
        groups.fold(TermCounts::default(), |sum, it| sum.and(it.counts))
    }

    /// Lists the terms of the bank in the order of the exam's domains and tasks.
    pub fn terms(&self, overview: &Overview) -> Vec<TermSection> {
        let bank = self.bank();
        let mut groups: Vec<(&str, Vec<&Term>)> = Vec::new();
        for term in &bank.terms {
            match groups.iter_mut().find(|(group, _)| *group == term.group) {
                Some((_, terms)) => terms.push(term),
                None => groups.push((&term.group, vec![term])),
            }
        }
        // A group is where its first term is.
        groups.sort_by_key(|(_, terms)| position(bank, terms.first().map(|it| &it.topic)));
        let mut sections: Vec<TermSection> = Vec::new();
        for (_, terms) in groups {
            let (domain, title) = heading(bank, terms.first().map(|it| &it.topic));
            let mut counts = TermCounts::default();
            for term in &terms {
                let component = Component::Term(term.id.clone());
                let known = overview.record.knowledge.get(&component);
                counts.add(known.map_or(Mastery::New, |it| it.mastery(overview.today)));
            }
            let group = TermGroup {
                names: terms.iter().map(|it| it.name.clone()).collect(),
                terms: terms.iter().map(|it| it.id.clone()).collect(),
                counts,
            };
            match sections.last_mut() {
                Some(section) if section.title == title => section.groups.push(group),
                _ => sections.push(TermSection {
                    domain,
                    title,
                    groups: vec![group],
                }),
            }
        }
        sections
    }
}
