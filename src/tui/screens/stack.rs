//! A view that shows two columns of an ownership table side by side, as stacks of layers.

use std::collections::BTreeSet;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr as _;

use crate::model::{Bank, Cell, Matrix, Value};
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, back, left_right, letter, tabs, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::{entry, value};

/// The width of a layer's name, the width of a stack, and the gap between the stacks.
const NAME: u16 = 22;
const STACK: u16 = 22;
const GAP: u16 = 2;
/// Returns the width of a stack on `page`. Both stacks must fit side by side.
fn stack(page: &Page) -> u16 {
    let room = page.end().saturating_sub(page.columns.mark + NAME + GAP);
    STACK.min(room / 2)
}

/// The number of rows reserved for the reasons so that the stacks below do not move.
const WHY_ROWS: usize = 4;

pub struct Stack {
    bank: Arc<Bank>,
    matrix: usize,
    row: usize,
    /// The two columns that are shown side by side and the index of the one that `h` and `l`
    /// change.
    columns: [usize; 2],
    turning: usize,
    /// The cells that are covered on the map, as pairs of a row and a column.
    covered: BTreeSet<(usize, usize)>,
}

impl Stack {
    pub fn new(
        bank: Arc<Bank>,
        matrix: usize,
        (row, column): (usize, usize),
        covered: BTreeSet<(usize, usize)>,
    ) -> Self {
        let count = bank.matrices[matrix].columns.len();
        // Compare the selected column with the first one. If the first column is selected, compare
        // it with the last one.
        let other = if column == 0 {
            count.saturating_sub(1)
        } else {
            0
        };
        Self {
            bank,
            matrix,
            row,
            columns: [other, column],
            turning: 1,
            covered,
        }
    }

    fn matrix(&self) -> &Matrix {
        &self.bank.matrices[self.matrix]
    }

    fn cell(&self, row: usize, side: usize) -> Option<&Cell> {
        self.matrix()
            .rows
            .get(row)?
            .cells
            .get(self.columns[side])?
            .as_deref()
    }

    /// Returns the value of a layer in one of the two columns; `None` if the value does not apply.
    fn value(&self, row: usize, side: usize) -> Option<&Value> {
        let cell = self.cell(row, side)?;
        let value = self.matrix().value(&self.matrix().rows[row], cell)?;
        value.applies.then_some(value)
    }

    /// Returns the layers that apply to at least one of the columns.
    fn layers(&self) -> Vec<usize> {
        let applies = |row: &usize| (0..2).any(|side| self.value(*row, side).is_some());
        (0..self.matrix().rows.len()).filter(applies).collect()
    }

    fn turn(&mut self, by: usize) {
        let count = self.matrix().columns.len();
        let column = &mut self.columns[self.turning];
        *column = (*column + by) % count;
    }

    fn is_covered(&self, row: usize, side: usize) -> bool {
        self.covered.contains(&(row, self.columns[side]))
    }

    /// Describes how many layers have a different value in the right column, grouped by that value.
    /// The description is empty while any of the cells is covered.
    fn moves(&self) -> String {
        let covered = |row: usize| (0..2).any(|side| self.is_covered(row, side));
        if self.layers().into_iter().any(covered) {
            return String::new();
        }
        let mut changed: Vec<(&Value, usize)> = Vec::new();
        for row in self.layers() {
            let (Some(left), Some(right)) = (self.value(row, 0), self.value(row, 1)) else {
                continue;
            };
            if left.id == right.id {
                continue;
            }
            match changed.iter_mut().find(|(value, _)| value.id == right.id) {
                Some((_, count)) => *count += 1,
                None => changed.push((right, 1)),
            }
        }
        changed.sort_by_key(|(value, _)| value.tone);
        let parts = changed
            .iter()
            .map(|(value, count)| format!("{count} to {}", value.title));
        let parts: Vec<_> = parts.collect();
        if parts.is_empty() {
            "no change".into()
        } else {
            format!("changes: {}", parts.join(", "))
        }
    }

    /// Returns the value of a layer in one of the two columns; `None` if the value does not apply
    /// or is covered.
    fn shown(&self, row: usize, side: usize) -> Option<&Value> {
        let value = self.value(row, side)?;
        (!self.is_covered(row, side)).then_some(value)
    }

    /// Returns whether the value of a layer differs from the value of the nearest layer in `above`
    /// that has one.
    fn changes(&self, row: usize, above: &[usize], side: usize) -> bool {
        let mut above = above.iter().rev();
        let above = above.find(|row| self.value(**row, side).is_some());
        let above = above.and_then(|row| self.shown(*row, side));
        let value = self.shown(row, side);
        above.is_some() && value.is_some() && above != value
    }

    fn layer(&self, page: &Page, row: usize, above: &[usize]) -> Row {
        let name = &self.matrix().rows[row].short;
        let name = truncate(name, usize::from(NAME) - 1);
        let mut out = Row::new().at(page.columns.mark, name, Role::Text);
        let stack = stack(page);
        for side in 0..2 {
            let x = page.columns.mark + NAME + side as u16 * (stack + GAP);
            let edge = x + stack - 1;
            let border = self.changes(row, above, side);
            let bar = if border { "┝" } else { "│" };
            out = out
                .at(x, bar, Role::Faint)
                .at(edge, if border { "┥" } else { "│" }, Role::Faint);
            if self.is_covered(row, side) {
                out = out.at(x + 2, "?", Role::Muted);
            } else if let Some(cell) = self.cell(row, side) {
                let value = self.matrix().value(&self.matrix().rows[row], cell);
                let (sign, title, role) = value.map_or(("", "", Role::Text), |value| {
                    (&*value.sign, &*value.title, value::role(value))
                });
                let text = if cell.contested { "contested" } else { title };
                out = out.at(x + 2, sign, role);
                out = out.at(x + 5, truncate(text, usize::from(stack) - 7), Role::Text);
            }
        }
        out
    }
}

impl Screen for Stack {
    fn bindings(&self) -> Vec<Binding> {
        let table = "show the table with all columns";
        vec![
            left_right("show another column").hint("column"),
            tabs("change the left or the right column").hint("left or right"),
            up_down("select a layer").hint("layer"),
            letter('v', Action::OtherView, Group::Look, table).hint("table"),
            back("back", "go back to the table"),
        ]
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        let layers = self.layers();
        let here = layers.iter().position(|row| *row == self.row).unwrap_or(0);
        let to = match action {
            Action::Up => here.saturating_sub(1),
            Action::Down => here + 1,
            Action::First => 0,
            Action::Last => layers.len(),
            Action::Row(row) => layers.iter().position(|it| *it == row).unwrap_or(here),
            Action::Left => {
                self.turn(self.matrix().columns.len() - 1);
                return Flow::Stay;
            }
            Action::Right => {
                self.turn(1);
                return Flow::Stay;
            }
            Action::NextTab | Action::PreviousTab => {
                self.turning = 1 - self.turning;
                return Flow::Stay;
            }
            Action::OtherView | Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        };
        if let Some(row) = layers.get(to.min(layers.len().saturating_sub(1))) {
            self.row = *row;
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        false
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let matrix = self.matrix();
        let title = |side: usize| matrix.columns[self.columns[side]].title.as_str();
        let mut upper = Sheet::default();
        let mut heads = Row::new();
        let stack = stack(page);
        for side in 0..2 {
            let x = page.columns.mark + NAME + side as u16 * (stack + GAP);
            let name = truncate(title(side), usize::from(stack) - 6);
            let rest = usize::from(stack).saturating_sub(name.width() + 5);
            let role = if side == self.turning {
                Role::Strong
            } else {
                Role::Text
            };
            heads = heads
                .at(x, "╭─", Role::Faint)
                .at(x + 3, name.clone(), role)
                .at(
                    x + 4 + name.width() as u16,
                    "─".repeat(rest) + "╮",
                    Role::Faint,
                );
        }
        let mut main = Sheet::default();
        main.push(heads);
        let layers = self.layers();
        for (at, row) in layers.iter().copied().enumerate() {
            let layer = self.layer(page, row, &layers[..at]);
            entry(&mut main, page, layer, row, row == self.row);
        }
        let mut feet = Row::new();
        for side in 0..2 {
            let x = page.columns.mark + NAME + side * (stack + GAP);
            feet = feet.at(
                x,
                format!("╰{}╯", "─".repeat(usize::from(stack) - 2)),
                Role::Faint,
            );
        }
        main.push(feet);
        let width = page.width_from(page.margin);
        for side in 0..2 {
            if let Some(cell) = self.cell(self.row, side) {
                let says = if self.is_covered(self.row, side) {
                    "covered. Press Space in the table to uncover the cell."
                } else {
                    &cell.reason
                };
                let text = format!("{}: {says}", title(side));
                upper.text((page.margin, width), &text, Role::Text);
            }
        }
        upper.pad(WHY_ROWS);
        View::page("Stack", main)
            .part(format!("{}, {}", title(0), title(1)))
            .right(self.moves())
            .upper(upper)
            .note("Marked edges show where the value changes.")
    }
}
