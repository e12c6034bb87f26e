//! Resolves tables (matrices) and checks the IDs and values in them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::known_values::{KNOWN_VALUES, known_value};
use super::{Resolver, text, unknown};
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{
    Cell, Column, FactId, Matrix, MatrixKind, Row, SourceId, TopicId, Value, is_valid_id,
};

/// The first format in which every row of a property table needs a prompt.
const FORMAT_WITH_PROMPTS: i64 = 2;
/// The number of colors that a theme has for values.
const TONES: u8 = 6;

impl Resolver<'_> {
    pub(super) fn matrix(&self, item: &Item<raw::Matrix>) -> Result<Matrix, Fault> {
        let raw = &item.value;
        if raw.columns.is_empty() || raw.row.is_empty() {
            return Err(Fault::new(
                item.span.clone(),
                "empty-matrix",
                format!("table `{}` has no cells", *raw.id),
                "add columns and rows",
            ));
        }
        if let Some(topic) = &raw.topic {
            self.check_topic(item, topic)?;
        }
        let values = values(&raw.values, item.span.clone())?;
        let are_owners =
            !values.is_empty() && raw.values.iter().all(|it| known_value(it).is_some());
        let implied = if are_owners {
            MatrixKind::Ownership
        } else {
            MatrixKind::Properties
        };
        let kind = raw.kind.unwrap_or(implied);
        let columns = raw.columns.iter().map(column).collect::<Vec<_>>();
        check_ids(item, &columns)?;
        let column_ids: HashSet<_> = columns.iter().map(|column| column.id.as_str()).collect();
        let mut row_ids = HashSet::new();
        let mut rows: Vec<Row> = Vec::with_capacity(raw.row.len());
        for row in &raw.row {
            let mut cells = row.cells.keys();
            if let Some(stray) = cells.find(|key| !column_ids.contains(key.as_str())) {
                return Err(unknown(item, stray, "column", "the columns of the table"));
            }
            if !row_ids.insert(row.id.as_str()) {
                return Err(Fault::new(
                    item.inside(row.id.span()),
                    "duplicate-id",
                    format!("the row ID `{}` is used twice", *row.id),
                    "rename one of them",
                ));
            }
            rows.push(self.row(item, row, (kind, &values, &columns))?);
        }
        let (row_noun, column_noun) = match kind {
            MatrixKind::Ownership => ("duty", "service"),
            MatrixKind::Properties => ("row", "column"),
        };
        Ok(Matrix {
            id: raw.id.as_str().into(),
            topic: raw.topic.as_ref().map(|it| TopicId::new(it.as_str())),
            title: text(&raw.title),
            kind,
            row_noun: text(raw.row_noun.as_deref().unwrap_or(row_noun)),
            column_noun: text(raw.column_noun.as_deref().unwrap_or(column_noun)),
            values,
            columns,
            rows,
        })
    }

    /// Resolves a row in a table whose kind, values, and columns are already known.
    fn row(
        &self,
        item: &Item<raw::Matrix>,
        row: &raw::Row,
        (kind, values, columns): (MatrixKind, &[Value], &[Column]),
    ) -> Result<Row, Fault> {
        let own = self::values(&row.values, item.inside(row.id.span()))?;
        let allowed = if own.is_empty() {
            values
        } else {
            own.as_slice()
        };
        if allowed.iter().filter(|value| value.applies).count() < 2 {
            return Err(Fault::new(
                item.inside(row.id.span()),
                "too-few-values",
                format!("row `{}` has fewer than two values that apply", *row.id),
                "give the row or its table at least two values that a drill can offer as answers",
            ));
        }
        if self.format >= FORMAT_WITH_PROMPTS
            && kind == MatrixKind::Properties
            && row.asks.is_none()
        {
            return Err(Fault::new(
                item.inside(row.id.span()),
                "row-without-prompt",
                format!("row `{}` has no question for the drill", *row.id),
                "add `asks = \"…?\"`, which follows the title of the column in the drill",
            ));
        }
        // All cells without an entry of their own share one cell so that its texts are stored only
        // once.
        let otherwise = row.otherwise.as_ref();
        let otherwise = otherwise.map(|cell| self.cell(item, allowed, cell));
        let otherwise = otherwise.transpose()?.map(Arc::new);
        let entries = row.own_cells(columns.iter().map(|column| column.id.as_str()));
        let cells = entries.map(|cell| match cell {
            Some(cell) => Ok(Some(Arc::new(self.cell(item, allowed, cell)?))),
            None => Ok(otherwise.clone()),
        });
        Ok(Row {
            id: row.id.to_string(),
            title: text(&row.title),
            short: text(row.short.as_ref().unwrap_or(&row.title)),
            prompt: text(row.asks.as_ref().unwrap_or(&row.title)),
            cells: cells.collect::<Result<_, _>>()?,
            values: own,
        })
    }

    fn cell(
        &self,
        item: &Item<raw::Matrix>,
        allowed: &[Value],
        raw: &raw::Cell,
    ) -> Result<Cell, Fault> {
        if !allowed.iter().any(|value| value.id == *raw.is) {
            return Err(unknown(item, &raw.is, "value", "the values of the table"));
        }
        if let Some(source) = &raw.source {
            self.check_source(item, source)?;
        }
        if let Some(fact) = &raw.fact {
            self.check_fact(item, fact)?;
        }
        Ok(Cell {
            value: text(&raw.is),
            reason: text(&raw.why),
            source: raw.source.as_ref().map(|it| SourceId::new(it.as_str())),
            fact: raw.fact.as_ref().map(|it| FactId::new(it.as_str())),
            contested: raw.contested,
        })
    }
}

/// Checks the IDs of rows and columns, because cell names are composed of these IDs.
fn check_ids(item: &Item<raw::Matrix>, columns: &[Column]) -> Result<(), Fault> {
    let raw = &item.value;
    let ids = raw.columns.iter().map(|column| &column.id);
    let ids = ids.chain(raw.row.iter().map(|row| &*row.id));
    if let Some(bad) = ids.into_iter().find(|id| !is_valid_id(id)) {
        return Err(Fault::new(
            item.span.clone(),
            "bad-id",
            format!("`{bad}` is not a valid row or column ID"),
            "use lowercase letters a-z, digits, and hyphens",
        ));
    }
    let mut seen = HashSet::new();
    if let Some(twin) = columns.iter().find(|column| !seen.insert(&column.id)) {
        return Err(Fault::new(
            item.span.clone(),
            "duplicate-id",
            format!("the column ID `{}` is used twice", twin.id),
            "rename one of the columns",
        ));
    }
    Ok(())
}

/// Resolves the values of a table or a row, which need unique IDs, signs, and titles. `place` is
/// the byte range of the table or row.
fn values(raw: &[raw::Value], place: Range<usize>) -> Result<Vec<Value>, Fault> {
    let mut values: Vec<Value> = Vec::with_capacity(raw.len());
    for (at, raw) in raw.iter().enumerate() {
        let known = known_value(raw);
        let title = raw.title.as_deref().or(known.map(|known| known.title));
        let title = text(title.unwrap_or(&raw.id));
        let sign = raw.sign.as_deref().or(known.map(|known| known.sign));
        let tone = raw.tone.or(known.map(|known| known.tone));
        let value = Value {
            id: text(&raw.id),
            sign: sign.map_or_else(|| sign_for(&title, &values), text),
            tone: tone.unwrap_or((at % usize::from(TONES)) as u8 + 1),
            applies: raw
                .applies
                .or(known.map(|known| known.applies))
                .unwrap_or(true),
            title,
        };
        let twin = values
            .iter()
            .find(|it| it.id == value.id || it.sign == value.sign || it.title == value.title);
        let (message, help) = if let Some(twin) = twin {
            (
                format!(
                    "the values `{}` and `{}` have the same ID, sign, or title",
                    twin.id, value.id
                ),
                "give each value of a row its own ID, sign, and title",
            )
        } else if !(1..=2).contains(&value.sign.chars().count()) {
            (
                format!("the sign of value `{}` is \"{}\"", value.id, value.sign),
                "use one or two characters",
            )
        } else if !(1..=TONES).contains(&value.tone) {
            (
                format!("the tone of value `{}` is {}", value.id, value.tone),
                "use a number from 1 to 6",
            )
        } else {
            values.push(value);
            continue;
        };
        return Err(Fault::new(place, "bad-value", message, help));
    }
    // A legend reads best in this order: one party, both parties, the other party.
    if raw.iter().all(|value| known_value(value).is_some()) {
        values.sort_by_key(|value| KNOWN_VALUES.iter().position(|it| it.id == value.id));
    }
    Ok(values)
}

/// Returns the first letter of `title`. If another value uses this letter, returns the first two
/// letters or a number.
fn sign_for(title: &str, taken: &[Value]) -> String {
    let letters: Vec<char> = title.chars().filter(|it| it.is_alphanumeric()).collect();
    let is_free = |sign: &String| !sign.is_empty() && taken.iter().all(|it| it.sign != *sign);
    let first = letters
        .iter()
        .take(1)
        .flat_map(|it| it.to_uppercase())
        .take(1)
        .collect();
    let two = letters.iter().take(2).collect();
    let number = (taken.len() + 1).to_string();
    [first, two].into_iter().find(is_free).unwrap_or(number)
}

fn column(raw: &raw::Column) -> Column {
    Column {
        id: raw.id.clone(),
        title: text(&raw.title),
        short: text(raw.short.as_ref().unwrap_or(&raw.title)),
        group: text(&raw.group),
    }
}
