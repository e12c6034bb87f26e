//! The tables of a bank, grouped by domain and task, with how much of each is recalled.

use super::{App, Overview};
use crate::learn::Masteries;
use crate::model::{Bank, Component, MatrixId, TopicId};

/// The tables of one task, or those that belong to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableGroup {
    /// The id of the domain; `None` for tables outside the exam.
    pub domain: Option<String>,
    /// The domain and the task, such as `Technology and Services · 3.6 Storage services`.
    pub title: String,
    pub tables: Vec<TableEntry>,
}

/// One table of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    /// The position of the table in the bank.
    pub at: usize,
    pub id: MatrixId,
    pub title: String,
    pub rows: usize,
    pub columns: usize,
    /// Cells that can be drilled, and those that are recalled today: known or mastered.
    pub cells: usize,
    pub recalled: usize,
    /// Cells that are being learned: the last answer was incorrect, unsure, or a guess.
    pub missed: usize,
}

impl App {
    /// Lists the tables of the bank in the order of the exam's domains and tasks.
    pub fn tables(&self, overview: &Overview) -> Vec<TableGroup> {
        let bank = self.bank();
        let mut groups: Vec<TableGroup> = Vec::new();
        let mut places: Vec<_> = bank.matrices.iter().enumerate().collect();
        places.sort_by_key(|(_, matrix)| position(bank, matrix.topic.as_ref()));
        for (at, matrix) in places {
            let (domain, title) = heading(bank, matrix.topic.as_ref());
            let record = &overview.record;
            let drilled = matrix.drilled_cells();
            let cells: Vec<_> = drilled
                .map(|(row, column, _)| Component::Cell(matrix.cell_ref(row, column)))
                .collect();
            let known = Masteries::of(&cells, &record.knowledge, overview.today);
            let entry = TableEntry {
                at,
                id: matrix.id.clone(),
                title: matrix.title.clone(),
                rows: matrix.rows.len(),
                columns: matrix.columns.len(),
                recalled: known.recalled(),
                missed: known.learning,
                cells: cells.len(),
            };
            match groups.last_mut() {
                Some(group) if group.title == title => group.tables.push(entry),
                _ => groups.push(TableGroup {
                    domain,
                    title,
                    tables: vec![entry],
                }),
            }
        }
        groups
    }
}

/// Returns the positions of the domain and the task of `topic` in the exam; what has no topic
/// comes last.
pub(super) fn position(bank: &Bank, id: Option<&TopicId>) -> (usize, usize) {
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

/// Returns the domain of `topic`, and the heading that it is listed under.
pub(super) fn heading(bank: &Bank, topic: Option<&TopicId>) -> (Option<String>, String) {
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
