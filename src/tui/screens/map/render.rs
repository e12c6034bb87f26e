//! Draws the map: the table cells, the legend, and a description of the selected cell.

use std::collections::BTreeSet;

use super::Map;
use super::layout::Layout;
use crate::app::messages::noted;
use crate::app::words::{capitalized, with_stop};
use crate::learn::Subject;
use crate::model::{self, Cell, MatrixKind, Value};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Line, Row, Sheet, line, truncate, width};
use crate::tui::widgets::value;
use unicode_width::UnicodeWidthStr as _;

/// The number of rows reserved for a cell description so that the table does not move.
const DETAIL_ROWS: usize = 4;

impl Map {
    /// Draws the column headings.
    pub(super) fn heads(&self, layout: &Layout) -> Vec<Row> {
        let columns = &self.matrix().columns;
        let names: Vec<_> = layout
            .columns
            .iter()
            .map(|at| layout.head(&columns[*at]))
            .collect();
        let rows = names.iter().map(Vec::len).max().unwrap_or(0);
        let mut heads = vec![Row::new(); rows];
        for (number, (name, column)) in names.into_iter().zip(&layout.columns).enumerate() {
            let x = layout.from + number as u16 * layout.cell;
            let role = if *column == self.column {
                Role::Strong
            } else {
                Role::Muted
            };
            // Align headings at the bottom, directly above their cells.
            let from = rows - name.len();
            for (head, part) in heads[from..].iter_mut().zip(name) {
                *head = std::mem::take(head).at(x, part, role);
            }
        }
        if let Some(last) = heads.last_mut() {
            let (left, right) = layout.hides;
            let end = layout.from + layout.columns.len() as u16 * layout.cell;
            if left {
                *last = std::mem::take(last).at(layout.from - 2, "‹", Role::Accent);
            }
            if right {
                *last = std::mem::take(last).at(end - 1, "›", Role::Accent);
            }
        }
        heads
    }

    /// Draws the table rows.
    pub(super) fn table(&self, main: &mut Sheet, page: &Page, layout: &Layout) {
        let matrix = self.matrix();
        let mut heading = None;
        for (number, row) in matrix.rows.iter().enumerate() {
            // The headings would give covered values away.
            if matrix.kind == MatrixKind::Ownership && !self.covered {
                let now = self.heading(row);
                if heading.as_ref() != Some(&now) {
                    if heading.is_some() {
                        main.gap();
                    }
                    main.push(Row::new().at(page.columns.mark, now.clone(), Role::Muted));
                    heading = Some(now);
                }
            }
            let here = number == self.row;
            let room = layout.name_width(page);
            let name = if row.title.width() <= room {
                &row.title
            } else {
                &row.short
            };
            let mut line =
                Row::new()
                    .selected(here)
                    .at(page.columns.mark, truncate(name, room), Role::Text);
            if here {
                line = line.at(page.columns.cursor, "▸", Role::Accent);
                main.focus = Some(main.len()..main.len() + 1);
            }
            let in_full = self.is_in_full(row, layout);
            // End the row highlight before the cells, because cells keep the colors of their
            // values.
            line.until = Some(layout.from.saturating_sub(1));
            for (at, column) in layout.columns.iter().enumerate() {
                let x = layout.from + at as u16 * layout.cell;
                line = self.put(line, (x, layout.cell), (number, *column), in_full);
            }
            main.push(line);
        }
    }

    /// Returns whether the cells of `row` are wide enough to show titles instead of symbols.
    fn is_in_full(&self, row: &model::Row, layout: &Layout) -> bool {
        let room = usize::from(layout.cell).saturating_sub(4);
        let titles = self.matrix().values_of(row).iter();
        titles.map(|it| it.title.width()).max().unwrap_or(0) <= room
    }

    /// Adds a cell to `line`. The value and its marks fill the width of the cell.
    fn put(
        &self,
        line: Row,
        (x, width): (u16, u16),
        (row, column): (usize, usize),
        in_full: bool,
    ) -> Row {
        let matrix = self.matrix();
        let Some(cell) = self.cell(row, column) else {
            return line;
        };
        let value = matrix.value(&matrix.rows[row], cell);
        let is_covered = self.is_covered(row, column);
        let (says, role) = match value {
            _ if is_covered => ("?", Role::Muted),
            Some(value) if in_full => (value.title.as_str(), value::role(value)),
            Some(value) => (value.sign.as_str(), value::role(value)),
            None => (cell.value.as_str(), Role::Text),
        };
        let mark = if is_covered {
            ""
        } else if cell.contested {
            "~"
        } else if self.is_missed(row, column) {
            "✗"
        } else {
            ""
        };
        let text = if (row, column) == (self.row, self.column) {
            format!("[{says}]{mark}")
        } else {
            format!(" {says}{mark}")
        };
        let width = usize::from(width);
        let blank = (width - 1).saturating_sub(text.width());
        line.at(x, format!("{text}{}", " ".repeat(blank)), role)
            .click_on(x..x + width as u16, Action::Pick(row, column))
    }

    /// Draws the description of the selected cell. For a covered cell, draws the question and the
    /// possible answers.
    pub(super) fn detail(&self, sheet: &mut Sheet, page: &Page) {
        let (at, width) = (page.margin, usize::from(page.full()));
        let matrix = self.matrix();
        let (row, column) = (&matrix.rows[self.row], &matrix.columns[self.column]);
        let question = row.question(column).replace('\n', " ");
        sheet.text((at, width), &question, Role::Strong);
        match self.cell(self.row, self.column) {
            None => sheet.text(
                (at, width),
                "The table has no value for this cell.",
                Role::Muted,
            ),
            Some(_) if self.is_covered(self.row, self.column) => {
                let answers = self.recall_line();
                sheet.text((at, width), &answers, Role::Text);
            }
            Some(cell) => self.opened_cell(sheet, (at, width), row, cell),
        }
        sheet.pad(self.detail_rows(width));
    }

    fn opened_cell(
        &self,
        sheet: &mut Sheet,
        (at, width): (u16, usize),
        row: &model::Row,
        cell: &Cell,
    ) {
        let title = with_stop(&capitalized(value::title(self.matrix(), row, cell)));
        let says = if cell.contested {
            format!("Contested, never drilled: {title} {}", cell.reason)
        } else {
            format!("{title} {}", cell.reason)
        };
        let from = sheet.len();
        match self.verdict() {
            Some((true, _)) => sheet.text((at, width), &format!("✓ {says}"), Role::Text),
            Some((false, chosen)) => {
                let says = format!("✗ {says} You answered: {}.", chosen.title);
                sheet.text((at, width), &says, Role::Text);
            }
            None => sheet.text((at, width), &says, Role::Text),
        }
        if let (Some((is_correct, _)), Some(first)) = (self.verdict(), sheet.rows.get_mut(from)) {
            let (mark, role) = if is_correct {
                ("✓", Role::Correct)
            } else {
                ("✗", Role::Wrong)
            };
            *first = std::mem::take(first).at(at, mark, role);
        }
        let mut about = Vec::new();
        if let Some(source) = cell.source.as_ref().and_then(|id| self.bank.source(id)) {
            about.push(source.title.clone());
        }
        let (right, wrong) = self.tally(&self.at(self.row, self.column));
        if right + wrong > 0 {
            about.push(format!("You: {right} correct, {wrong} incorrect"));
        }
        sheet.text((at, width), &about.join("; "), Role::Muted);
        let subject = Subject::Cell(self.at(self.row, self.column));
        if let Some(text) = self.notes.on(&subject) {
            sheet.text((at, width), &noted(text), Role::Accent);
        }
    }

    /// Returns the number of rows for the description, estimated from the possible answers in all
    /// table rows.
    fn detail_rows(&self, width: usize) -> usize {
        if !self.covered {
            return DETAIL_ROWS;
        }
        let rows = self.matrix().rows.iter();
        let lines = rows.map(|row| {
            let answers = self.matrix().values_of(row);
            let text: usize = answers.iter().map(|it| it.title.width() + 6).sum();
            1 + text.div_ceil(width.max(1))
        });
        lines.max().unwrap_or(0).clamp(DETAIL_ROWS, DETAIL_ROWS * 2)
    }

    /// Returns the legend: the values that are shown as symbols, and all marks with their meanings.
    /// If the same symbol means different values in different rows, the legend explains only `row`.
    fn legend(&self, row: usize, layout: &Layout) -> Vec<Line> {
        let matrix = self.matrix();
        let in_symbols = |row: &&model::Row| !self.is_in_full(row, layout);
        let rows = matrix.rows.iter().filter(in_symbols);
        let all = rows.flat_map(|row| matrix.values_of(row));
        let mut values: Vec<&Value> = Vec::new();
        for value in all {
            let is_same = |it: &&Value| (&it.sign, &it.title) == (&value.sign, &value.title);
            if !values.iter().any(is_same) {
                values.push(value);
            }
        }
        let mut signs = BTreeSet::new();
        let is_clear = values.iter().all(|value| signs.insert(&value.sign));
        let mut entries: Vec<Line> = Vec::new();
        if !is_clear {
            let row = Some(&matrix.rows[row]).filter(in_symbols);
            values = row.map_or(Vec::new(), |row| matrix.values_of(row).iter().collect());
            entries.extend(row.map(|_| line("This row:", Role::Muted)));
        }
        entries.extend(values.into_iter().map(entry));
        let cells = || {
            matrix
                .rows
                .iter()
                .flat_map(|row| row.cells.iter().flatten())
        };
        if cells().any(|cell| cell.contested) {
            entries.push(line("~ contested", Role::Muted));
        }
        entries.push(line("✗ missed", Role::Muted));
        entries
    }

    /// Draws the legend below the table, unless it fits in the status row. Returns the status row.
    pub(super) fn draw_legend(&self, main: &mut Sheet, page: &Page, layout: &Layout) -> Line {
        const GAP: usize = 2;
        let room = usize::from(page.full());
        let total = |row: usize| -> usize {
            let legend = self.legend(row, layout);
            legend.iter().map(|it| width(it) + GAP).sum()
        };
        let entries = self.legend(self.row, layout);
        let mut status = Line::new();
        // The legend keeps its place when the selected row changes.
        if (0..self.matrix().rows.len()).all(|row| total(row) <= room + GAP) {
            for entry in entries {
                if !status.is_empty() {
                    status.push(("  ".into(), Role::Muted));
                }
                status.extend(entry);
            }
            return status;
        }
        main.gap();
        let mut row = Row::new();
        let mut at = 0;
        for entry in entries {
            let wide = width(&entry);
            if at > 0 && at + wide > room {
                main.push(std::mem::take(&mut row));
                at = 0;
            }
            row = row.line(page.margin + at as u16, &entry);
            at += wide + GAP;
        }
        main.push(row);
        status
    }

    /// Returns a heading for `row`. If all columns have the same value, the heading names this
    /// value.
    fn heading(&self, row: &model::Row) -> String {
        let matrix = self.matrix();
        let noun = &matrix.column_noun;
        let mut values = row.cells.iter().flatten().filter_map(|cell| {
            let value = matrix.value(row, cell)?;
            value.applies.then_some(value)
        });
        match values.next() {
            Some(first) if values.all(|other| other.id == first.id) => {
                format!("{} for every {noun}", capitalized(&first.title))
            }
            _ => format!("Depends on the {noun}"),
        }
    }
}

/// Returns the legend entry for a value: its colored symbol and its title.
fn entry(value: &Value) -> Line {
    vec![
        (value.sign.clone(), value::role(value)),
        (format!(" {}", value.title), Role::Muted),
    ]
}
