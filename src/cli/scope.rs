//! The options that limit a command to domains, tasks, or topics.

use clap::Args;

use super::exit::Usage;
use crate::model::{Bank, MatrixId, TopicId};
use crate::text::nearest;

/// The part of the exam to use. If no option is given, the entire exam is used.
#[derive(Clone, Debug, Default, Args)]
pub struct ScopeArgs {
    /// Limit to this domain of the exam, by its ID; can be repeated
    #[arg(long, value_name = "ID")]
    pub domain: Vec<String>,
    /// Limit to this task of the exam guide, such as 3.6; can be repeated
    #[arg(long, value_name = "ID")]
    pub task: Vec<String>,
    /// Limit to this topic, by its ID; can be repeated
    #[arg(long, value_name = "ID")]
    pub topic: Vec<String>,
}

impl ScopeArgs {
    /// Returns whether no option was given, in which case the scope is the whole bank.
    pub fn is_all(&self) -> bool {
        self.domain.is_empty() && self.task.is_empty() && self.topic.is_empty()
    }

    /// Returns all topics in the given domains, tasks, and topics, in bank order. The list is empty
    /// for the whole bank.
    ///
    /// # Errors
    ///
    /// Returns an error that lists the existing IDs if the bank does not have a given domain, task,
    /// or topic.
    pub fn topics(&self, bank: &Bank) -> Result<Vec<TopicId>, Usage> {
        let domains = bank.exam.iter().flat_map(|exam| &exam.domains);
        check("domain", &self.domain, domains.map(|it| it.id.as_str()))?;
        check(
            "task",
            &self.task,
            bank.tasks.iter().map(|it| it.id.as_str()),
        )?;
        check(
            "topic",
            &self.topic,
            bank.topics.iter().map(|it| it.id.as_str()),
        )?;
        if self.is_all() {
            return Ok(Vec::new());
        }
        let topics = bank.topics.iter().filter(|topic| {
            self.topic.iter().any(|id| *id == topic.id.as_str())
                || topic
                    .task
                    .as_ref()
                    .is_some_and(|task| self.task.contains(task))
                || topic
                    .domain
                    .as_ref()
                    .is_some_and(|it| self.domain.contains(it))
        });
        Ok(topics.map(|topic| topic.id.clone()).collect())
    }
}

/// Returns the tables in `named` and those in `scope`, or all tables if both are empty.
///
/// # Errors
///
/// Returns an error that lists the existing IDs if the bank does not have a given table, domain,
/// task, or topic.
pub fn tables(scope: &ScopeArgs, named: &[String], bank: &Bank) -> Result<Vec<MatrixId>, Usage> {
    check(
        "table",
        named,
        bank.matrices.iter().map(|it| it.id.as_str()),
    )?;
    let topics = scope.topics(bank)?;
    let is_all = named.is_empty() && scope.is_all();
    let tables = bank.matrices.iter().filter(|matrix| {
        let in_part = |topic| topics.contains(topic);
        is_all
            || named.iter().any(|id| *id == matrix.id.as_str())
            || matrix.topic.as_ref().is_some_and(in_part)
    });
    Ok(tables.map(|matrix| matrix.id.clone()).collect())
}

/// Checks that all `wanted` IDs are in `known`. `what` is the noun for the IDs in the error
/// message.
fn check<'a>(
    what: &str,
    wanted: &[String],
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), Usage> {
    for id in wanted {
        if !known.clone().any(|it| it == id) {
            let known: Vec<_> = known.collect();
            // Do not suggest a replacement for an ID that contains digits, because similar numbers
            // are usually unrelated.
            let is_name = id.chars().all(|c| !c.is_ascii_digit());
            let meant = nearest(id, &known).filter(|_| is_name);
            let meant = meant.map_or(String::new(), |near| format!(" (did you mean `{near}`?);"));
            let end = if meant.is_empty() { ";" } else { "" };
            return Err(Usage(format!(
                "unknown {what} `{id}`{meant}{end} valid {what}s: {}",
                known.join(", ")
            )));
        }
    }
    Ok(())
}
