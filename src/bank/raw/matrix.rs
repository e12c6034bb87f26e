//! Tables of values: `[[matrix]]`.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::bank::located::Located;

/// A table of values. It is shown and drilled, and answer keys are checked against it.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// The first part of a cell's name: matrix/row/column.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title for lists.
    pub title: String,
    /// The ID of the topic.
    pub topic: Option<Located<String>>,
    /// `ownership` for a table of responsibilities. Other tables list properties.
    pub kind: Option<crate::model::MatrixKind>,
    /// A noun for the rows, such as property.
    pub row_noun: Option<String>,
    /// A noun for the columns, such as storage class.
    pub column_noun: Option<String>,
    /// The values that cells can have, unless their row has its own values. `aws`, `both`,
    /// `customer`, and `none` are owners with built-in titles, signs, and tones.
    #[serde(default)]
    pub values: Vec<Value>,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, from top to bottom.
    #[serde(default)]
    pub row: Vec<Located<Row>>,
}

/// A column of a table.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The last part of a cell's name: matrix/row/column.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: String,
    /// The title.
    pub title: String,
    /// A title of at most six letters for the column header.
    pub short: Option<String>,
    /// The group of the column. Columns of the same group are shown together.
    #[serde(default)]
    pub group: String,
}

/// A value of a table: an ID, or a TOML table with an ID and the way in which the value is shown.
#[derive(Clone, Debug)]
pub struct Value {
    pub id: String,
    pub title: Option<String>,
    pub sign: Option<String>,
    pub tone: Option<u8>,
    pub applies: Option<bool>,
}

/// A value with its own table.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Value"))]
#[serde(deny_unknown_fields)]
pub(super) struct ValueTable {
    /// The ID that cells and claims refer to.
    id: String,
    /// The full title.
    title: Option<String>,
    /// One or two letters for narrow tables, unique among the values of a row.
    sign: Option<String>,
    /// The theme color, 1 to 6. The default depends on the position among the values.
    #[cfg_attr(test, schemars(range(min = 1, max = 6)))]
    tone: Option<u8>,
    /// `false` for a value that means "does not apply". It is shown, but never drilled.
    applies: Option<bool>,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct IdOrTable;

        impl<'de> serde::de::Visitor<'de> for IdOrTable {
            type Value = Value;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the ID of a value, or a table with `id` and `title`")
            }

            fn visit_str<E: serde::de::Error>(self, id: &str) -> Result<Value, E> {
                Ok(Value {
                    id: id.to_owned(),
                    title: None,
                    sign: None,
                    tone: None,
                    applies: None,
                })
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
                let table =
                    ValueTable::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Value {
                    id: table.id,
                    title: table.title,
                    sign: table.sign,
                    tone: table.tone,
                    applies: table.applies,
                })
            }
        }

        from.deserialize_any(IdOrTable)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Value {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ValueOrId".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let table = generator.subschema_for::<ValueTable>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, table] })
    }
}

/// A row of a table.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The middle part of a cell's name: matrix/row/column.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title.
    pub title: String,
    /// A short title for narrow screens.
    pub short: Option<String>,
    /// The question of a drill, which follows the title of the column, such as "what is the minimum
    /// storage duration?".
    pub asks: Option<String>,
    /// The values that the cells of this row can have, instead of those of the table.
    #[serde(default)]
    pub values: Vec<Value>,
    /// The value of all cells without their own entry.
    pub otherwise: Option<Cell>,
    /// The cells by the IDs of their columns, preferably one per line.
    #[serde(default)]
    pub cells: BTreeMap<Located<String>, Cell>,
}

impl Row {
    /// Returns the entry of each of `columns`; `None` where `otherwise` applies.
    pub fn own_cells<'a>(
        &'a self,
        columns: impl Iterator<Item = &'a str>,
    ) -> impl Iterator<Item = Option<&'a Cell>> {
        let own = self.cells.iter().map(|(key, cell)| (key.as_str(), cell));
        let own: HashMap<_, _> = own.collect();
        columns.map(move |id| own.get(id).copied())
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The ID of the value, which is one of the values of the row or table.
    pub is: Located<String>,
    /// The reason for the value.
    pub why: String,
    /// The ID of the official page that confirms the value.
    pub source: Option<Located<String>>,
    /// The ID of the fact that the value follows from.
    pub fact: Option<Located<String>>,
    /// True if the official pages do not settle the value. A contested cell is shown, but never
    /// drilled or claimed.
    #[serde(default)]
    pub contested: bool,
}
