//! The tables of a bank, grouped by domain and task, and the learner's knowledge of them.

use super::sections::Sections;
use super::{App, HistorySnapshot};
use crate::learn::Masteries;
use crate::model::{Component, MatrixId};

/// A table in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    /// The index of the table in the bank.
    pub at: usize,
    pub id: MatrixId,
    pub title: String,
    pub rows: usize,
    pub columns: usize,
    /// The number of cells that can be drilled and the number of those that are recalled today
    /// (known or mastered).
    pub cells: usize,
    pub recalled: usize,
    /// The number of cells on the list of missed items.
    pub missed: usize,
}

impl App {
    /// Lists the tables of the bank, grouped by domain and task.
    pub fn tables(&self, overview: &HistorySnapshot) -> Sections<TableEntry> {
        let bank = self.bank();
        let tables = bank.matrices.iter().enumerate().map(|(at, matrix)| {
            let drilled = matrix.drilled_cells();
            let cells: Vec<_> = drilled
                .map(|(row, column, _)| Component::Cell(matrix.cell_ref(row, column)))
                .collect();
            let known = Masteries::of(&cells, &overview.record.knowledge, overview.today);
            TableEntry {
                at,
                id: matrix.id.clone(),
                title: matrix.title.clone(),
                rows: matrix.rows.len(),
                columns: matrix.columns.len(),
                recalled: known.all_known(),
                missed: cells
                    .iter()
                    .filter(|it| overview.record.is_missed(it))
                    .count(),
                cells: cells.len(),
            }
        });
        Sections::of(bank, tables.collect(), |table| {
            bank.matrices[table.at].topic.as_ref()
        })
    }
}
