//! The responsibility map: duties down, services across, who has which.

mod table;

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use super::stack::Stack;
use crate::app::Overview;
use crate::model::{Bank, BankId, Cell, CellRef, Matrix, QuestionId};
use crate::quiz::{Kind, Moment};
use crate::tui::keymap::{
    Action, Binding, Group, back, go, left_right, letter, paging, space, tabs, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Sheet, View, line};
use crate::tui::words::count;

/// Rows for what a cell says, so that the table below stands still.
const DETAIL_ROWS: usize = 4;

pub struct Map {
    bank: Arc<Bank>,
    overview: Rc<Overview>,
    matrix: usize,
    /// The selected duty and service.
    row: usize,
    column: usize,
    /// 0 is all groups of services, n the group n - 1.
    group: usize,
    /// Opened from a session, which goes on below: another one cannot begin here.
    in_session: bool,
    covered: bool,
    opened: BTreeSet<(usize, usize)>,
}

/// Where one was on the map, and what it showed.
#[derive(Clone)]
pub struct MapLeft {
    bank: BankId,
    cell: CellRef,
    group: usize,
    covered: bool,
    opened: BTreeSet<(usize, usize)>,
}

impl Map {
    /// The map, opened at `cell` if the bank has it; `None` where the bank has no matrix.
    pub fn new(overview: Rc<Overview>, cell: Option<&CellRef>, cx: &Context<'_>) -> Option<Self> {
        let bank = Arc::clone(cx.app.bank());
        bank.matrices.first()?;
        let mut map = Self {
            bank,
            overview,
            matrix: 0,
            row: 0,
            column: 0,
            group: 0,
            in_session: cell.is_some(),
            covered: false,
            opened: BTreeSet::new(),
        };
        let left = cx.left.map.as_ref();
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

    fn as_left(&self) -> MapLeft {
        MapLeft {
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

    /// The services that are shown, by their index. A narrow page has room for one group.
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
        CellRef {
            matrix: matrix.id.clone(),
            row: matrix.rows[row].id.clone(),
            column: matrix.columns[column].id.clone(),
        }
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.matrix().rows.get(row)?.cells.get(column)?.as_ref()
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

    /// Right and wrong answers to a cell.
    fn tally(&self, at: &CellRef) -> (usize, usize) {
        self.overview
            .record
            .cells
            .get(at)
            .copied()
            .unwrap_or((0, 0))
    }

    fn is_missed(&self, row: usize, column: usize) -> bool {
        let (right, wrong) = self.tally(&self.at(row, column));
        wrong > 0 && wrong >= right
    }

    /// The questions that speak of the selected cell.
    fn questions(&self) -> Vec<QuestionId> {
        let at = self.at(self.row, self.column);
        let speaks = |question: &&Arc<crate::model::Question>| {
            let mut claims = question.choices.iter().flat_map(|choice| &choice.claims);
            claims.any(|claim| claim.cell == at)
        };
        self.bank
            .questions
            .iter()
            .filter(speaks)
            .map(|it| it.id.clone())
            .collect()
    }

    /// Moves the selection among the services that are shown.
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
                format!("practise {questions}"),
                "practise the questions on this cell",
            ));
        }
        let mut keys = up_down("").keys;
        keys.extend(left_right("").keys);
        let does = "the duty, the service";
        table.push(Binding::new("h j k l", keys, Group::Move, does).hint("move"));
        let cover = if self.covered { "uncover all" } else { "cover" };
        table.push(
            letter(
                'o',
                Action::Cover,
                Group::Look,
                "cover all cells, open them",
            )
            .hint(cover),
        );
        table.push(space("open the cell, or cover it"));
        table.push(
            letter(
                'v',
                Action::OtherView,
                Group::Look,
                "the service as a stack",
            )
            .hint("stack"),
        );
        table.push(tabs("group of services").hint("group"));
        table.extend(paging());
        table.push(back("back", "back"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let last = self.matrix().rows.len().saturating_sub(1);
        match action {
            Action::Go if self.in_session => {}
            Action::Go => {
                let questions = self.questions();
                return match cx.app.these(Kind::Practice, &questions, &cx.now) {
                    Some(sitting) => Flow::Push(super::open(sitting, cx)),
                    None => Flow::Stay,
                };
            }
            Action::Up => self.row = self.row.saturating_sub(1),
            Action::Down => self.row = (self.row + 1).min(last),
            Action::Left => self.sideways(-1),
            Action::Right => self.sideways(1),
            Action::First => self.row = 0,
            Action::Last => self.row = last,
            Action::Pick(row, column) => {
                (self.row, self.column) = (row, column);
                self.opened.insert((row, column));
            }
            Action::Tick => {
                let at = (self.row, self.column);
                if !self.opened.remove(&at) {
                    self.opened.insert(at);
                }
            }
            Action::Cover => {
                self.covered = !self.covered;
                self.opened.clear();
            }
            Action::OtherView => {
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
                if !self.in_session {
                    cx.left.map = Some(self.as_left());
                }
                return Flow::Pop;
            }
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let matrix = self.matrix();
        let mut table = Sheet::default();
        let mut side = Sheet::default();
        let mut upper = Sheet::default();
        // Where the cell's words stand above the table, the names stay with them.
        let heads = self.heads(page);
        if page.side > 0 {
            table.rows.extend(heads);
            self.detail(&mut side, page.side_at(), usize::from(page.side));
        } else {
            // What the cell says stands above the table, so that both are in sight.
            self.detail(&mut upper, page.margin, page.width_from(page.margin));
            upper.pad(DETAIL_ROWS);
            upper.rows.extend(heads);
        }
        self.table(&mut table, page);
        let missed = (0..matrix.rows.len())
            .flat_map(|row| (0..matrix.columns.len()).map(move |column| (row, column)))
            .filter(|(row, column)| self.is_missed(*row, *column))
            .count();
        let group = self
            .group
            .checked_sub(1)
            .and_then(|at| self.groups().get(at).cloned());
        let (duties, services) = (matrix.rows.len(), matrix.columns.len());
        let size = if page.narrow {
            format!("{duties} × {services}")
        } else {
            format!("{duties} duties × {services} services")
        };
        let right = match missed {
            0 => size,
            missed => format!("{size} · {} missed", count(missed, "cell", "cells")),
        };
        View {
            head: Head {
                place: "Responsibility map".into(),
                part: group.unwrap_or_default(),
                right: line(right, Role::Muted),
                ..Head::default()
            },
            keep: upper.len(),
            upper,
            main: table,
            side,
            status: line(
                if page.narrow {
                    "A AWS  B both  C customer  · n/a  ✗ missed"
                } else {
                    "A AWS  B both  C customer  · does not apply  ✗ missed"
                },
                Role::Muted,
            ),
            shows: "map".into(),
        }
    }
}
