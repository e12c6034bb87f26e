//! Tables, which assign a value and a reason to each combination of row and column.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{FactId, MatrixId, QuestionId, SourceId, TopicId};

/// A table of values, such as storage class × property, or service × duty → responsible party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    pub id: MatrixId,
    pub topic: Option<TopicId>,
    pub title: String,
    pub kind: MatrixKind,
    /// Nouns for a row and for a column, such as `property` and `storage class`.
    pub row_noun: String,
    pub column_noun: String,
    /// The values that a cell may have unless its row defines its own values.
    pub values: Vec<Value>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// The kind of content of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum MatrixKind {
    /// Properties of the columns.
    #[default]
    Properties,
    /// The party that is responsible for each duty.
    Ownership,
}

/// A value that a cell may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub id: String,
    pub title: String,
    /// One or two characters for narrow tables, unique among the values of a row.
    pub sign: String,
    /// The index of the theme color, 1 to 6.
    pub tone: u8,
    /// `false` for a value that means "does not apply", which is shown but never drilled.
    pub applies: bool,
}

impl Matrix {
    /// Returns the values that the cells of `row` may have.
    pub fn values_of<'a>(&'a self, row: &'a Row) -> &'a [Value] {
        if row.values.is_empty() {
            &self.values
        } else {
            &row.values
        }
    }

    /// Returns the value of a cell in `row`.
    pub fn value<'a>(&'a self, row: &'a Row, cell: &Cell) -> Option<&'a Value> {
        self.values_of(row)
            .iter()
            .find(|value| value.id == cell.value)
    }

    /// Returns the cells that can be drilled: those that are filled, are not contested, and have a
    /// value that applies.
    pub fn drilled_cells(&self) -> impl Iterator<Item = (&Row, &Column, &Cell)> {
        let cells = self.rows.iter().flat_map(|row| {
            let cells = self.columns.iter().zip(&row.cells);
            cells.filter_map(move |(column, cell)| Some((row, column, cell.as_deref()?)))
        });
        cells.filter(|(row, _, cell)| {
            let value = self.value(row, cell);
            !cell.contested && value.is_some_and(|value| value.applies)
        })
    }

    /// Returns a reference to the cell in `row` and `column`.
    pub fn cell_ref(&self, row: &Row, column: &Column) -> CellRef {
        CellRef {
            matrix: self.id.clone(),
            row: row.id.clone(),
            column: column.id.clone(),
        }
    }

    /// Returns whether a cell in the row with the ID `row` may have the value `id`.
    pub fn has_value(&self, row: &str, id: &str) -> bool {
        self.value_in(row, id).is_some()
    }

    /// Returns the value `id` of the row with the ID `row`.
    pub fn value_in(&self, row: &str, id: &str) -> Option<&Value> {
        self.values_of(self.row(row)?)
            .iter()
            .find(|value| value.id == id)
    }

    /// Returns the values of `row` that can be answers: those that apply.
    pub fn answers<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Value> {
        self.values_of(row).iter().filter(|value| value.applies)
    }

    /// Returns the cell at the row and column with the IDs `row` and `column`.
    pub fn cell(&self, row: &str, column: &str) -> Option<&Cell> {
        let at = self.columns.iter().position(|it| it.id == column)?;
        self.row(row)?.cells.get(at)?.as_deref()
    }

    /// Returns the row with the ID `id`.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Returns the row and the column of the cell at `at`.
    pub fn place(&self, at: &CellRef) -> Option<(&Row, &Column)> {
        let column = self.columns.iter().find(|it| it.id == at.column)?;
        Some((self.row(&at.row)?, column))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub id: String,
    pub title: String,
    /// A title of one or two words, for narrow tables.
    pub short: String,
    /// The group of the column. Columns in the same group are adjacent.
    pub group: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub title: String,
    /// A short title, for tables.
    pub short: String,
    /// The question that a drill shows after the column title. Defaults to the row title.
    pub prompt: String,
    /// The values that cells in this row may have. Empty if the table's values apply.
    pub values: Vec<Value>,
    /// The cells in column order. `None` represents an empty cell.
    pub cells: Vec<Option<Arc<Cell>>>,
}

impl Row {
    /// Returns the text of the question about the cell in `column`.
    pub fn question(&self, column: &Column) -> String {
        if self.prompt.ends_with('?') {
            format!("{}: {}", column.title, self.prompt)
        } else {
            format!("{}\non {}", self.prompt, column.title)
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The ID of the cell's value, which is one of its row's values.
    pub value: String,
    pub reason: String,
    pub source: Option<SourceId>,
    pub fact: Option<FactId>,
    /// `true` if the official pages do not settle the value. A contested cell is shown, but no
    /// question asks about it, and no option makes a claim about it.
    pub contested: bool,
}

/// A reference to a cell, written as `matrix/row/column`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CellRef {
    pub matrix: MatrixId,
    pub row: String,
    pub column: String,
}

impl CellRef {
    /// Returns the ID of the question that is made from the cell.
    pub fn question(&self) -> QuestionId {
        QuestionId::new(format!("cell-{}-{}-{}", self.matrix, self.row, self.column))
    }

    /// Parses `matrix/row/column`. Returns `None` unless `text` has exactly three parts.
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
        Self::parse(&text).ok_or_else(|| {
            format!("`{text}` is not the name of a cell; write a cell as `matrix/row/column`")
        })
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
