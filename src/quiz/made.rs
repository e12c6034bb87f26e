//! Generates questions from table cells and from terms.

use std::sync::Arc;

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};

use super::cell::{Drilled, drilled};
use super::term::{Glossary, Side};
use super::{DrawnQuestion, cell};
use crate::model::{Bank, CellRef, Component, Matrix, MatrixId, Question, QuestionId, Term};

/// Returns all questions that can be generated: one for each cell that can be drilled and two for
/// each term. The distractors are drawn with the random seed `seed`.
pub fn made_questions(bank: &Bank, seed: u64) -> Vec<Arc<Question>> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut questions = Vec::new();
    for matrix in &bank.matrices {
        let cells = drilled(matrix).map(|it| it.question(rng.random()));
        questions.extend(cells.map(Arc::new));
    }
    let glossary = Glossary::of(bank);
    for term in &bank.terms {
        for side in [Side::Name, Side::Definition] {
            questions.extend(glossary.question(term, side, &mut rng).map(Arc::new));
        }
    }
    questions
}

/// Returns the generated question or flash card with the ID `id`, if the bank still contains its
/// cell or term. The distractors are drawn with the random seed `seed`.
pub fn made_question(bank: &Bank, id: &QuestionId, seed: u64) -> Option<Question> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    for term in &bank.terms {
        let side = if *id == term.id.card() {
            return Some(super::term::card(term));
        } else if *id == term.id.asks_name() {
            Side::Name
        } else if *id == term.id.asks_definition() {
            Side::Definition
        } else {
            continue;
        };
        return Glossary::of(bank).question(term, side, &mut rng);
    }
    let mut cells = bank.matrices.iter().flat_map(drilled);
    let cell = cells.find(|it| it.at().question() == *id)?;
    Some(cell.question(rng.random()))
}

/// Returns a question generated from `item`, which is a cell or a term. Returns `None` if there are
/// no distractors. A question about a term gives the definition and asks for the name, or the other
/// way around if `reversed` is `true`.
pub fn question_on(bank: &Bank, item: &Component, reversed: bool, seed: u64) -> Option<Question> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    match item {
        Component::Fact(_) => None,
        Component::Cell(at) => {
            let mut cells = drilled(bank.matrix(&at.matrix)?);
            let cell = cells.find(|it| it.at() == *at)?;
            Some(cell.question(rng.random()))
        }
        Component::Term(id) => {
            let side = if reversed {
                Side::Definition
            } else {
                Side::Name
            };
            Glossary::of(bank).question(bank.term(id)?, side, &mut rng)
        }
    }
}

/// Draws all cells in `tables` that can be asked about, in ascending order of `urgency`, where 0 is
/// the most urgent. Ties are shuffled by `seed`.
pub fn draw_cells(
    bank: &Bank,
    tables: &[MatrixId],
    urgency: impl Fn(&CellRef) -> u8,
    seed: u64,
) -> Vec<DrawnQuestion> {
    let tables = bank.matrices.iter().filter(|it| tables.contains(&it.id));
    let cells: Vec<Drilled<'_>> = tables.flat_map(drilled).collect();
    drawn(
        cells,
        |cell| urgency(&cell.at()),
        |cell, rng| Some(cell.question(rng.random())),
        seed,
    )
}

/// Returns all cells of `matrix` that can be asked about, in table order, with the options of
/// cover-and-recall.
pub fn recall_draws(matrix: &Matrix) -> Vec<DrawnQuestion> {
    let questions = cell::to_recall(matrix).map(Arc::new);
    questions.map(DrawnQuestion::in_bank_order).collect()
}

/// Draws a question for each of `terms` in a random direction, in the same order as [`draw_cells`].
/// Terms without distractors are skipped.
pub fn draw_terms(
    bank: &Bank,
    terms: Vec<&Term>,
    urgency: impl Fn(&Term) -> u8,
    seed: u64,
) -> Vec<DrawnQuestion> {
    let glossary = Glossary::of(bank);
    let ask = |term: &&Term, rng: &mut Xoshiro256PlusPlus| {
        let side = if rng.random() {
            Side::Name
        } else {
            Side::Definition
        };
        glossary.question(term, side, rng)
    };
    drawn(terms, |term| urgency(term), ask, seed)
}

/// Draws a flash card for each of `terms`, in the same order as [`draw_cells`].
pub fn draw_cards(
    terms: Vec<&Term>,
    urgency: impl Fn(&Term) -> u8,
    seed: u64,
) -> Vec<DrawnQuestion> {
    let ask = |term: &&Term, _: &mut Xoshiro256PlusPlus| Some(super::term::card(term));
    drawn(terms, |term| urgency(term), ask, seed)
}

fn drawn<T>(
    mut items: Vec<T>,
    urgency: impl Fn(&T) -> u8,
    ask: impl Fn(&T, &mut Xoshiro256PlusPlus) -> Option<Question>,
    seed: u64,
) -> Vec<DrawnQuestion> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    items.shuffle(&mut rng);
    items.sort_by_key(urgency);
    let questions: Vec<_> = items.iter().filter_map(|it| ask(it, &mut rng)).collect();
    let questions = questions.into_iter().map(Arc::new);
    questions
        .map(|question| DrawnQuestion::shuffled(question, &mut rng))
        .collect()
}

/// Returns the filled cells of all tables in `bank`.
pub fn filled_cells(bank: &Bank) -> Vec<CellRef> {
    bank.matrices.iter().flat_map(cell::filled).collect()
}

/// Returns a question about the cell `at` for display and search. Its options are all values of the
/// row, including values that do not apply. Contested cells are included.
pub fn cell_question(bank: &Bank, at: &CellRef) -> Option<Question> {
    cell::to_read(bank.matrix(&at.matrix)?, at)
}
