//! Recall practice on the map. A number key selects the value of a covered cell and uncovers the
//! cell.

use super::Map;
use crate::app::Recalled;
use crate::model::Value;
use crate::quiz::recall_values;
use crate::tui::screen::Context;

/// The answers since the table was covered.
#[derive(Debug, Default)]
pub(super) struct Recall {
    /// The answered cells, with the chosen values.
    answers: Vec<((usize, usize), String)>,
    correct: usize,
    /// The answers that are saved in the history.
    pub(super) saved: Recalled,
}

impl Map {
    /// Returns the possible answers for the selected cell. The list is empty if the cell is not
    /// covered or is contested.
    pub(super) fn answers(&self) -> Vec<&Value> {
        let at = (self.row, self.column);
        let Some(cell) = self.cell(at.0, at.1) else {
            return Vec::new();
        };
        if cell.contested || !self.is_covered(at.0, at.1) {
            return Vec::new();
        }
        recall_values(self.matrix(), at.0, at.1)
    }

    /// Lists the possible answers for the selected cell, which is covered.
    pub(super) fn recall_line(&self) -> String {
        let answers = self.answers();
        if answers.is_empty() {
            return "This cell is contested. Press Space to read why.".to_owned();
        }
        let answers: Vec<_> = answers
            .iter()
            .zip(1..)
            // A nonbreaking space keeps the number on the same line as the answer.
            .map(|(value, key)| format!("{key}\u{a0}{}", value.title))
            .collect();
        answers.join("   ")
    }

    /// Records the value at index `at` as the answer for the selected cell and uncovers the cell.
    pub(super) fn answer(&mut self, at: usize, cx: &mut Context) {
        let Some(chosen) = self.answers().get(at).map(|value| value.id.clone()) else {
            return;
        };
        let place = (self.row, self.column);
        let is_correct = self
            .cell(place.0, place.1)
            .is_some_and(|cell| cell.value == chosen);
        // During a session, do not save the answer, because the session has just explained this
        // cell.
        if !self.in_session {
            let cell = self.at(place.0, place.1);
            let matrix = &self.bank.matrices[self.matrix];
            let saved = &mut self.recall.saved;
            saved.answer(&mut cx.app, matrix, &cell, &chosen, &cx.now);
        }
        self.opened.insert(place);
        self.recall.correct += usize::from(is_correct);
        self.recall.answers.push((place, chosen));
    }

    /// Ends the current round of recall and updates the history snapshot with its answers.
    pub(super) fn end_recall(&mut self, cx: &mut Context) {
        let ended = self.recall.saved.end(&mut cx.app, &cx.now);
        self.recall = Recall::default();
        if ended && let Ok(overview) = cx.app.overview(&cx.now) {
            self.overview = overview;
        }
    }

    /// Returns whether the answer for the selected cell was correct, together with the chosen
    /// value; `None` if the cell was not answered.
    pub(super) fn verdict(&self) -> Option<(bool, &Value)> {
        let place = (self.row, self.column);
        let mut answers = self.recall.answers.iter().rev();
        let (_, chosen) = answers.find(|(at, _)| *at == place)?;
        let matrix = self.matrix();
        let cell = self.cell(place.0, place.1)?;
        let value = matrix.value_in(&matrix.rows[place.0].id, chosen)?;
        Some((value.id == cell.value, value))
    }

    /// Describes how many answers were correct; `None` before the first answer.
    pub(super) fn recalled(&self) -> Option<String> {
        let of = self.recall.answers.len();
        (of > 0).then(|| format!("{} of {of} recalled", self.recall.correct))
    }

    /// Moves the selection to the next covered cell, row by row.
    pub(super) fn next_covered(&mut self) {
        let columns = self.matrix().columns.len();
        let cells = self.matrix().rows.len() * columns;
        let here = self.row * columns + self.column;
        let next = (1..=cells)
            .map(|step| (here + step) % cells)
            .map(|at| (at / columns, at % columns))
            .find(|(row, column)| {
                self.is_covered(*row, *column)
                    && self.cell(*row, *column).is_some()
                    && self.columns(false).contains(column)
            });
        if let Some((row, column)) = next {
            (self.row, self.column) = (row, column);
        }
    }
}
