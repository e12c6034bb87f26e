//! What the map shows: the table of cells, and what the selected one says.

use super::Map;
use crate::model::{Cell, Column};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut};
use crate::tui::widgets::owner;

/// Columns of a duty's name, and of a service.
const NAME: u16 = 22;
const CELL: u16 = 4;
const CELL_NARROW: u16 = 7;

impl Map {
    /// The names of the services, in two rows.
    pub(super) fn heads(&self, page: &Page) -> [Row; 2] {
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
        heads
    }

    /// The duties, one row each.
    pub(super) fn table(&self, main: &mut Sheet, page: &Page) {
        let matrix = self.matrix();
        let shown = self.columns(page.narrow);
        let width = if page.narrow { CELL_NARROW } else { CELL };
        let from = page.columns.mark + NAME;
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
    pub(super) fn detail(&self, sheet: &mut Sheet, at: u16, width: usize) {
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
        sheet.text(at, width, &about.join("; "), Role::Muted);
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
