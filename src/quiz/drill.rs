//! Cells of tables as questions: which value does this column have in that row?

use std::sync::Arc;

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};

use super::Draw;
use crate::model::{
    Bank, Cell, CellRef, Choice, Claim, Column, Component, Matrix, MatrixId, Question, QuestionId,
    Row, Shape, TopicId, Value,
};

/// The most answers that a drill offers for one cell.
const MOST_ANSWERS: usize = 5;

/// Returns every cell of `tables` that can be asked: filled, not contested, with a value that
/// applies, and in a row that has another such value. The most urgent ones, with the lowest
/// `urgency`, come first, and equally urgent ones are shuffled with `seed`.
pub fn draw_cells(
    bank: &Bank,
    tables: &[MatrixId],
    urgency: impl Fn(&CellRef) -> u8,
    seed: u64,
) -> Vec<Draw> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let drilled = bank.matrices.iter().filter(|it| tables.contains(&it.id));
    let mut cells: Vec<_> = drilled
        .flat_map(|matrix| matrix.drilled_cells().map(move |cell| (matrix, cell)))
        .filter(|(matrix, (row, ..))| matrix.answers(row).nth(1).is_some())
        .collect();
    cells.shuffle(&mut rng);
    cells.sort_by_key(|(matrix, (row, column, _))| urgency(&matrix.cell_ref(row, column)));
    let questions = cells.into_iter().map(|(matrix, (row, column, cell))| {
        let values: Vec<_> = matrix.answers(row).collect();
        let answers = offered(&values, &cell.is, MOST_ANSWERS, rng.random());
        question(matrix, row, column, cell, &answers)
    });
    questions
        .map(|question| Draw {
            order: question.choices.iter().map(|it| it.id.clone()).collect(),
            question: Arc::new(question),
            scored: true,
            why: None,
        })
        .collect()
}

/// Returns the value with the id `right` and others of `values`, drawn with `seed`: at most
/// `most` in all, in their order.
pub fn offered<'a>(values: &[&'a Value], right: &str, most: usize, seed: u64) -> Vec<&'a Value> {
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

/// Returns every cell of `bank` as a question, to read and to search: with all values of its
/// row, and under the topic of its table.
pub fn cell_questions(bank: &Bank) -> Vec<Arc<Question>> {
    let cells = bank.matrices.iter().flat_map(|matrix| {
        let rows = matrix.rows.iter();
        rows.flat_map(move |row| {
            let cells = matrix.columns.iter().zip(&row.cells);
            cells.filter_map(move |(column, cell)| Some((matrix, row, column, cell.as_ref()?)))
        })
    });
    let questions = cells.map(|(matrix, row, column, cell)| {
        let values: Vec<_> = matrix.values_of(row).iter().collect();
        let question = question(matrix, row, column, cell, &values);
        Arc::new(Question {
            topic: matrix.topic.clone().unwrap_or(question.topic),
            explanation: format!("{}: {}", matrix.title, row.title),
            ..question
        })
    });
    questions.collect()
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
        correct: value.id == cell.is,
        about: cell.fact.clone(),
        claims: vec![Claim {
            cell: at.clone(),
            is: value.id.clone(),
        }],
        why: if value.id == cell.is {
            cell.why.clone()
        } else {
            String::new()
        },
    });
    Question {
        id: QuestionId::new(format!("cell-{}-{}-{}", matrix.id, row.id, column.id)),
        topic: TopicId::new(format!("matrix-{}", matrix.id)),
        choices: choices.collect(),
        asks: vec![Component::Cell(at)],
        shape: Shape::Direct,
        difficulty: 2,
        negated: false,
        fixed_order: true,
        beyond: false,
        replaces: Vec::new(),
        stem: row.question(column),
        // The reason of the correct value is enough.
        explanation: String::new(),
    }
}
