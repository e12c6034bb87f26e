//! Lists of tables and terms, grouped by exam domain and task.

use crate::model::{Bank, TopicId};

/// The entries that belong to one task or to no task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<T> {
    /// The ID of the domain; `None` if the entries are not part of the exam.
    pub domain: Option<String>,
    /// The domain and the task, such as `Technology and Services · 3.6 Storage services`.
    pub title: String,
    pub entries: Vec<T>,
}

/// A list that is grouped into sections in the order of the exam's domains and tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sections<T>(Vec<Section<T>>);

impl<T> Sections<T> {
    /// Groups `entries` into the sections of `bank`. The function `topic` returns the topic of an
    /// entry.
    pub(super) fn of<'t>(
        bank: &Bank,
        mut entries: Vec<T>,
        topic: impl Fn(&T) -> Option<&'t TopicId>,
    ) -> Self {
        entries.sort_by_cached_key(|entry| position(bank, topic(entry)));
        let mut sections: Vec<Section<T>> = Vec::new();
        for entry in entries {
            let (domain, title) = heading(bank, topic(&entry));
            match sections.last_mut() {
                Some(section) if section.title == title => section.entries.push(entry),
                _ => sections.push(Section {
                    domain,
                    title,
                    entries: vec![entry],
                }),
            }
        }
        Self(sections)
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Section<T>> {
        self.0.iter()
    }

    /// Returns all entries in list order.
    pub fn entries(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flat_map(|section| &section.entries)
    }

    /// Consumes the list and returns all entries in list order.
    pub fn into_entries(self) -> impl Iterator<Item = T> {
        self.0.into_iter().flat_map(|section| section.entries)
    }

    /// Returns the entries of the task that contains the entry at index `at`.
    pub fn of_task(&self, at: usize) -> impl Iterator<Item = &T> {
        let here = self.section(at).into_iter();
        here.flat_map(|section| &section.entries)
    }

    /// Returns the entries of the domain that contains the entry at index `at`. If the entry is not
    /// part of the exam, returns the entries of its section.
    pub fn of_domain(&self, at: usize) -> impl Iterator<Item = &T> {
        let here = self.section(at);
        let is_with = move |other: &&Section<T>| {
            here.is_some_and(|here| match &here.domain {
                Some(domain) => other.domain.as_ref() == Some(domain),
                None => other.title == here.title,
            })
        };
        let sections = self.0.iter().filter(is_with);
        sections.flat_map(|section| &section.entries)
    }

    /// Returns the section that contains the entry at index `at`.
    fn section(&self, mut at: usize) -> Option<&Section<T>> {
        self.0.iter().find(|section| {
            let is_here = at < section.entries.len();
            at = at.saturating_sub(section.entries.len());
            is_here
        })
    }
}

impl<'a, T> IntoIterator for &'a Sections<T> {
    type Item = &'a Section<T>;
    type IntoIter = std::slice::Iter<'a, Section<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Returns a sort key: the positions of the topic's domain and task in the exam. Entries without a
/// topic sort last.
fn position(bank: &Bank, id: Option<&TopicId>) -> (usize, usize) {
    let topic = id.and_then(|id| bank.topic(id));
    let domain = topic.and_then(|topic| {
        let mut domains = bank.exam.iter().flat_map(|exam| &exam.domains);
        domains.position(|it| Some(&it.id) == topic.domain.as_ref())
    });
    let task = topic.and_then(|topic| {
        let mut tasks = bank.tasks.iter();
        tasks.position(|it| Some(&it.id) == topic.task.as_ref())
    });
    (
        domain.unwrap_or(usize::MAX),
        task.unwrap_or_else(|| {
            let topics = bank.topics.iter();
            let at = topics.clone().position(|it| Some(&it.id) == id);
            bank.tasks.len() + at.unwrap_or_else(|| topics.count())
        }),
    )
}

/// Returns the domain of `topic` and the heading under which the topic is listed.
fn heading(bank: &Bank, topic: Option<&TopicId>) -> (Option<String>, String) {
    let Some(topic) = topic.and_then(|id| bank.topic(id)) else {
        return (None, String::new());
    };
    let domain = bank.exam.iter().flat_map(|exam| &exam.domains);
    let domain = domain
        .into_iter()
        .find(|it| Some(&it.id) == topic.domain.as_ref());
    let task = bank
        .tasks
        .iter()
        .find(|it| Some(&it.id) == topic.task.as_ref());
    let part = task.map_or_else(|| topic.title.clone(), crate::model::Task::numbered_title);
    match domain {
        Some(domain) => (
            Some(domain.id.clone()),
            format!("{} · {part}", domain.title),
        ),
        None => (None, part),
    }
}
