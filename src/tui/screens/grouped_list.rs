//! A list with a cursor, grouped by exam domain and task. It is used for tables and groups of
//! terms.

use std::rc::Rc;
use std::sync::Arc;

use crate::app::{HistorySnapshot, Sections};
use crate::model::Bank;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};
use crate::tui::widgets::{Folds, Line, entry, first_entry};

pub struct GroupedList<T> {
    pub bank: Arc<Bank>,
    pub overview: Rc<HistorySnapshot>,
    pub sections: Sections<T>,
    folds: Folds,
    /// The line under the cursor.
    line: usize,
    read: fn(&HistorySnapshot, &Context) -> Sections<T>,
}

impl<T> GroupedList<T> {
    /// Opens the list that `read` returns, with the cursor at the top.
    pub fn new(
        overview: Rc<HistorySnapshot>,
        cx: &Context,
        read: fn(&HistorySnapshot, &Context) -> Sections<T>,
    ) -> Self {
        let mut list = Self {
            bank: Arc::clone(cx.app.bank()),
            sections: read(&overview, cx),
            overview,
            folds: Folds::default(),
            line: 0,
            read,
        };
        list.line = first_entry(&list.lines());
        list
    }

    /// Moves the cursor to the entry at index `at`.
    pub fn point_at(&mut self, at: usize) {
        let lines = self.lines();
        let line = lines.iter().position(|line| line.entry() == Some(at));
        self.line = line.unwrap_or(self.line);
    }

    /// Returns all headings and entries that are not hidden in a folded section.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut at = 0;
        for (section, it) in self.sections.iter().enumerate() {
            let entries = it.entries.len();
            if !it.title.is_empty() {
                lines.push(Line::Heading {
                    section,
                    depth: 0,
                    entries,
                });
            }
            if it.title.is_empty() || !self.folds.is_folded(section) {
                lines.extend((at..at + entries).map(Line::Entry));
            }
            at += entries;
        }
        lines
    }

    /// Returns the index of the entry under the cursor. On a heading, returns the index of the
    /// first entry below it.
    pub fn at(&self) -> usize {
        match self.lines().get(self.line) {
            Some(Line::Entry(at)) => *at,
            Some(Line::Heading { section, .. }) => {
                let above = self.sections.iter().take(*section);
                above.map(|it| it.entries.len()).sum()
            }
            None => 0,
        }
    }

    /// Returns the entry under the cursor; `None` if the cursor is on a heading.
    pub fn here(&self) -> Option<&T> {
        let at = self.lines().get(self.line)?.entry()?;
        self.sections.entries().nth(at)
    }

    /// Returns the entry under the cursor. On a heading, returns all entries below it.
    pub fn selected(&self) -> impl Iterator<Item = &T> {
        let at = self.at();
        let entries = match self.lines().get(self.line) {
            Some(Line::Heading { entries, .. }) => *entries,
            _ => 1,
        };
        self.sections.entries().skip(at).take(entries)
    }

    /// Moves the cursor or leaves the list. A click on the entry under the cursor opens the entry.
    /// Any other action is returned so that the caller can handle it.
    pub fn act(&mut self, action: Action) -> Result<Flow, Action> {
        let lines = self.lines();
        let stops: Vec<usize> = (0..lines.len())
            .filter(|line| self.is_stop(lines[*line]))
            .collect();
        let here = stops.iter().position(|line| *line == self.line);
        if let Some(to) = move_cursor(here.unwrap_or(0), stops.len(), action) {
            self.line = stops.get(to).copied().unwrap_or(0);
            return Ok(Flow::Stay);
        }
        let is_heading = |line: usize| matches!(lines.get(line), Some(Line::Heading { .. }));
        match action {
            Action::Fold => self.toggle(&lines, self.line),
            Action::Go if is_heading(self.line) => self.toggle(&lines, self.line),
            Action::Row(line) if is_heading(line) => self.toggle(&lines, line),
            Action::FoldAll => {
                let at = self.at();
                self.folds.toggle_all(&lines, self.sections.iter().count());
                self.line = 0;
                self.point_at(at);
            }
            Action::Row(line) if line == self.line => return Err(Action::Go),
            Action::Row(line) => self.line = line,
            Action::Leave => return Ok(Flow::Pop),
            _ => return Err(action),
        }
        Ok(Flow::Stay)
    }

    /// Returns whether the cursor can stop at `line`, which is an entry or the heading of a folded
    /// section.
    fn is_stop(&self, line: Line) -> bool {
        match line {
            Line::Entry(_) => true,
            Line::Heading { section, .. } => self.folds.is_folded(section),
        }
    }

    /// Folds or unfolds the section that contains line `at`. The cursor moves to the heading of the
    /// section or to its first entry.
    fn toggle(&mut self, lines: &[Line], at: usize) {
        let heading = self.folds.toggle(lines, at);
        let line = self.lines().get(heading).copied();
        let is_stop = line.is_some_and(|line| self.is_stop(line));
        self.line = if is_stop { heading } else { heading + 1 };
    }

    /// Reads the list again, because a session may have changed its entries.
    pub fn read_again(&mut self, cx: &mut Context) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.sections = (self.read)(&overview, cx);
            self.overview = overview;
        }
    }

    /// Draws the sections with their headings. `row` draws an entry.
    pub fn draw(&self, main: &mut Sheet, page: &Page, row: impl Fn(&T) -> Row) {
        let mark = page.columns.mark;
        let entries: Vec<&T> = self.sections.entries().collect();
        let sections: Vec<_> = self.sections.iter().collect();
        for (number, line) in self.lines().into_iter().enumerate() {
            let here = number == self.line;
            let row = match line {
                Line::Entry(at) => row(entries[at]),
                Line::Heading {
                    section, entries, ..
                } => {
                    if number > 0 && !self.folds.is_folded(section - 1) {
                        main.gap();
                    }
                    let folded = self.folds.is_folded(section);
                    let title = truncate(&sections[section].title, page.width_from(mark + 8));
                    let row = Row::new()
                        .at(mark, self.folds.mark(section), Role::Muted)
                        .at(mark + 2, title, Role::Muted);
                    if folded {
                        row.until(page.end(), entries.to_string(), Role::Muted)
                    } else {
                        row
                    }
                }
            };
            entry(main, page, row, number, here);
        }
        main.gap();
    }
}
