//! Generates questions from table cells. Each question asks which value a column has in a row.

use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use crate::model::{
    Cell, CellRef, Choice, Claim, Column, Component, Framing, Matrix, Question, Row, TopicId, Value,
};

/// The maximum number of options in a question about a cell.
const MOST_ANSWERS: usize = 5;
/// The maximum number of options in cover-and-recall, which are selected with the keys 1 to 9.
const MOST_RECALLED: usize = 9;

/// A cell that can be asked about.
#[derive(Clone, Copy)]
pub(super) struct Drilled<'a> {
    matrix: &'a Matrix,
    row: &'a Row,
    column: &'a Column,
    cell: &'a Cell,
}

/// Returns the cells of `matrix` that can be asked about: those that are filled and not contested,
/// whose value applies, and whose row has at least one other value that applies.
pub(super) fn drilled(matrix: &Matrix) -> impl Iterator<Item = Drilled<'_>> {
    let cells = matrix.drilled_cells();
    let cells = cells.filter(|(row, ..)| matrix.answers(row).nth(1).is_some());
    cells.map(move |(row, column, cell)| Drilled {
        matrix,
        row,
        column,
        cell,
    })
}

impl Drilled<'_> {
    pub(super) fn at(&self) -> CellRef {
        self.matrix.cell_ref(self.row, self.column)
    }

    /// Returns a question about the cell, with distractors drawn using the random seed `seed`.
    pub(super) fn question(&self, seed: u64) -> Question {
        let values: Vec<_> = self.matrix.answers(self.row).collect();
        let answers = offered(&values, &self.cell.value, MOST_ANSWERS, seed);
        question(self.matrix, self.row, self.column, self.cell, &answers)
    }
}

/// Returns the value with the ID `right` and randomly selected others from `values`, at most `most`
/// in total, in their original order.
fn offered<'a>(values: &[&'a Value], right: &str, most: usize, seed: u64) -> Vec<&'a Value> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut others: Vec<_> = (0..values.len())
        .filter(|at| values[*at].id != right)
        .collect();
    others.shuffle(&mut rng);
    others.truncate(most.saturating_sub(1));
    let is_offered = |at: &usize| values[*at].id == right || others.contains(at);
    (0..values.len())
        .filter(is_offered)
        .map(|at| values[at])
        .collect()
}

/// Returns the values that cover-and-recall offers for the cell at the indices `row` and `column`:
/// at most nine of the values that apply to its row or occur in it. The selection is deterministic.
pub fn recall_values(matrix: &Matrix, row: usize, column: usize) -> Vec<&Value> {
    let cells = matrix.rows.get(row).map(|it| (it, it.cells.get(column)));
    let Some((in_row, Some(Some(cell)))) = cells else {
        return Vec::new();
    };
    let occurs = |value: &Value| in_row.cells.iter().flatten().any(|it| it.value == value.id);
    let values = matrix.values_of(in_row).iter();
    let values: Vec<_> = values.filter(|it| it.applies || occurs(it)).collect();
    let seed = (row * matrix.columns.len() + column) as u64;
    offered(&values, &cell.value, MOST_RECALLED, seed)
}

/// Returns a question about each cell of `matrix` that can be asked about, with the values that
/// cover-and-recall offers.
pub(super) fn to_recall(matrix: &Matrix) -> impl Iterator<Item = Question> {
    drilled(matrix).filter_map(|it| {
        let row = matrix.rows.iter().position(|row| row.id == it.row.id)?;
        let columns = &matrix.columns;
        let column = columns
            .iter()
            .position(|column| column.id == it.column.id)?;
        let values = recall_values(matrix, row, column);
        Some(question(matrix, it.row, it.column, it.cell, &values))
    })
}

/// Returns the filled cells of `matrix`, row by row.
pub(super) fn filled(matrix: &Matrix) -> impl Iterator<Item = CellRef> {
    matrix.rows.iter().flat_map(move |row| {
        let cells = matrix.columns.iter().zip(&row.cells);
        let filled = cells.filter(|(_, cell)| cell.is_some());
        filled.map(move |(column, _)| matrix.cell_ref(row, column))
    })
}

/// Returns a question about the cell of `matrix` at `at`, with all values of its row.
pub(super) fn to_read(matrix: &Matrix, at: &CellRef) -> Option<Question> {
    let (row, column) = matrix.place(at)?;
    let cell = matrix.cell(&at.row, &at.column)?;
    let values: Vec<_> = matrix.values_of(row).iter().collect();
    Some(Question {
        explanation: format!("{}: {}", matrix.title, row.title),
        ..question(matrix, row, column, cell, &values)
    })
}

fn question(
    matrix: &Matrix,
    row: &Row,
    column: &Column,
    cell: &Cell,
    answers: &[&Value],
) -> Question {
    let at = matrix.cell_ref(row, column);
    let choices = answers.iter().map(|value| Choice {
        id: value.id.as_str().into(),
        text: value.title.clone(),
        correct: value.id == cell.value,
        fact: cell.fact.clone(),
        claims: vec![Claim {
            cell: at.clone(),
            value: value.id.clone(),
        }],
        reason: if value.id == cell.value {
            cell.reason.clone()
        } else {
            String::new()
        },
    });
    let outside = || TopicId::new(format!("matrix-{}", matrix.id));
    Question {
        id: at.question(),
        topic: matrix.topic.clone().unwrap_or_else(outside),
        choices: choices.collect(),
        components: vec![Component::Cell(at)],
        shape: Framing::Direct,
        difficulty: 2,
        negated: false,
        fixed_order: true,
        beyond: false,
        replaces: Vec::new(),
        stem: row.question(column),
        // No explanation is needed, because the reason for the correct value is shown.
        explanation: String::new(),
    }
}
