//! Resolves topics and connects them with the tasks and domains of the exam.

use super::{Resolver, task, text, unknown};
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{Task, Topic, TopicId};

impl Resolver<'_> {
    /// Builds the models of tasks and topics. A bank without topics gets a single topic for all its
    /// questions.
    pub(super) fn tasks_and_topics(
        &mut self,
        tasks: Vec<Item<raw::Task>>,
        topics: Vec<Item<raw::Topic>>,
        has_exam: bool,
    ) -> (Vec<Task>, Vec<Topic>) {
        let mut tasks = self.tasks(tasks);
        self.known.tasks = tasks.iter().map(|it| (it.id.clone(), it.clone())).collect();
        let (mut topics, _) = self.each(topics, "topic", |raw| &raw.id, Resolver::topic, |_| ());
        task::add_implied(&mut tasks, &topics);
        if !has_exam {
            forget_domains(&mut tasks, &mut topics);
        }
        if topics.is_empty() {
            topics.push(default_topic());
        }
        self.known.topics = topics
            .iter()
            .map(|it| (it.id.clone(), it.clone()))
            .collect();
        (tasks, topics)
    }

    fn topic(&self, item: &Item<raw::Topic>) -> Result<Topic, Fault> {
        let raw = &item.value;
        if let Some(domain) = &raw.domain
            && !self.known.domains.contains(domain.as_str())
        {
            let fault = unknown(item, domain, "domain", "the domains of [exam]");
            let domains = self.known.domains.iter().map(String::as_str);
            return Err(fault.near(domain, domains));
        }
        let task = raw.task.as_ref().map(|it| text(it));
        let declared = task.as_ref().and_then(|id| self.known.tasks.get(id));
        let declared = declared.and_then(|task| task.domain.clone());
        let own = raw.domain.as_ref().map(|it| text(it));
        if let (Some(own), Some(declared), Some(domain)) = (&own, &declared, &raw.domain)
            && own != declared
        {
            return Err(Fault::new(
                item.inside(domain.span()),
                "other-domain",
                format!(
                    "topic `{}` is in domain `{own}`, but its task is in `{declared}`",
                    *raw.id
                ),
                "remove `domain`; the topic belongs to the domain of its task",
            ));
        }
        Ok(Topic {
            id: TopicId::new(raw.id.as_str()),
            title: text(&raw.title),
            domain: own.or(declared),
            task,
        })
    }
}

/// Removes the domains from tasks and topics so that a mistake in `[exam]` does not invalidate the
/// topics that refer to its domains.
fn forget_domains(tasks: &mut [Task], topics: &mut [Topic]) {
    for task in tasks {
        task.domain = None;
    }
    for topic in topics {
        topic.domain = None;
    }
}

/// Returns the topic for a bank that does not declare any topics.
fn default_topic() -> Topic {
    Topic {
        id: "all".into(),
        title: "All questions".into(),
        domain: None,
        task: None,
    }
}
