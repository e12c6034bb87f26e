//! Matrices: every cell in its place, with a value that the matrix knows.

use super::{Desk, Fault, text, unknown};
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::model::{Cell, Column, FactId, Matrix, Row, SourceId, is_valid_id};

impl Desk<'_> {
    pub(super) fn matrix(&self, item: &Item<raw::Matrix>) -> Result<Matrix, Fault> {
        let raw = &item.value;
        if raw.columns.is_empty() || raw.row.is_empty() {
            return Err(Fault::new(
                item.span.clone(),
                "empty-matrix",
                format!("matrix `{}` has no cells", raw.id.get_ref()),
                "give it columns and rows",
            ));
        }
        let columns = raw.columns.iter().map(column).collect::<Vec<_>>();
        let ids = raw.columns.iter().map(|column| &column.id);
        let ids = ids.chain(raw.row.iter().map(|row| row.get_ref().id.get_ref()));
        if let Some(bad) = ids.into_iter().find(|id| !is_valid_id(id)) {
            return Err(Fault::new(
                item.span.clone(),
                "bad-id",
                format!("`{bad}` cannot be the id of a row or a column"),
                "use lower-case letters a-z, digits and hyphens",
            ));
        }
        let mut rows: Vec<Row> = Vec::with_capacity(raw.row.len());
        for row in &raw.row {
            let row = row.get_ref();
            if rows.iter().any(|other| other.id == *row.id.get_ref()) {
                return Err(Fault::new(
                    item.inside(row.id.span()),
                    "duplicate-id",
                    format!("the row id `{}` is used twice", row.id.get_ref()),
                    "rename one of the two rows",
                ));
            }
            if let Some(stray) = row
                .cells
                .keys()
                .find(|key| !columns.iter().any(|column| column.id == *key.get_ref()))
            {
                return Err(unknown(item, stray, "column", "the matrix's columns"));
            }
            let cells = columns.iter().map(|column| {
                let cell = row.cell(&column.id);
                cell.map(|cell| self.cell(item, cell)).transpose()
            });
            rows.push(Row {
                id: row.id.get_ref().clone(),
                title: text(&row.title),
                short: text(row.short.as_ref().unwrap_or(&row.title)),
                asks: text(row.asks.as_ref().unwrap_or(&row.title)),
                cells: cells.collect::<Result<_, _>>()?,
            });
        }
        Ok(Matrix {
            id: raw.id.get_ref().as_str().into(),
            title: text(&raw.title),
            values: raw.values.iter().map(|it| text(it)).collect(),
            columns,
            rows,
        })
    }

    fn cell(&self, item: &Item<raw::Matrix>, raw: &raw::Cell) -> Result<Cell, Fault> {
        if !item.value.values.contains(raw.is.get_ref()) {
            return Err(unknown(item, &raw.is, "value", "the matrix's values"));
        }
        if let Some(source) = &raw.source {
            self.check_source(item, source)?;
        }
        if let Some(fact) = &raw.fact {
            self.check_fact(item, fact)?;
        }
        Ok(Cell {
            is: text(raw.is.get_ref()),
            why: text(&raw.why),
            source: raw.source.as_ref().map(|it| SourceId::new(it.get_ref())),
            fact: raw.fact.as_ref().map(|it| FactId::new(it.get_ref())),
            contested: raw.contested,
        })
    }
}

fn column(raw: &raw::Column) -> Column {
    Column {
        id: raw.id.clone(),
        title: text(&raw.title),
        short: text(raw.short.as_ref().unwrap_or(&raw.title)),
        group: text(&raw.group),
    }
}
