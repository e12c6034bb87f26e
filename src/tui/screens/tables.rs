//! The tables of the bank, grouped by domain and task, to open or to drill.

use std::rc::Rc;
use std::sync::Arc;

use super::map::{Map, MapLeft};
use super::question::Question;
use crate::app::words::count;
use crate::app::{Overview, TableEntry, TableGroup};
use crate::model::{Bank, MatrixId};
use crate::quiz::Moment;
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, paging, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::entry;

/// Columns of a table's size, and of its recalled cells.
const SIZE: u16 = 9;
const RECALLED: u16 = 11;

pub struct Tables {
    bank: Arc<Bank>,
    overview: Rc<Overview>,
    groups: Vec<TableGroup>,
    at: usize,
}

impl Tables {
    /// Opens with the cursor on the table whose map was left last.
    pub fn new(overview: Rc<Overview>, cx: &Context<'_>) -> Self {
        let mut list = Self {
            bank: Arc::clone(cx.app.bank()),
            groups: cx.app.tables(&overview),
            overview,
            at: 0,
        };
        let left = cx.left.get::<MapLeft>();
        if let Some(id) = left.and_then(|left| left.table_of(&list.bank.id)) {
            let at = list.entries().position(|it| it.id == *id);
            list.at = at.unwrap_or(0);
        }
        list
    }

    fn entries(&self) -> impl Iterator<Item = &TableEntry> {
        self.groups.iter().flat_map(|group| &group.tables)
    }

    fn here(&self) -> Option<&TableEntry> {
        self.entries().nth(self.at)
    }

    /// Returns the group of the table under the cursor.
    fn group(&self) -> Option<&TableGroup> {
        let here = self.here()?;
        let holds = |group: &&TableGroup| group.tables.contains(here);
        self.groups.iter().find(holds)
    }

    /// Returns the tables of the domain under the cursor, or of its group outside the exam.
    fn of_domain(&self) -> Vec<MatrixId> {
        let Some(group) = self.group() else {
            return Vec::new();
        };
        let of_domain = self.groups.iter().filter(|it| match &group.domain {
            Some(domain) => it.domain.as_ref() == Some(domain),
            None => it.title == group.title,
        });
        of_domain
            .flat_map(|group| group.tables.iter().map(|it| it.id.clone()))
            .collect()
    }

    fn drill(&self, tables: &[MatrixId], cx: &mut Context<'_>) -> Flow {
        let begun = cx
            .app
            .drill_tables(tables, None, None, &self.overview, &cx.now);
        match begun {
            Some(sitting) => Flow::Push(Box::new(Question::open(sitting, cx))),
            None => Flow::Stay,
        }
    }

    /// Shows what the table under the cursor compares, in the second column.
    fn preview(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        let (at, width) = (page.side_at(), usize::from(page.side));
        let Some(matrix) = self.here().and_then(|it| self.bank.matrix(&it.id)) else {
            return sheet;
        };
        sheet.text(at, width, &matrix.title, Role::Strong);
        sheet.gap();
        for column in &matrix.columns {
            sheet.push(Row::new().at(at, cut(&column.title, width), Role::Text));
        }
        sheet.gap();
        for row in &matrix.rows {
            sheet.push(Row::new().at(at, cut(&row.title, width), Role::Muted));
        }
        sheet
    }
}

impl Screen for Tables {
    fn bindings(&self) -> Vec<Binding> {
        let table = "drill the cells of this table";
        let domain = "drill the tables of this domain";
        let all = "drill the cells of all tables";
        let mut bindings = vec![
            go("open", "open the table"),
            up_down("move").hint("move"),
            letter('d', Action::Drill, Group::Answer, table).hint("drill"),
            letter('D', Action::DrillDomain, Group::Answer, domain).hint("drill domain"),
            letter('a', Action::DrillAll, Group::Answer, all).hint("drill all"),
        ];
        bindings.extend(paging());
        bindings.push(back("back", "back to home"));
        bindings
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        if let Some(at) = moved(self.at, self.entries().count(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go => {
                let map = self.here().map(|it| it.at);
                let map = map.and_then(|at| Map::of_table(Rc::clone(&self.overview), at, cx));
                map.map_or(Flow::Stay, |map| Flow::Push(Box::new(map)))
            }
            Action::Drill => {
                let table: Vec<_> = self.here().map(|it| it.id.clone()).into_iter().collect();
                self.drill(&table, cx)
            }
            Action::DrillDomain => self.drill(&self.of_domain(), cx),
            Action::DrillAll => {
                let all: Vec<_> = self.entries().map(|it| it.id.clone()).collect();
                self.drill(&all, cx)
            }
            Action::Row(at) if at == self.at => self.act(Action::Go, cx),
            Action::Row(at) => {
                self.at = at;
                Flow::Stay
            }
            Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn returned(&mut self, cx: &mut Context<'_>) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.groups = cx.app.tables(&overview);
            self.overview = overview;
        }
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let (size_end, recalled_end) = (page.end() - RECALLED, page.end());
        let room = page.width_from(columns.text) - usize::from(SIZE + RECALLED + 1);
        let mut main = Sheet::default();
        main.push(
            Row::new()
                .until(size_end, "rows × columns", Role::Faint)
                .until(recalled_end, "recalled", Role::Faint),
        );
        let mut at = 0;
        for group in &self.groups {
            if !group.title.is_empty() {
                let width = page.width_from(columns.mark);
                let title = cut(&group.title, width);
                main.push(Row::new().at(columns.mark, title, Role::Muted));
            }
            for table in &group.tables {
                let here = at == self.at;
                let size = format!("{} × {}", table.rows, table.columns);
                let recalled = format!("{}/{}", table.recalled, table.cells);
                let mut row = Row::new()
                    .at(columns.text, cut(&table.title, room), Role::Text)
                    .until(size_end, size, Role::Muted)
                    .until(recalled_end, recalled, Role::Muted);
                if table.recalled == table.cells && table.cells > 0 {
                    row = row.at(columns.key, "✓", Role::Correct);
                }
                entry(&mut main, page, row, at, here);
                at += 1;
            }
            main.gap();
        }
        let total = self
            .entries()
            .fold((0, 0), |sum, it| (sum.0 + it.recalled, sum.1 + it.cells));
        View {
            head: Head {
                place: "Tables".into(),
                right: line(
                    format!(
                        "{} of {} recalled",
                        total.0,
                        count(total.1, "cell", "cells")
                    ),
                    Role::Muted,
                ),
                done: Some(total),
                ..Head::default()
            },
            main,
            side: self.preview(page),
            shows: "tables".into(),
            ..View::default()
        }
    }
}
