//! Tables in plain mode, printed one row or one column at a time.

use std::io;

use super::context::{PlainContext, number};
use super::line_writer::LineWriter;
use super::{question, session};
use crate::app::words::count;
use crate::app::{Sections, TableEntry};
use crate::model::markup::plain;
use crate::model::{Bank, Cell, CellRef, Column, Matrix, MatrixId, Row};

/// Lists the tables and opens those that the learner chooses. If there is only one table, opens it
/// directly.
pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let bank = std::sync::Arc::clone(desk.app.bank());
    if let [matrix] = bank.matrices.as_slice() {
        return table(desk, matrix);
    }
    loop {
        let overview = desk.overview()?;
        let groups = desk.app.tables(&overview);
        list(&mut desk.paper, &groups)?;
        let entries: Vec<_> = groups.entries().collect();
        let wanted = "Which table? Type its number to open it, d and its number to drill it, or q to go back.";
        let Some(line) = desk.ask_or_back(wanted)? else {
            return Ok(());
        };
        let (drills, typed) = match line.strip_prefix('d') {
            Some(rest) => (true, rest.trim()),
            None => (false, line.as_str()),
        };
        match number(typed, entries.len()).map(|at| entries[at]) {
            Some(entry) if drills => drill(desk, std::slice::from_ref(&entry.id))?,
            Some(entry) => table(desk, &bank.matrices[entry.at])?,
            None => desk.not_in_list(entries.len())?,
        }
    }
}

fn list(paper: &mut LineWriter, groups: &Sections<TableEntry>) -> io::Result<()> {
    paper.gap()?;
    paper.say("Tables.")?;
    let mut at = 0;
    for group in groups {
        if !group.title.is_empty() {
            paper.gap()?;
            paper.say(&format!("{}:", group.title))?;
        }
        for entry in &group.entries {
            at += 1;
            paper.item(&format!("{at}. "), &described(entry))?;
        }
    }
    Ok(())
}

/// Describes a table with text such as `S3 storage classes: 6 rows, 8 columns, 3 of 44 cells
/// known`.
fn described(entry: &TableEntry) -> String {
    format!(
        "{}: {}, {}, {} of {} known",
        entry.title,
        count(entry.rows, "row", "rows"),
        count(entry.columns, "column", "columns"),
        entry.recalled,
        count(entry.cells, "cell", "cells")
    )
}

fn drill(desk: &mut PlainContext, tables: &[MatrixId]) -> anyhow::Result<()> {
    let overview = desk.overview()?;
    let now = desk.now();
    let begun = desk.app.drill_tables(tables, None, None, &overview, &now);
    match begun {
        Some(sitting) => session::run_session(desk, sitting),
        None => desk.say("This table has no cells to drill."),
    }
}

fn drill_row(desk: &mut PlainContext, matrix: &Matrix, row: &Row) -> anyhow::Result<()> {
    let (overview, now) = (desk.overview()?, desk.now());
    let Some(column) = matrix.columns.first() else {
        return Ok(());
    };
    let at = matrix.cell_ref(row, column);
    match desk.app.drill_row(&at, &overview, &now) {
        Some(sitting) => session::run_session(desk, sitting),
        None => desk.say("This row has no cells to drill."),
    }
}

/// Lists the rows and columns of a table and prints those that the learner chooses.
fn table(desk: &mut PlainContext, matrix: &Matrix) -> anyhow::Result<()> {
    let rows = matrix.rows.iter().map(Part::Row);
    let columns = matrix.columns.iter().enumerate();
    let columns = columns.map(|(at, column)| Part::Column(at, column));
    let parts: Vec<_> = rows.chain(columns).collect();
    desk.paper.gap()?;
    desk.say(&format!("{}.", matrix.title))?;
    for (at, part) in parts.iter().enumerate() {
        let title = match part {
            Part::Row(row) => &row.title,
            Part::Column(_, column) => &column.title,
        };
        desk.paper.item(&format!("{}. ", at + 1), title)?;
    }
    let wanted = format!(
        "Which {} or {}? Type its number, d to drill the table, d and the number of a {} to drill \
         it, or q to go back.",
        matrix.row_noun, matrix.column_noun, matrix.row_noun
    );
    while let Some(line) = desk.ask_or_back(&wanted)? {
        if let Some(typed) = line.strip_prefix('d').filter(|typed| !typed.is_empty()) {
            match number(typed.trim(), matrix.rows.len()) {
                Some(at) => return drill_row(desk, matrix, &matrix.rows[at]),
                None => desk.not_in_list(matrix.rows.len())?,
            }
            continue;
        }
        match number(&line, parts.len()).map(|at| &parts[at]) {
            Some(Part::Row(row)) => row_lines(&mut desk.paper, matrix, row)?,
            Some(Part::Column(at, column)) => {
                column_lines(&mut desk.paper, matrix, *at, column)?;
            }
            None if line == "d" => return drill(desk, std::slice::from_ref(&matrix.id)),
            None => desk.not_in_list(parts.len())?,
        }
    }
    Ok(())
}

/// A numbered row or column of a table.
enum Part<'b> {
    Row(&'b Row),
    Column(usize, &'b Column),
}

/// Prints the row that contains the cell at `at`, column by column.
pub fn row_of(paper: &mut LineWriter, bank: &Bank, at: &CellRef) -> io::Result<()> {
    let matrix = bank.matrix(&at.matrix);
    let row = matrix.and_then(|matrix| matrix.row(&at.row));
    match (matrix, row) {
        (Some(matrix), Some(row)) => row_lines(paper, matrix, row),
        _ => paper.say("This row is no longer in the bank."),
    }
}

/// Prints the cell at `at` with its value, its reason, and its source.
pub fn cell(paper: &mut LineWriter, bank: &Bank, at: &CellRef) -> anyhow::Result<()> {
    let Some(matrix) = bank.matrix(&at.matrix) else {
        return Ok(());
    };
    if let Some((row, column)) = matrix.place(at) {
        let cell = bank.cell(at);
        paper.say(&plain(&row.question(column)))?;
        cell_line(paper, matrix, &column.title, row, cell)?;
        paper.item("Table: ", &matrix.title)?;
        let source = cell.and_then(|it| it.source.as_ref());
        question::sources(paper, bank, source, &mut Vec::new())?;
    }
    Ok(())
}

fn row_lines(paper: &mut LineWriter, matrix: &Matrix, row: &Row) -> io::Result<()> {
    paper.gap()?;
    paper.say(&format!("{}:", row.title))?;
    for (column, cell) in matrix.columns.iter().zip(&row.cells) {
        cell_line(paper, matrix, &column.title, row, cell.as_deref())?;
    }
    Ok(())
}

fn column_lines(
    paper: &mut LineWriter,
    matrix: &Matrix,
    at: usize,
    column: &Column,
) -> io::Result<()> {
    paper.gap()?;
    paper.say(&format!("{}:", column.title))?;
    for row in &matrix.rows {
        let cell = row.cells.get(at).and_then(Option::as_deref);
        cell_line(paper, matrix, &row.title, row, cell)?;
    }
    Ok(())
}

fn cell_line(
    paper: &mut LineWriter,
    matrix: &Matrix,
    name: &str,
    row: &Row,
    cell: Option<&Cell>,
) -> io::Result<()> {
    let Some(cell) = cell else { return Ok(()) };
    let value = matrix.value(row, cell);
    let title = value.map_or(cell.value.as_str(), |value| &value.title);
    let contested = if cell.contested { " (contested)" } else { "" };
    let text = format!("{name}: {title}{contested}. {}", cell.reason);
    paper.item("- ", text.trim())
}
