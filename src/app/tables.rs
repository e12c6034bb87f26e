//! The tables of a bank, grouped by domain and task, with how much of each is recalled.

use super::{App, Overview};
use crate::model::{Bank, CellRef, Component, Matrix, MatrixId};

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
    /// Cells that can be drilled, and those that were answered correctly more often than not.
    pub cells: usize,
    pub recalled: usize,
    /// Cells that were missed, and not answered correctly more often since.
    pub missed: usize,
}

/// How soon a drill asks a cell, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// It was missed, and not answered correctly more often.
    Missed,
    /// It was known, and its recall has faded.
    Due,
    Later,
}

impl Urgency {
    pub(super) fn of(cell: &CellRef, overview: &Overview) -> Self {
        let record = &overview.record;
        if let Some((right, wrong)) = record.cells.get(cell)
            && wrong >= right
        {
            return Self::Missed;
        }
        let known = record.knowledge.get(&Component::Cell(cell.clone()));
        let due = known.and_then(|known| known.memory.due());
        if due.is_some_and(|day| day <= overview.today) {
            Self::Due
        } else {
            Self::Later
        }
    }
}

impl App {
    /// Lists the tables of the bank in the order of the exam's domains and tasks.
    pub fn tables(&self, overview: &Overview) -> Vec<TableGroup> {
        let bank = self.bank();
        let mut groups: Vec<TableGroup> = Vec::new();
        let mut places: Vec<_> = bank.matrices.iter().enumerate().collect();
        places.sort_by_key(|(_, matrix)| position(bank, matrix));
        for (at, matrix) in places {
            let (domain, title) = heading(bank, matrix);
            let record = &overview.record.cells;
            let drilled = matrix.drilled_cells();
            let tallies: Vec<_> = drilled
                .map(|(row, column, _)| record.get(&matrix.cell_ref(row, column)))
                .collect();
            let of = |is: fn(usize, usize) -> bool| {
                let known = tallies.iter().flatten();
                known.filter(|(right, wrong)| is(*right, *wrong)).count()
            };
            let entry = TableEntry {
                at,
                id: matrix.id.clone(),
                title: matrix.title.clone(),
                rows: matrix.rows.len(),
                columns: matrix.columns.len(),
                recalled: of(|right, wrong| right > wrong),
                missed: of(|right, wrong| wrong >= right),
                cells: tallies.len(),
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

/// Returns the positions of the domain and the task of `matrix` in the exam; a table outside
/// the exam comes last.
fn position(bank: &Bank, matrix: &Matrix) -> (usize, usize) {
    let topic = matrix.topic.as_ref().and_then(|id| bank.topic(id));
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
            let at = topics
                .clone()
                .position(|it| Some(&it.id) == matrix.topic.as_ref());
            bank.tasks.len() + at.unwrap_or_else(|| topics.count())
        }),
    )
}

/// Returns the domain of `matrix`, and the heading that it is listed under.
fn heading(bank: &Bank, matrix: &Matrix) -> (Option<String>, String) {
    let Some(topic) = matrix.topic.as_ref().and_then(|id| bank.topic(id)) else {
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
