//! Selects domains, tasks, and topics in the form.

use std::collections::BTreeSet;

use super::Form;
use crate::app::{App, HistorySnapshot};
use crate::learn::Setup;
use crate::model::SectionId;

/// The selection state of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selected {
    All,
    Part,
    Nothing,
}

impl Form {
    /// Returns whether all, some, or none of the section at index `at` is selected.
    pub fn selected(&self, at: usize) -> Selected {
        let topics = &self.outline.sections[at].topics;
        let selected = topics.iter().filter(|it| self.topics.contains(it));
        match selected.count() {
            0 => Selected::Nothing,
            all if all == topics.len() => Selected::All,
            _ => Selected::Part,
        }
    }

    /// Selects the whole section at index `at`, or deselects it if it is selected.
    pub fn toggle_section(&mut self, at: usize, app: &App, overview: &HistorySnapshot) {
        let mut topics = self.topics.clone();
        let of_section = &self.outline.sections[at].topics;
        if self.selected(at) == Selected::All {
            topics.retain(|it| !of_section.contains(it));
        } else {
            topics.extend(of_section);
        }
        self.set_topics(topics, app, overview);
    }

    /// Selects exactly the domains, tasks, and topics with these `ids`. If an ID does not exist,
    /// returns `false` and changes nothing.
    pub fn select(&mut self, ids: &[&str], app: &App, overview: &HistorySnapshot) -> bool {
        let mut topics = BTreeSet::new();
        for id in ids {
            if let Some(at) = self.bank.topics.iter().position(|it| it.id.as_str() == *id) {
                topics.insert(at);
            } else if let Some(at) = self.outline.find(&self.bank, id) {
                topics.extend(&self.outline.sections[at].topics);
            } else {
                return false;
            }
        }
        self.set_topics(topics, app, overview);
        true
    }

    /// Returns the largest completely selected sections, in exam guide order.
    fn selected_sections(&self) -> Vec<usize> {
        let mut selected = Vec::new();
        let mut covered_to = 0;
        for (at, section) in self.outline.sections.iter().enumerate() {
            let is_whole = !section.topics.is_empty() && self.selected(at) == Selected::All;
            if is_whole && at >= covered_to {
                covered_to = self.outline.below(at).end;
                selected.push(at);
            }
        }
        selected
    }

    /// Returns the titles of the selected sections. If a section has the same topics as its only
    /// child, lists the child instead.
    pub fn selected_titles(&self) -> Vec<&str> {
        let sections = &self.outline.sections;
        let narrow = |mut at: usize| {
            while sections.get(at + 1).is_some_and(|below| {
                below.depth > sections[at].depth && below.topics == sections[at].topics
            }) {
                at += 1;
            }
            sections[at].title.as_str()
        };
        self.selected_sections().into_iter().map(narrow).collect()
    }

    /// Returns the IDs of the domains and tasks that are completely selected.
    pub(super) fn whole_parts(&self) -> (Vec<String>, Vec<String>) {
        let (mut domains, mut tasks) = (Vec::new(), Vec::new());
        for at in self.selected_sections() {
            match &self.outline.sections[at].id {
                SectionId::Domain(id) => domains.push(id.clone()),
                SectionId::Task(id) => tasks.push(id.clone()),
                SectionId::Topic(_) => {}
            }
        }
        (domains, tasks)
    }

    /// Returns the topics that `setup` lists directly or through a domain or a task.
    pub(super) fn topics_of(&self, setup: &Setup) -> BTreeSet<usize> {
        let topics = self.bank.topics.iter().enumerate();
        let is_named = |topic: &crate::model::Topic| {
            let (domain, task) = (&topic.domain, &topic.task);
            setup.topics.contains(&topic.id)
                || domain.as_ref().is_some_and(|it| setup.domains.contains(it))
                || task.as_ref().is_some_and(|it| setup.tasks.contains(it))
        };
        let named = topics.filter(|(_, topic)| is_named(topic));
        named.map(|(at, _)| at).collect()
    }
}
