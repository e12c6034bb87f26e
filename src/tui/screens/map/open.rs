//! Opens the map at a table, at a cell, or in its last state.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use super::Map;
use super::recall::Recall;
use crate::app::HistorySnapshot;
use crate::model::{Bank, BankId, CellRef, MatrixId, QuestionId};
use crate::tui::screen::Context;

/// The last state of the map.
#[derive(Clone)]
pub struct MapState {
    bank: BankId,
    cell: CellRef,
    group: usize,
    covered: bool,
    opened: BTreeSet<(usize, usize)>,
}

impl MapState {
    /// Returns the table that was shown, if it belongs to `bank`.
    pub fn table_of(&self, bank: &BankId) -> Option<&MatrixId> {
        (self.bank == *bank).then_some(&self.cell.matrix)
    }
}

impl Map {
    /// Opens the table at index `table`. If this table was the last one viewed, it opens in its
    /// last state.
    pub fn of_table(overview: Rc<HistorySnapshot>, table: usize, cx: &Context) -> Option<Self> {
        let mut map = Self::new(overview, None, cx)?;
        if map.matrix != table {
            map.bank.matrices.get(table)?;
            (map.matrix, map.row, map.column, map.group) = (table, 0, 0, 0);
            map.covered = false;
            map.opened.clear();
        }
        Some(map)
    }

    /// Opens the map at `cell`.
    pub fn at_cell(
        overview: Rc<HistorySnapshot>,
        cell: &CellRef,
        in_session: bool,
        cx: &Context,
    ) -> Option<Self> {
        let map = Self::new(overview, Some(cell), cx)?;
        Some(Self { in_session, ..map })
    }

    /// Opens the only table in the bank. Returns `None` if the bank does not have exactly one
    /// table.
    pub fn only(overview: Rc<HistorySnapshot>, cx: &Context) -> Option<Self> {
        let is_only = cx.app.bank().matrices.len() == 1;
        is_only.then(|| Self::of_table(overview, 0, cx)).flatten()
    }

    /// Opens the map at `cell`, if the bank contains this cell. Returns `None` if the bank has no
    /// tables.
    pub fn new(
        overview: Rc<HistorySnapshot>,
        cell: Option<&CellRef>,
        cx: &Context,
    ) -> Option<Self> {
        let bank = Arc::clone(cx.app.bank());
        bank.matrices.first()?;
        let mut map = Self {
            claims: claims(&bank),
            bank,
            overview,
            matrix: 0,
            row: 0,
            column: 0,
            group: 0,
            in_session: cell.is_some(),
            covered: false,
            opened: BTreeSet::new(),
            recall: Recall::default(),
            notes: cx.app.personal_notes(&cx.now),
        };
        let left = cx.left.get::<MapState>();
        match (cell, left.filter(|left| left.bank == map.bank.id)) {
            (Some(cell), _) => map.select(cell),
            (None, Some(left)) => {
                map.select(&left.cell);
                map.group = left.group.min(map.groups().len());
                map.covered = left.covered;
                map.opened.clone_from(&left.opened);
            }
            (None, None) => {}
        }
        Some(map)
    }

    pub(super) fn as_left(&self) -> MapState {
        MapState {
            bank: self.bank.id.clone(),
            cell: self.at(self.row, self.column),
            group: self.group,
            covered: self.covered,
            opened: self.opened.clone(),
        }
    }

    fn select(&mut self, cell: &CellRef) {
        let matrices = self.bank.matrices.iter();
        let found = matrices.enumerate().find_map(|(at, matrix)| {
            let row = matrix.rows.iter().position(|row| row.id == cell.row)?;
            let column = matrix.columns.iter().position(|it| it.id == cell.column)?;
            (matrix.id == cell.matrix).then_some((at, row, column))
        });
        if let Some((matrix, row, column)) = found {
            (self.matrix, self.row, self.column) = (matrix, row, column);
        }
    }
}

/// Returns the IDs of the questions that make a claim about each cell, in bank order.
fn claims(bank: &Bank) -> HashMap<CellRef, Vec<QuestionId>> {
    let mut found: HashMap<_, Vec<QuestionId>> = HashMap::new();
    for question in &bank.questions {
        for claim in question.choices.iter().flat_map(|it| &it.claims) {
            let questions = found.entry(claim.cell.clone()).or_default();
            if questions.last() != Some(&question.id) {
                questions.push(question.id.clone());
            }
        }
    }
    found
}
