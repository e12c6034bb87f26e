//! The outline of a bank: a tree of domains, tasks, and topics in exam guide order.

use super::{Bank, TopicId};

/// The ID of a section, as used in commands and settings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SectionId {
    Domain(String),
    Task(String),
    Topic(TopicId),
}

impl SectionId {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Domain(id) | Self::Task(id) => id,
            Self::Topic(id) => id.as_str(),
        }
    }
}

/// A domain, a task, or a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub id: SectionId,
    /// The title, which begins with the task number if the section is a task.
    pub title: String,
    /// The depth in the tree; 0 for a section without a parent.
    pub depth: usize,
    /// The bank indices of all topics in the section.
    pub topics: Vec<usize>,
}

/// All sections of a bank in preorder, which means that each section comes before its subsections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub sections: Vec<Section>,
}

impl Outline {
    /// Lists the domains with their tasks and topics, and then the tasks and topics outside the
    /// exam. A topic that is the only one in its task is not listed separately.
    pub fn of(bank: &Bank) -> Self {
        let mut outline = Self::default();
        let domains = bank.exam.iter().flat_map(|exam| &exam.domains);
        let domains: Vec<_> = domains.collect();
        for domain in &domains {
            let id = SectionId::Domain(domain.id.clone());
            let parent = outline.push(id, domain.title.clone(), 0, Vec::new());
            outline.add_parts(bank, 1, |it| it == Some(&domain.id));
            let below = outline.sections[parent + 1..].iter();
            let mut topics: Vec<_> = below.flat_map(|it| it.topics.clone()).collect();
            topics.sort_unstable();
            topics.dedup();
            outline.sections[parent].topics = topics;
        }
        outline.add_parts(bank, 0, |it| {
            !domains.iter().any(|domain| it == Some(&domain.id))
        });
        outline
    }

    /// Adds the tasks whose domain satisfies `is_here`, along with their topics, and then the
    /// topics in those domains that do not belong to a task.
    fn add_parts(&mut self, bank: &Bank, depth: usize, is_here: impl Fn(Option<&String>) -> bool) {
        let topics = || bank.topics.iter().enumerate();
        for task in bank.tasks.iter().filter(|it| is_here(it.domain.as_ref())) {
            let of_task = topics().filter(|(_, topic)| topic.task.as_ref() == Some(&task.id));
            let of_task: Vec<_> = of_task.collect();
            let at = of_task.iter().map(|(at, _)| *at).collect();
            let id = SectionId::Task(task.id.clone());
            self.push(id, task.numbered_title(), depth, at);
            if of_task.len() > 1 {
                for (at, topic) in of_task {
                    let id = SectionId::Topic(topic.id.clone());
                    self.push(id, topic.title.clone(), depth + 1, vec![at]);
                }
            }
        }
        for (at, topic) in topics() {
            let has_task = topic
                .task
                .as_ref()
                .is_some_and(|id| bank.task(id).is_some());
            if !has_task && is_here(topic.domain.as_ref()) {
                let id = SectionId::Topic(topic.id.clone());
                self.push(id, topic.title.clone(), depth, vec![at]);
            }
        }
    }

    /// Adds a section and returns its index.
    fn push(&mut self, id: SectionId, title: String, depth: usize, topics: Vec<usize>) -> usize {
        self.sections.push(Section {
            id,
            title,
            depth,
            topics,
        });
        self.sections.len() - 1
    }

    /// Returns the index of the section `id`. For a topic that is not listed, returns the index of
    /// its task.
    pub fn find(&self, bank: &Bank, id: &str) -> Option<usize> {
        let named = |id: &str| self.sections.iter().position(|it| it.id.as_str() == id);
        named(id).or_else(|| named(bank.topic(&id.into())?.task.as_deref()?))
    }

    /// Returns the IDs of the topics in section `at`.
    pub fn topics(&self, bank: &Bank, at: usize) -> Vec<TopicId> {
        let topics = self.sections.get(at).map_or(&[][..], |it| &it.topics);
        topics
            .iter()
            .map(|at| bank.topics[*at].id.clone())
            .collect()
    }

    /// Returns the indices of all sections below section `at`.
    pub fn below(&self, at: usize) -> std::ops::Range<usize> {
        let depth = self.sections.get(at).map_or(0, |it| it.depth);
        let rest = self.sections.iter().skip(at + 1);
        at + 1..at + 1 + rest.take_while(|it| it.depth > depth).count()
    }

    /// Returns the index of the parent of section `at`.
    pub fn parent(&self, at: usize) -> Option<usize> {
        let depth = self.sections.get(at)?.depth;
        (0..at).rev().find(|it| self.sections[*it].depth < depth)
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;
    use crate::model::{Bank, Blueprint, Domain, Scale, Task, Topic};

    fn task(id: &str, domain: Option<&str>) -> Task {
        Task {
            id: id.into(),
            title: "Title".into(),
            domain: domain.map(str::to_owned),
            bullets: Vec::new(),
        }
    }

    fn topic(id: &str, domain: Option<&str>, task: Option<&str>) -> Topic {
        Topic {
            id: id.into(),
            title: id.to_uppercase(),
            domain: domain.map(str::to_owned),
            task: task.map(str::to_owned),
        }
    }

    fn bank() -> Bank {
        let domain = |id: &str| Domain {
            id: id.into(),
            title: id.into(),
            weight: 50,
        };
        Bank {
            exam: Some(Blueprint {
                minutes: 1,
                scored: 1,
                unscored: 0,
                scale: Scale {
                    min: 0,
                    max: 2,
                    pass: 1,
                },
                guide: None,
                domains: ["one", "two", "empty"].map(domain).into(),
            }),
            tasks: vec![
                task("1.1", Some("one")),
                task("2.1", Some("two")),
                task("9", None),
            ],
            topics: vec![
                topic("lone", None, None),
                topic("a", Some("one"), Some("1.1")),
                topic("d", Some("two"), None),
                topic("b", Some("two"), Some("2.1")),
                topic("c", Some("two"), Some("2.1")),
                topic("x", None, Some("9")),
            ],
            ..Bank::default()
        }
        .indexed()
    }

    #[test]
    fn sections_follow_the_guide_and_a_task_stands_for_its_only_topic() {
        let bank = bank();
        let outline = Outline::of(&bank);
        let sections = outline.sections.iter();
        let shown: Vec<_> = sections
            .map(|it| (it.depth, it.id.as_str(), it.topics.clone()))
            .collect();
        assert_eq!(
            shown,
            [
                (0, "one", vec![1]),
                (1, "1.1", vec![1]),
                (0, "two", vec![2, 3, 4]),
                (1, "2.1", vec![3, 4]),
                (2, "b", vec![3]),
                (2, "c", vec![4]),
                (1, "d", vec![2]),
                (0, "empty", vec![]),
                (0, "9", vec![5]),
                (0, "lone", vec![0]),
            ]
        );
        assert_eq!(outline.sections[1].title, "1.1 Title");
    }

    #[test]
    fn sections_are_found_by_any_id_and_know_their_family() {
        let bank = bank();
        let outline = Outline::of(&bank);
        assert_eq!(outline.find(&bank, "2.1"), Some(3));
        assert_eq!(outline.find(&bank, "c"), Some(5));
        assert_eq!(outline.find(&bank, "a"), Some(1), "by its task");
        assert_eq!(outline.find(&bank, "nothing"), None);
        assert_eq!(outline.below(2), 3..7);
        assert_eq!(outline.below(1), 2..2);
        assert_eq!(outline.below(9), 10..10);
        assert_eq!(outline.parent(5), Some(3));
        assert_eq!(outline.parent(3), Some(2));
        assert_eq!(outline.parent(9), None);
        let topics = outline.topics(&bank, 3);
        assert_eq!(topics, ["b".into(), "c".into()]);
    }
}
