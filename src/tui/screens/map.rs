//! The responsibility map: duties down, services across, who has which.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use super::stack::Stack;
use crate::app::Overview;
use crate::model::{Bank, Cell, CellRef, Column, Matrix, QuestionId};
use crate::quiz::{Kind, Moment};
use crate::tui::keymap::{
    Action, Binding, Group, go, leave, left_right, letter, paging, space, tabs, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::owner;
use crate::tui::words::count;

/// Columns of a duty's name, and of a service.
const NAME: u16 = 22;
const CELL: u16 = 4;
const CELL_NARROW: u16 = 7;
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
    covered: bool,
    opened: BTreeSet<(usize, usize)>,
}

impl Map {
    /// The map, opened at `cell` if the bank has it; `None` where the bank has no matrix.
    pub fn new(overview: Rc<Overview>, cell: Option<&CellRef>, cx: &Context<'_>) -> Option<Self> {
        let bank = Arc::clone(&cx.app.bank);
        bank.matrices.first()?;
        let mut map = Self {
            bank,
            overview,
            matrix: 0,
            row: 0,
            column: 0,
            group: 0,
            covered: false,
            opened: BTreeSet::new(),
        };
        if let Some(cell) = cell {
            map.select(cell);
        }
        Some(map)
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

    fn table(&self, main: &mut Sheet, page: &Page) {
        let matrix = self.matrix();
        let shown = self.columns(page.narrow);
        let width = if page.narrow { CELL_NARROW } else { CELL };
        let from = page.columns.mark + NAME;
        let mut heads = [Row::new(), Row::new()];
        for (at, column) in shown.iter().enumerate() {
            let x = from + at as u16 * width;
            for (head, part) in heads.iter_mut().zip(short(&matrix.columns[*column], width)) {
                let role = if *column == self.column {
                    Role::Strong
                } else {
                    Role::Muted
                };
                *head = std::mem::take(head).at(x, part, role);
            }
        }
        main.rows.extend(heads);
        let mut kind = None;
        for (number, row) in matrix.rows.iter().enumerate() {
            let now = lies(&row.cells);
            if kind != Some(now) {
                if kind.is_some() {
                    main.gap();
                }
                kind = Some(now);
                main.push(Row::new().at(page.columns.mark, now, Role::Muted));
            }
            let here = number == self.row;
            let mut line = Row::new().selected(here).at(
                page.columns.mark,
                cut(&row.short, usize::from(NAME) - 1),
                Role::Text,
            );
            if here {
                line = line.at(page.columns.cursor, "▸", Role::Accent);
                main.focus = Some(main.len()..main.len() + 1);
            }
            for (at, column) in shown.iter().enumerate() {
                let x = from + at as u16 * width;
                line = self.put(line, x, number, *column);
            }
            main.push(line);
        }
    }

    fn put(&self, line: Row, x: u16, row: usize, column: usize) -> Row {
        let Some(cell) = self.cell(row, column) else {
            return line;
        };
        let action = Action::Pick(row, column);
        let mut line = line.click_on(x.saturating_sub(1)..x + 3, action);
        let selected = (row, column) == (self.row, self.column);
        if selected {
            line = line
                .at(x - 1, "[", Role::Accent)
                .at(x + 1, "]", Role::Accent);
        }
        if self.is_covered(row, column) {
            return line.at(x, "?", Role::Muted);
        }
        line = line.at(x, owner::letter(cell), owner::role(cell));
        let mark = if cell.contested {
            Some(("~", Role::Muted))
        } else if self.is_missed(row, column) {
            Some(("✗", Role::Wrong))
        } else {
            None
        };
        match mark {
            Some((mark, role)) => line.at(x + 1 + u16::from(selected), mark, role),
            None => line,
        }
    }

    /// What the selected cell says.
    fn detail(&self, sheet: &mut Sheet, at: u16, width: usize) {
        let matrix = self.matrix();
        let (row, column) = (&matrix.rows[self.row], &matrix.columns[self.column]);
        let title = format!("{} × {}", row.title, column.title);
        sheet.text(at, width, &title, Role::Strong);
        let Some(cell) = self.cell(self.row, self.column) else {
            return;
        };
        if self.is_covered(self.row, self.column) {
            return sheet.text(at, width, "Whose is it? Space opens the cell.", Role::Muted);
        }
        let contested = if cell.contested { " (contested)" } else { "" };
        let text = format!("{}{contested}. {}", owner_first(cell), cell.why);
        sheet.text(at, width, &text, Role::Text);
        let mut about = Vec::new();
        if let Some(source) = cell.source.as_ref().and_then(|id| self.bank.source(id)) {
            about.push(source.title.clone());
        }
        let (right, wrong) = self.tally(&self.at(self.row, self.column));
        if right + wrong > 0 {
            about.push(format!("You: {right} right, {wrong} wrong"));
        }
        sheet.text(at, width, &about.join(". "), Role::Muted);
    }
}

fn owner_first(cell: &Cell) -> String {
    let word = owner::word(&cell.is);
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Whose a duty is across all services.
fn lies(cells: &[Option<Cell>]) -> &'static str {
    let applies = |cell: &&Cell| cell.is != "none";
    let mut owners = cells
        .iter()
        .flatten()
        .filter(applies)
        .map(|cell| cell.is.as_str());
    match owners.next() {
        Some(first) if owners.all(|other| other == first) => match first {
            "aws" => "AWS's on every service",
            "customer" => "Yours on every service",
            _ => "Both sides' on every service",
        },
        _ => "Moves with the service",
    }
}

/// A service's name in two lines of a cell's width.
fn short(column: &Column, width: u16) -> [String; 2] {
    const PIECE: usize = 3;
    if width > CELL {
        return [cut(&column.short, usize::from(width) - 1), String::new()];
    }
    let mut pieces = column.short.split(' ').flat_map(|word| {
        let letters: Vec<char> = word.chars().collect();
        let step = if letters.len() > PIECE + 1 {
            PIECE
        } else {
            PIECE + 1
        };
        letters
            .chunks(step)
            .map(|it| it.iter().collect::<String>())
            .collect::<Vec<_>>()
    });
    [
        pieces.next().unwrap_or_default(),
        pieces.next().unwrap_or_default(),
    ]
}

impl Screen for Map {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        let questions = self.questions().len();
        if questions > 0 {
            table.push(go(
                format!("practise {questions}"),
                "practise the questions on this cell",
            ));
        }
        table.push(up_down("duty").hint("duty"));
        table.push(left_right("service").hint("service"));
        table.push(tabs("group of services").hint("group"));
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
        table.extend(paging());
        table.push(leave("back", "back"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let last = self.matrix().rows.len().saturating_sub(1);
        match action {
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
                return Flow::Push(Box::new(Stack::new(
                    bank,
                    self.matrix,
                    self.row,
                    self.column,
                )));
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
            Action::Leave | Action::Escape => return Flow::Pop,
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
        self.table(&mut table, page);
        let mut side = Sheet::default();
        let mut upper = Sheet::default();
        if page.side > 0 {
            self.detail(&mut side, page.side_at(), usize::from(page.side));
        } else {
            // What the cell says stands above the table, so that both are in sight.
            self.detail(&mut upper, page.margin, page.width_from(page.margin));
            upper.pad(DETAIL_ROWS);
        }
        let missed = (0..matrix.rows.len())
            .flat_map(|row| (0..matrix.columns.len()).map(move |column| (row, column)))
            .filter(|(row, column)| self.is_missed(*row, *column))
            .count();
        let group = self
            .group
            .checked_sub(1)
            .and_then(|at| self.groups().get(at).cloned());
        let size = format!(
            "{} duties × {} services",
            matrix.rows.len(),
            matrix.columns.len()
        );
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
            upper,
            main: table,
            side,
            status: line(
                "A AWS  B both  C customer  · does not apply  ✗ missed",
                Role::Muted,
            ),
            shows: "map".into(),
        }
    }
}
