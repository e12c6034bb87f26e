//! The tables of a bank, grouped by domain and task, with how much of each is recalled.

use super::sections::Sections;
use super::{App, Overview};
use crate::learn::Masteries;
use crate::model::{Component, MatrixId};

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
    pub fn tables(&self, overview: &Overview) -> Sections<TableEntry> {
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
                recalled: known.recalled(),
                missed: known.learning,
                cells: cells.len(),
            }
        });
        Sections::of(bank, tables.collect(), |table| {
            bank.matrices[table.at].topic.as_ref()
        })
    }
}
