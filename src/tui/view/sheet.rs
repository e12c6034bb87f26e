//! Rows of text from top to bottom.

use std::ops::Range;

use super::{Line, Row, line, wrap};
use crate::tui::page::Page;
use crate::tui::rich::rich;
use crate::tui::theme::Role;

/// Rows of text, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub rows: Vec<Row>,
    /// The rows that must be visible.
    pub focus: Option<Range<usize>>,
}

impl Sheet {
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Adds a blank row between blocks. Such rows are removed first to save space.
    pub fn gap(&mut self) {
        self.rows.push(Row {
            spare: true,
            ..Row::default()
        });
    }

    /// Adds a blank row between similar items, such as options. All such rows in a sheet are
    /// removed together.
    pub fn even_gap(&mut self) {
        self.rows.push(Row {
            spare: true,
            together: true,
            ..Row::default()
        });
    }

    /// Adds `text`, wrapped to the columns `at`: the first column and the width.
    pub fn text(&mut self, at: (u16, usize), text: &str, role: Role) {
        self.hanging(Row::new(), at, text, role);
    }

    /// Interprets the markup in `text` and adds the text, wrapped to the columns `at`.
    pub fn rich(&mut self, at: (u16, usize), text: &str, role: Role) {
        self.hanging_rich(Row::new(), at, text, role);
    }

    /// Adds `text`, wrapped to the columns `at`. The first line is added to `first`, which contains
    /// the mark or the label of the text. The other rows are like `first`, but without its text.
    pub fn hanging(&mut self, first: Row, at: (u16, usize), text: &str, role: Role) {
        let parts = wrap(text, at.1).into_iter();
        self.lines(first, at.0, parts.map(|part| line(part, role)));
    }

    /// Interprets the markup in `text` and adds the text like [`Sheet::hanging`].
    pub fn hanging_rich(&mut self, first: Row, at: (u16, usize), text: &str, role: Role) {
        self.lines(first, at.0, rich(text, at.1, role));
    }

    /// Adds `lines`, starting at `column`, like [`Sheet::hanging`].
    pub fn lines(&mut self, mut first: Row, column: u16, lines: impl IntoIterator<Item = Line>) {
        for line in lines {
            let rest = Row {
                spans: Vec::new(),
                clicks: Vec::new(),
                links: Vec::new(),
                ..first.clone()
            };
            self.push(first.line(column, &line));
            first = rest;
        }
    }

    /// Adds a rule across the main column.
    pub fn rule(&mut self, page: &Page) {
        let rule = "─".repeat(page.width_from(page.margin));
        self.push(Row::new().at(page.margin, rule, Role::Faint));
    }

    /// Limits the rows to `rows`. If some are missing, the last row is an ellipsis in `column`.
    pub fn cut(&mut self, rows: usize, column: u16) {
        if self.len() > rows {
            self.rows.truncate(rows.saturating_sub(1));
            self.push(Row::new().at(column, "…", Role::Muted));
        }
    }

    /// Removes optional blank rows at the end.
    pub fn trim(&mut self) {
        while self.rows.last().is_some_and(|row| row.spare) {
            self.rows.pop();
        }
    }

    /// Adds blank rows until there are `rows` rows.
    pub fn pad(&mut self, rows: usize) {
        while self.rows.len() < rows {
            self.rows.push(Row::new());
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Removes optional blank rows, from the bottom up, until there are at most `height` rows.
    pub fn fit(&mut self, height: usize) {
        while self.rows.len() > height {
            let Some(at) = self.rows.iter().rposition(|row| row.spare) else {
                return;
            };
            if !self.rows[at].together {
                self.take_out(at);
                continue;
            }
            while let Some(at) = self.rows.iter().rposition(|row| row.together) {
                self.take_out(at);
            }
        }
    }

    fn take_out(&mut self, at: usize) {
        self.rows.remove(at);
        if let Some(focus) = &mut self.focus {
            focus.start -= usize::from(focus.start > at);
            focus.end -= usize::from(focus.end > at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sheet;
    use crate::tui::theme::Role;
    use crate::tui::view::Row;

    #[test]
    fn blank_lines_go_first_and_focus_stays_on_its_row() {
        let mut sheet = Sheet::default();
        sheet.push(Row::new().at(0, "a", Role::Text));
        sheet.gap();
        sheet.push(Row::new().at(0, "b", Role::Text));
        sheet.focus = Some(2..3);
        sheet.fit(2);
        assert_eq!(sheet.len(), 2);
        assert_eq!(sheet.focus, Some(1..2));
        sheet.fit(1);
        assert_eq!(sheet.len(), 2, "text is never taken out");
        sheet.gap();
        sheet.focus = Some(1..3);
        sheet.fit(2);
        assert_eq!(sheet.focus, Some(1..2), "a blank line within goes too");
    }

    #[test]
    fn lines_that_part_things_of_one_kind_go_together() {
        let mut sheet = Sheet::default();
        for name in ["a", "b", "c"] {
            sheet.push(Row::new().at(0, name, Role::Text));
            sheet.even_gap();
        }
        sheet.gap();
        sheet.fit(6);
        assert_eq!(sheet.len(), 6, "the single one goes first");
        sheet.fit(5);
        assert_eq!(sheet.len(), 3);
    }
}
