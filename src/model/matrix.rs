//! Matrices: what is a table by nature, rows × columns → a value with its reason.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{FactId, MatrixId, SourceId};

/// A table of values, such as duty × service → who is responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    pub id: MatrixId,
    pub title: String,
    /// The values that a cell may have.
    pub values: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Matrix {
    /// The cell in `row` and `column`, by their ids.
    pub fn cell(&self, row: &str, column: &str) -> Option<&Cell> {
        let at = self.columns.iter().position(|it| it.id == column)?;
        let row = self.rows.iter().find(|it| it.id == row)?;
        row.cells.get(at)?.as_ref()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub id: String,
    pub title: String,
    /// The title in a word or two, for narrow tables.
    pub short: String,
    /// Columns of one group stand together.
    pub group: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub title: String,
    /// The title in a few words, for tables.
    pub short: String,
    /// The row as a phrase that can be asked for.
    pub asks: String,
    /// One for each column, in the columns' order; `None` where the table has a gap.
    pub cells: Vec<Option<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// One of the matrix's values.
    pub is: String,
    pub why: String,
    pub source: Option<SourceId>,
    pub fact: Option<FactId>,
    /// The official pages leave it open: shown, but never asked and never claimed.
    pub contested: bool,
}

/// A cell named from outside its matrix: `matrix/row/column`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CellRef {
    pub matrix: MatrixId,
    pub row: String,
    pub column: String,
}

impl CellRef {
    /// Reads `matrix/row/column`; `None` when `text` has not exactly three parts.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let (matrix, row, column) = (parts.next()?, parts.next()?, parts.next()?);
        (parts.next().is_none() && ![matrix, row, column].contains(&"")).then(|| Self {
            matrix: matrix.into(),
            row: row.to_owned(),
            column: column.to_owned(),
        })
    }
}

impl TryFrom<String> for CellRef {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
            .ok_or_else(|| format!("`{text}` names no cell; a cell is `matrix/row/column`"))
    }
}

impl From<CellRef> for String {
    fn from(cell: CellRef) -> Self {
        cell.to_string()
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.matrix, self.row, self.column)
    }
}
