//! Cells of a matrix as questions: who is responsible for this, on that service?

use std::collections::HashMap;
use std::sync::Arc;

use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use super::Draw;
use crate::model::{
    Bank, Cell, CellRef, Choice, Claim, Column, Component, Matrix, Question, QuestionId, Row,
    Shape, TopicId,
};

/// Every cell of `bank` that can be asked: filled, not contested, and not "does
/// not apply". Those missed more often than not come first, then the rest, each
/// part shuffled with `seed`. `record` says for each cell how many answers were
/// right and how many wrong.
pub fn draw_cells(bank: &Bank, record: &HashMap<CellRef, (usize, usize)>, seed: u64) -> Vec<Draw> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut cells: Vec<_> = bank.matrices.iter().flat_map(questions).collect();
    cells.shuffle(&mut rng);
    let is_shaky = |question: &Question| match question.asks.first() {
        Some(Component::Cell(cell)) => record
            .get(cell)
            .is_some_and(|(right, wrong)| wrong >= right),
        _ => false,
    };
    cells.sort_by_key(|question| !is_shaky(question));
    cells
        .into_iter()
        .map(|question| Draw {
            order: question.choices.iter().map(|it| it.id.clone()).collect(),
            question: Arc::new(question),
            scored: true,
            why: None,
        })
        .collect()
}

fn questions(matrix: &Matrix) -> impl Iterator<Item = Question> + '_ {
    let cells = matrix.drilled_cells();
    cells.map(|(row, column, cell)| question(matrix, row, column, cell))
}

fn question(matrix: &Matrix, row: &Row, column: &Column, cell: &Cell) -> Question {
    let at = CellRef {
        matrix: matrix.id.clone(),
        row: row.id.clone(),
        column: column.id.clone(),
    };
    let values = matrix.values_of(row).iter().filter(|value| value.applies);
    // The middle of "one, the other, both" is both: keys side by side read so.
    let mut values: Vec<_> = values.collect();
    values.sort_by_key(|value| match value.id.as_str() {
        "aws" => 0,
        "both" => 1,
        _ => 2,
    });
    let choices = values.into_iter().map(|value| Choice {
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
        stem: format!("{}\non {}", row.title, column.title),
        // The reason of the right value says it all.
        explanation: String::new(),
    }
}
