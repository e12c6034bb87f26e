//! The tables in the bank, grouped by domain and task. A table can be opened or drilled.

use std::rc::Rc;

use super::grouped_list::GroupedList;
use super::map::{Map, MapState};
use super::question::Question;
use crate::app::words::{count, thousands};
use crate::app::{HistorySnapshot, TableEntry};
use crate::model::MatrixId;
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::fold_keys;

/// The width of the table size and the width of the number of recalled cells.
const SIZE: u16 = 9;
const RECALLED: u16 = 11;

pub struct Tables(GroupedList<TableEntry>);

impl Tables {
    /// Opens the list with the cursor on the table that was last viewed on the map.
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let mut list = GroupedList::new(overview, cx, |overview, cx| cx.app.tables(overview));
        let left = cx.left.get::<MapState>();
        if let Some(id) = left.and_then(|left| left.table_of(&list.bank.id)) {
            let mut tables = list.sections.entries();
            let at = tables.position(|it| it.id == *id);
            drop(tables);
            if let Some(at) = at {
                list.point_at(at);
            }
        }
        Self(list)
    }

    fn drill<'t>(&self, tables: impl Iterator<Item = &'t TableEntry>, cx: &mut Context) -> Flow {
        let tables: Vec<MatrixId> = tables.map(|table| table.id.clone()).collect();
        let overview = &self.0.overview;
        let begun = cx.app.drill_tables(&tables, None, None, overview, &cx.now);
        Question::start(begun, cx)
    }

    /// Returns the second column, which lists the columns and rows of the table under the cursor.
    fn preview(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        let (at, width) = page.at_side();
        let Some(matrix) = self.0.here().and_then(|it| self.0.bank.matrix(&it.id)) else {
            return sheet;
        };
        sheet.text((at, width), &matrix.title, Role::Strong);
        sheet.gap();
        for column in &matrix.columns {
            sheet.push(Row::new().at(at, truncate(&column.title, width), Role::Text));
        }
        sheet.gap();
        for row in &matrix.rows {
            sheet.push(Row::new().at(at, truncate(&row.title, width), Role::Muted));
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
        bindings.extend(fold_keys(&self.0.lines()));
        bindings.push(back("back", "go back to the home screen"));
        bindings
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let action = match self.0.act(action) {
            Ok(flow) => return flow,
            Err(action) => action,
        };
        let list = &self.0;
        match action {
            Action::Go => {
                let map = list.here().map(|it| it.at);
                let map = map.and_then(|at| Map::of_table(Rc::clone(&list.overview), at, cx));
                map.map_or(Flow::Stay, |map| Flow::Push(Box::new(map)))
            }
            Action::Drill => self.drill(list.selected(), cx),
            Action::DrillDomain => self.drill(list.sections.of_domain(list.at()), cx),
            Action::DrillAll => self.drill(list.sections.entries(), cx),
            _ => Flow::Unused,
        }
    }

    fn returned(&mut self, cx: &mut Context) {
        self.0.read_again(cx);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let (size_end, recalled_end) = (page.end() - RECALLED, page.end());
        let room = page.width_from(columns.text) - usize::from(SIZE + RECALLED + 1);
        let mut main = Sheet::default();
        main.push(
            Row::new()
                .until(size_end, "rows × columns", Role::Faint)
                .until(recalled_end, "known", Role::Faint),
        );
        self.0.draw(&mut main, page, |table| {
            let size = format!("{} × {}", table.rows, table.columns);
            let recalled = format!("{}/{}", table.recalled, table.cells);
            let row = Row::new()
                .at(columns.text, truncate(&table.title, room), Role::Text)
                .until(size_end, size, Role::Muted)
                .until(recalled_end, recalled, Role::Muted);
            if table.recalled == table.cells && table.cells > 0 {
                row.at(columns.key, "✓", Role::Correct)
            } else {
                row
            }
        });
        let tables = self.0.sections.entries();
        let total = tables.fold((0, 0), |sum, it| (sum.0 + it.recalled, sum.1 + it.cells));
        View::page("Tables", main)
            .right(format!(
                "{} of {} known",
                thousands(total.0),
                count(total.1, "cell", "cells")
            ))
            .done(total)
            .side(self.preview(page))
    }
}
