//! Resolves the tasks in the exam guide, the bullets under them, and the references from facts to
//! bullets.

use std::collections::HashSet;

use super::{Resolver, bad_id, check_id, text, unknown, used_twice};
use crate::bank::located::Located;
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{Bullet, Task, Topic, is_valid_id};

impl Resolver<'_> {
    /// Builds the models of tasks. Tasks with faults are reported and left out.
    pub(super) fn tasks(&mut self, items: Vec<Item<raw::Task>>) -> Vec<Task> {
        let mut tasks = Vec::with_capacity(items.len());
        let mut ids = HashSet::new();
        for item in items {
            match self.task(&item, &ids) {
                Ok(task) => {
                    ids.insert(task.id.clone());
                    tasks.push(task);
                }
                Err(fault) => self.report(&item, fault),
            }
        }
        tasks
    }

    fn task(&self, item: &Item<raw::Task>, before: &HashSet<String>) -> Result<Task, Fault> {
        let raw = &item.value;
        let id = &*raw.id;
        // Task numbers contain dots.
        if !is_valid_id(&id.replace('.', "-")) {
            return Err(bad_id(item.inside(raw.id.span()), id, "task"));
        }
        if before.contains(id) {
            return Err(used_twice(item.inside(raw.id.span()), id, "task"));
        }
        if let Some(domain) = &raw.domain
            && !self.known.domains.contains(domain.as_str())
        {
            return Err(unknown(item, domain, "domain", "the domains of [exam]"));
        }
        let mut seen = HashSet::new();
        for bullet in &raw.bullets {
            let id = &bullet.id;
            check_id(item.inside(id.span()), id, "bullet", &mut seen)?;
        }
        let bullets = raw.bullets.iter().map(|bullet| Bullet {
            id: bullet.id.to_string(),
            title: text(&bullet.title),
        });
        Ok(Task {
            id: id.clone(),
            title: text(&raw.title),
            domain: raw.domain.as_ref().map(|it| text(it)),
            bullets: bullets.collect(),
        })
    }

    /// Returns the IDs of the bullets that a fact in `topic` covers after checking that the topic's
    /// task lists them.
    pub(super) fn bullets<R>(
        &self,
        item: &Item<R>,
        topic: &Located<String>,
        bullets: &[Located<String>],
    ) -> Result<Vec<String>, Fault> {
        let topic = self.known.topics.get(topic.as_str());
        let task = topic.and_then(|topic| self.known.tasks.get(topic.task.as_ref()?));
        for id in bullets {
            let listed = task.iter().flat_map(|task| &task.bullets);
            if !listed.into_iter().any(|bullet| bullet.id == **id) {
                return Err(unknown(
                    item,
                    id,
                    "bullet",
                    "the bullets of the topic's task",
                ));
            }
        }
        Ok(bullets.iter().map(|id| id.to_string()).collect())
    }
}

/// Adds the tasks that topics refer to but that the bank does not describe, which is normal in
/// banks with format 1.
pub(super) fn add_implied(tasks: &mut Vec<Task>, topics: &[Topic]) {
    let mut ids: HashSet<_> = tasks.iter().map(|task| task.id.clone()).collect();
    for topic in topics {
        let Some(id) = &topic.task else {
            continue;
        };
        if ids.insert(id.clone()) {
            tasks.push(Task {
                id: id.clone(),
                title: format!("Task {id}"),
                domain: topic.domain.clone(),
                bullets: Vec::new(),
            });
        }
    }
}
