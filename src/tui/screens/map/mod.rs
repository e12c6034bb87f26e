//! The map of a table, which shows its rows, its columns, and the value of each cell.

mod layout;
mod open;
mod recall;
mod render;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

pub use open::MapState;
use recall::Recall;

use super::own_words::{OwnWords, note_key};
use super::question::Question;
use super::stack::Stack;
use crate::app::HistorySnapshot;
use crate::app::words::count;
use crate::learn::{PersonalNotes, Subject};
use crate::model::{Bank, Cell, CellRef, Component, Matrix, MatrixKind, QuestionId};
use crate::quiz::{Kind, Moment};
use crate::tui::keymap::{
    Action, Binding, Group, Key, back, go, left_right, letter, space, tabs, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::view::{Sheet, View};

pub struct Map {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    matrix: usize,
    /// The IDs of the questions that make a claim about each cell.
    claims: HashMap<CellRef, Vec<QuestionId>>,
    /// The selected row and column.
    row: usize,
    column: usize,
    /// The number of the selected column group, starting at 1, or 0 for all groups.
    group: usize,
    /// True if the map was opened from a session, which continues afterward. Another session cannot
    /// be started from this map.
    in_session: bool,
    covered: bool,
    opened: BTreeSet<(usize, usize)>,
    recall: Recall,
    notes: PersonalNotes,
}

impl Map {
    fn matrix(&self) -> &Matrix {
        &self.bank.matrices[self.matrix]
    }

    fn groups(&self) -> Vec<String> {
        let mut groups: Vec<String> = Vec::new();
        for column in &self.matrix().columns {
            if !groups.contains(&column.group) {
                groups.push(column.group.clone());
            }
        }
        groups
    }

    /// Returns the indices of the visible columns. On a narrow page, only one group is visible.
    fn columns(&self, narrow: bool) -> Vec<usize> {
        let matrix = self.matrix();
        let groups = self.groups();
        let group = match self.group {
            0 if narrow => Some(matrix.columns[self.column].group.clone()),
            0 => None,
            at => groups.get(at - 1).cloned(),
        };
        let all = matrix.columns.iter().enumerate();
        all.filter(|(_, column)| group.as_ref().is_none_or(|group| column.group == *group))
            .map(|(at, _)| at)
            .collect()
    }

    fn at(&self, row: usize, column: usize) -> CellRef {
        let matrix = self.matrix();
        matrix.cell_ref(&matrix.rows[row], &matrix.columns[column])
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.matrix().rows.get(row)?.cells.get(column)?.as_deref()
    }

    /// Returns the subject of a note on the selected cell; `None` if the cell is empty or covered.
    fn subject(&self) -> Option<Subject> {
        self.cell(self.row, self.column)?;
        let is_shown = !self.is_covered(self.row, self.column);
        is_shown.then(|| Subject::Cell(self.at(self.row, self.column)))
    }

    fn is_covered(&self, row: usize, column: usize) -> bool {
        self.covered && !self.opened.contains(&(row, column))
    }

    fn covered_cells(&self) -> BTreeSet<(usize, usize)> {
        let columns = self.matrix().columns.len();
        (0..self.matrix().rows.len())
            .flat_map(|row| (0..columns).map(move |column| (row, column)))
            .filter(|(row, column)| self.is_covered(*row, *column))
            .collect()
    }

    /// Returns the numbers of correct and incorrect answers for a cell.
    fn tally(&self, at: &CellRef) -> (usize, usize) {
        self.overview
            .record
            .cells
            .get(at)
            .copied()
            .unwrap_or((0, 0))
    }

    fn is_missed(&self, row: usize, column: usize) -> bool {
        let cell = Component::Cell(self.at(row, column));
        self.overview.record.is_missed(&cell)
    }

    /// Returns the IDs of the questions that make a claim about the selected cell.
    fn questions(&self) -> &[QuestionId] {
        let at = self.at(self.row, self.column);
        self.claims.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Moves the selection left or right within the visible columns.
    fn sideways(&mut self, by: isize) {
        let shown = self.columns(false);
        let here = shown.iter().position(|at| *at == self.column).unwrap_or(0);
        let to = here
            .saturating_add_signed(by)
            .min(shown.len().saturating_sub(1));
        if let Some(column) = shown.get(to) {
            self.column = *column;
        }
    }
}

impl Screen for Map {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        let questions = self.questions().len();
        if questions > 0 && !self.in_session {
            table.push(go(
                format!("practice {questions}"),
                "practice the questions about this cell",
            ));
        }
        let answers = self.answers().len();
        if answers > 0 {
            let keys = (0..answers).map(|at| {
                let digit = char::from(b'1' + at as u8);
                (Key::char(digit), Action::Option(at))
            });
            let does = "answer the covered cell";
            let shown = format!("1-{answers}");
            table.push(Binding::new(shown, keys, Group::Answer, does).hint("answer"));
        }
        if self.covered {
            let does = "go to the next covered cell";
            table.push(letter('n', Action::Next, Group::Move, does).hint("next"));
        }
        let cover = if self.covered { "uncover all" } else { "cover" };
        let does = "cover or uncover all cells";
        table.push(letter('o', Action::Cover, Group::Look, does).hint(cover));
        let mut keys = up_down("").keys;
        keys.extend(left_right("").keys);
        let does = "select a row or a column";
        table.push(Binding::new("h j k l", keys, Group::Move, does).hint("move"));
        table.push(space("uncover or cover the cell"));
        if self.subject().is_some() {
            table.push(note_key());
        }
        if !self.in_session {
            let does = "drill the cells of this table";
            table.push(letter('d', Action::Drill, Group::Answer, does).hint("drill"));
            let does = "drill the cells of this row";
            table.push(letter('r', Action::DrillRow, Group::Answer, does).hint("drill row"));
        }
        if self.matrix().kind == MatrixKind::Ownership {
            let does = "show two columns as stacks";
            table.push(letter('v', Action::OtherView, Group::Look, does).hint("stack"));
        }
        if self.groups().len() > 1 {
            table.push(tabs("show one group of columns").hint("group"));
        }
        table.push(back("back", "go back"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let last = self.matrix().rows.len().saturating_sub(1);
        match action {
            Action::Go if self.in_session => {}
            Action::Go => {
                return Question::start(
                    cx.app
                        .start_with_questions(Kind::Practice, self.questions(), &cx.now),
                    cx,
                );
            }
            Action::Up => self.row = self.row.saturating_sub(1),
            Action::Down => self.row = (self.row + 1).min(last),
            Action::Left => self.sideways(-1),
            Action::Right => self.sideways(1),
            Action::First => self.row = 0,
            Action::Last => self.row = last,
            Action::Pick(row, column) => {
                if (self.row, self.column) == (row, column) {
                    self.opened.insert((row, column));
                }
                (self.row, self.column) = (row, column);
            }
            Action::Option(at) => self.answer(at, cx),
            Action::Next => self.next_covered(),
            Action::Drill if !self.in_session => {
                let table = self.matrix().id.clone();
                let drill = cx
                    .app
                    .drill_tables(&[table], None, None, &self.overview, &cx.now);
                return Question::start(drill, cx);
            }
            Action::DrillRow if !self.in_session => {
                let at = self.at(self.row, self.column);
                let drill = cx.app.drill_row(&at, &self.overview, &cx.now);
                return Question::start(drill, cx);
            }
            Action::Tick => {
                let at = (self.row, self.column);
                if !self.opened.remove(&at) {
                    self.opened.insert(at);
                }
            }
            Action::Note => return OwnWords::write_note(self.subject(), cx),
            Action::Cover => {
                self.covered = !self.covered;
                self.opened.clear();
                self.end_recall(cx);
            }
            Action::OtherView if self.matrix().kind == MatrixKind::Ownership => {
                let bank = Arc::clone(&self.bank);
                let here = (self.row, self.column);
                let covered = self.covered_cells();
                return Flow::Push(Box::new(Stack::new(bank, self.matrix, here, covered)));
            }
            Action::NextTab | Action::PreviousTab => {
                let count = self.groups().len() + 1;
                let by = if action == Action::NextTab {
                    1
                } else {
                    count - 1
                };
                self.group = (self.group + by) % count;
                let shown = self.columns(false);
                if !shown.contains(&self.column)
                    && let Some(first) = shown.first()
                {
                    self.column = *first;
                }
            }
            Action::Leave => {
                self.end_recall(cx);
                if !self.in_session {
                    cx.left.set(self.as_left());
                }
                return Flow::Pop;
            }
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn leaving(&mut self, cx: &mut Context) {
        self.end_recall(cx);
    }

    fn banner(&self) -> Option<String> {
        self.recall.saved.save_error()
    }

    fn returned(&mut self, cx: &mut Context) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.overview = overview;
        }
        self.notes = cx.app.personal_notes(&cx.now);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let matrix = self.matrix();
        let layout = self.layout(page);
        let mut upper = Sheet::default();
        self.detail(&mut upper, page);
        upper.rows.extend(self.heads(&layout));
        let mut main = Sheet::default();
        self.table(&mut main, page, &layout);
        let status = self.draw_legend(&mut main, page, &layout);
        let missed = (0..matrix.rows.len())
            .flat_map(|row| (0..matrix.columns.len()).map(move |column| (row, column)))
            .filter(|(row, column)| self.is_missed(*row, *column))
            .count();
        let group = self
            .group
            .checked_sub(1)
            .and_then(|at| self.groups().get(at).cloned());
        let size = if page.narrow {
            format!("{} × {}", matrix.rows.len(), matrix.columns.len())
        } else {
            format!(
                "{} × {}",
                count(matrix.rows.len(), "row", "rows"),
                count(matrix.columns.len(), "column", "columns")
            )
        };
        let right = match (self.recalled(), missed) {
            (Some(recalled), _) => recalled,
            (None, 0) => size,
            (None, missed) => format!("{size} · {} missed", count(missed, "cell", "cells")),
        };
        View {
            keep: upper.len(),
            upper,
            full: true,
            ..View::page(matrix.title.clone(), main)
                .part(group.unwrap_or_default())
                .right(right)
                .status(status)
        }
    }
}
