//! The responsibility map in lines: a duty across the services, or a service
//! across the duties.

use std::io;

use super::desk::{Desk, Way, number};
use super::paper::Paper;
use crate::app::telling::owner;
use crate::model::{Bank, Cell, CellRef, Column, Matrix, Row};

/// Lists duties and services, and tells those that are asked for.
pub fn open(desk: &mut Desk) -> anyhow::Result<Way> {
    let bank = std::sync::Arc::clone(desk.app.bank());
    let mut told: Vec<(&Matrix, Line<'_>)> = Vec::new();
    for matrix in &bank.matrices {
        told.extend(matrix.rows.iter().map(|row| (matrix, Line::Duty(row))));
        let columns = matrix.columns.iter().enumerate();
        told.extend(columns.map(|(at, column)| (matrix, Line::Service(at, column))));
    }
    desk.paper.gap()?;
    desk.say("Responsibility map.")?;
    for (at, (_, line)) in told.iter().enumerate() {
        let title = match line {
            Line::Duty(row) => &row.title,
            Line::Service(_, column) => &column.title,
        };
        desk.paper.item(&format!("{}. ", at + 1), title)?;
    }
    loop {
        let wanted = "Which duty or service? Its number, or q to go back.";
        let Some(line) = desk.ask(wanted)? else {
            return Ok(Way::Out);
        };
        match number(&line, told.len()).map(|at| &told[at]) {
            Some((matrix, Line::Duty(row))) => duty(&mut desk.paper, matrix, row)?,
            Some((matrix, Line::Service(at, column))) => {
                service(&mut desk.paper, matrix, *at, column)?;
            }
            None if line == "q" || line.is_empty() => return Ok(Way::Back),
            None => desk.say(&format!("The numbers are 1 to {}.", told.len()))?,
        }
    }
}

enum Line<'b> {
    Duty(&'b Row),
    Service(usize, &'b Column),
}

/// The duty of the cell at `at`, service by service.
pub fn duty_of(paper: &mut Paper, bank: &Bank, at: &CellRef) -> io::Result<()> {
    let matrix = bank.matrices.iter().find(|it| it.id == at.matrix);
    let row = matrix.and_then(|matrix| matrix.rows.iter().find(|it| it.id == at.row));
    match (matrix, row) {
        (Some(matrix), Some(row)) => duty(paper, matrix, row),
        _ => paper.say("The map has no such duty any more."),
    }
}

fn duty(paper: &mut Paper, matrix: &Matrix, row: &Row) -> io::Result<()> {
    paper.gap()?;
    paper.say(&format!("{}:", row.title))?;
    for (column, cell) in matrix.columns.iter().zip(&row.cells) {
        tell(paper, &column.title, cell.as_ref())?;
    }
    Ok(())
}

fn service(paper: &mut Paper, matrix: &Matrix, at: usize, column: &Column) -> io::Result<()> {
    paper.gap()?;
    paper.say(&format!("{}:", column.title))?;
    for row in &matrix.rows {
        tell(
            paper,
            &row.title,
            row.cells.get(at).and_then(Option::as_ref),
        )?;
    }
    Ok(())
}

fn tell(paper: &mut Paper, name: &str, cell: Option<&Cell>) -> io::Result<()> {
    let Some(cell) = cell else { return Ok(()) };
    let contested = if cell.contested { " (contested)" } else { "" };
    let text = format!("{name}: {}{contested}. {}", owner(&cell.is), cell.why);
    paper.item("- ", text.trim())
}
