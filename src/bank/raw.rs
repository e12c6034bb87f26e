//! The tables of a bank as they are written in TOML. All structs are flat, because spans are lost
//! in flattened and tagged ones.
//!
//! The doc comments of tables and fields are shown in an author's editor, because the JSON Schema
//! is generated from them (`schema.rs`).

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Deserializer};

use super::located::Located;

/// A file of a certdrill question bank. Every file can contain any of these tables.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// The version of the format: 1 or 2.
    #[cfg_attr(test, schemars(range(min = 1, max = 2)))]
    pub format: Option<i64>,
    /// The header of the bank. A bank has only one.
    pub bank: Option<Bank>,
    /// The exam that the bank prepares for. Without it, mock exams use the usual number of
    /// questions and time.
    pub exam: Option<Exam>,
    /// The tasks of the exam guide, in its order. Each task belongs to a domain and has topics.
    pub task: Vec<Located<Task>>,
    /// The topics, in the order in which they are shown. A bank without topics gets a single one.
    pub topic: Vec<Located<Topic>>,
    /// The official pages that facts, cells, and terms were checked against.
    pub source: Vec<Located<Source>>,
    /// The documents that the bank was built from.
    pub document: Vec<Located<Document>>,
    /// The facts to learn. Questions ask for facts.
    pub fact: Vec<Located<Fact>>,
    /// Tables of values, such as duties by service.
    pub matrix: Vec<Located<Matrix>>,
    /// Names to recognize, such as those of services. Terms are drilled and used as flash cards.
    pub term: Vec<Located<Term>>,
    /// The questions.
    pub question: Vec<Located<Question>>,
}

/// The header of a bank.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// The id of the bank in the history. If you change it, the history of the bank starts over.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title of the exam or subject, which is shown on the home screen.
    pub title: String,
    /// The subject in a few words. The default is the title.
    #[serde(default)]
    pub about: Option<String>,
    /// One sentence about the contents of the bank.
    #[serde(default)]
    pub says: String,
    /// The license of the bank, preferably as an SPDX identifier.
    #[serde(default, alias = "licence")]
    pub license: String,
}

/// The exam, with the numbers that its provider publishes.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// The duration in minutes.
    pub minutes: Located<Number>,
    /// The number of scored questions.
    pub scored: Located<Number>,
    /// The number of additional unscored questions.
    pub unscored: Option<Located<Number>>,
    /// The scale of the scores.
    pub scale: Scale,
    /// The revision of the exam guide that the bank follows, such as "version 1.0".
    pub guide: Option<String>,
    /// The domains of the exam. Their weights determine the number of questions from each domain.
    pub domains: Vec<Domain>,
}

/// The scale of an exam.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest score.
    pub min: Located<Number>,
    /// The highest score.
    pub max: Located<Number>,
    /// The passing score.
    pub pass: Located<Number>,
}

/// A domain of the exam.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// The id that tasks and topics refer to.
    pub id: String,
    /// The title.
    pub title: String,
    /// The weight in percent.
    pub weight: Located<Number>,
}

/// A number in `[exam]`. An invalid value becomes `None`, so that it is reported with its position,
/// and the rest of the file still loads.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline))]
pub struct Number(#[cfg_attr(test, schemars(with = "u32"))] pub Option<u32>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(from)?;
        let whole = value.as_integer();
        Ok(Self(whole.and_then(|number| u32::try_from(number).ok())))
    }
}

/// A task of the exam guide.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The number in the exam guide, such as 3.6.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9.-]+$")))]
    pub id: Located<String>,
    /// The title.
    pub title: String,
    /// The id of the exam domain.
    pub domain: Option<Located<String>>,
    /// The points that the guide lists under the task. The checker reports bullets that are asked
    /// for in fewer than two questions.
    #[serde(default)]
    pub bullets: Vec<Located<Bullet>>,
}

/// A point that the exam guide lists under a task.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bullet {
    /// The id that facts refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The point in a few words.
    pub title: String,
}

/// A topic.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The id that facts and questions refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title.
    pub title: String,
    /// The id of the exam domain.
    pub domain: Option<Located<String>>,
    /// The number of the task in the exam guide, such as 2.1. If the task has a domain, the topic
    /// does not need one.
    pub task: Option<Located<String>>,
}

/// An official page.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The id that facts, cells, and terms refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub url: String,
    /// The day on which the page was last checked, as YYYY-MM-DD. `bank check --stale` lists pages
    /// that were checked more than a year ago.
    #[cfg_attr(test, schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$")))]
    pub checked: Located<String>,
}

/// A document that the bank was built from.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The id that facts refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title.
    pub title: String,
    /// The headings that facts can refer to. The checker lists headings without a fact.
    pub headings: Vec<Located<String>>,
}

/// A statement to learn. Ask for it in at least three questions of different shapes.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The id that questions refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The id of the topic.
    pub topic: Located<String>,
    /// A short title for lists. The default is the whole statement.
    pub title: Option<String>,
    /// The statement, in one sentence.
    pub says: String,
    /// The headings of the documents that state the fact.
    #[serde(default)]
    pub stated: Vec<Located<Stated>>,
    /// The ids of the official pages that confirm the fact.
    #[serde(default)]
    pub sources: Vec<Located<String>>,
    /// A note on the official position if documents disagree.
    pub note: Option<String>,
    /// True if the official pages do not settle the fact. A contested fact is shown with its note,
    /// but never asked.
    #[serde(default)]
    pub contested: bool,
    /// The ids of the bullets that the fact covers. They must be listed under the task of its
    /// topic.
    #[serde(default)]
    pub bullets: Vec<Located<String>>,
    /// True if the exam would not ask for it. Such a fact can be studied, but is not part of mock
    /// exams or of the passing probability.
    #[serde(default)]
    pub beyond: bool,
    /// The ids of former facts whose history this fact continues.
    #[serde(default)]
    pub replaces: Vec<Located<String>>,
    /// Findings of the checker that are intentional.
    #[serde(default)]
    pub allow: Vec<Located<Allow>>,
}

/// A heading of a document.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The id of the document.
    pub document: String,
    /// A heading of the document, exactly as listed there.
    pub heading: String,
}

/// A table of values. It is shown and drilled, and the keys of questions are checked against it.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// The first part of a cell's name: matrix/row/column.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title for lists.
    pub title: String,
    /// The id of the topic.
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

/// A value of a table: an id, or a TOML table with an id and the way in which the value is shown.
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
    /// The id that cells and claims refer to.
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
                f.write_str("the id of a value, or a table with `id` and `title`")
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
    /// The cells by the ids of their columns, preferably one per line.
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
    /// The id of the value, which is one of the values of the row or table.
    pub is: Located<String>,
    /// The reason for the value.
    pub why: String,
    /// The id of the official page that confirms the value.
    pub source: Option<Located<String>>,
    /// The id of the fact that the value follows from.
    pub fact: Option<Located<String>>,
    /// True if the official pages do not settle the value. A contested cell is shown, but never
    /// drilled or claimed.
    #[serde(default)]
    pub contested: bool,
}

/// A name to recognize, with its definition.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The id of the term in the history.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The id of the topic.
    pub topic: Located<String>,
    /// The name that the exam uses.
    pub name: Located<String>,
    /// Other names: a former name, or the current one if the exam guide uses the former name.
    #[serde(default)]
    pub also: Vec<String>,
    /// A definition in at most 14 words that does not contain a word of the name.
    pub definition: Located<String>,
    /// The title of the group of the term. Terms of the same group are offered together.
    pub group: Located<String>,
    /// The ids of the official pages that confirm the definition.
    #[serde(default)]
    pub sources: Vec<Located<String>>,
    /// The ids of terms that are often confused with this one. They are offered first.
    #[serde(default)]
    pub confused_with: Vec<Located<String>>,
    /// The ids of terms that also fit the definition. They are never offered together with this
    /// one.
    #[serde(default)]
    pub overlaps: Vec<Located<String>>,
    /// The reason why new customers cannot use it, if there is one, such as "Closed to new
    /// customers".
    pub closed: Option<String>,
    /// A note that is shown with the term.
    pub note: Option<String>,
    /// True if the exam would not ask for it. Such a term can be studied, but does not count for
    /// anything else.
    #[serde(default)]
    pub beyond: bool,
    /// The ids of former terms whose history this term continues.
    #[serde(default)]
    pub replaces: Vec<Located<String>>,
}

/// The order of a question's options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum OptionOrder {
    /// Options are shuffled every time.
    Shuffled,
    /// Options keep the order of the file, because they refer to one another or have a natural
    /// order.
    Fixed,
}

/// A question. An error in one question does not affect the others.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id of the question in the history. Keep it when you reword the question.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The id of the topic. The default is the topic of the first fact that the question asks for.
    pub topic: Option<Located<String>>,
    /// The items that the question asks for: ids of facts, or cells as matrix/row/column.
    #[serde(default)]
    pub asks: Vec<Located<String>>,
    /// The way in which the question asks for its fact.
    pub shape: Option<crate::model::Framing>,
    /// The difficulty, from 1 (easy) to 3 (hard).
    #[cfg_attr(test, schemars(range(min = 1, max = 3)))]
    pub difficulty: Option<Located<u8>>,
    /// True if the stem asks for what is NOT true. In that case, the false options are correct.
    #[serde(default)]
    pub negated: bool,
    /// `fixed` keeps the options in the order of the file. Otherwise, they are shuffled.
    pub order: Option<OptionOrder>,
    /// True if the exam would not ask it. Such a question can be studied, but is not part of mock
    /// exams or of the passing probability. Questions on facts that are beyond the exam are beyond
    /// it, too.
    #[serde(default)]
    pub beyond: bool,
    /// The ids of former questions whose misses, flags, and notes this question continues.
    #[serde(default)]
    pub replaces: Vec<Located<String>>,
    /// The text of the question. If several options are correct, it ends with their number, as in
    /// (Select TWO.).
    pub stem: Located<String>,
    /// The rule behind the correct answer, in one or two sentences.
    pub explanation: Option<Located<String>>,
    /// Two to nine options, which are shuffled on the screen. In a bank with an exam, use four
    /// options, or five if several are correct.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(min = 2, max = 9)))]
    pub option: Vec<Located<Choice>>,
    /// Findings of the checker that are intentional.
    #[serde(default)]
    pub allow: Vec<Located<Allow>>,
}

/// An option.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The id of the option in the history. Without an id, its position in the file is used, and
    /// options must not be moved.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Option<Located<String>>,
    /// The text of the option.
    pub text: Located<String>,
    /// True if the option is correct.
    #[serde(default)]
    pub correct: bool,
    /// The id of the fact that the option affirms or contradicts.
    pub about: Option<Located<String>>,
    /// Statements of the option about cells of tables. A key that contradicts a table is an error.
    #[serde(default)]
    pub claims: Vec<Located<Claim>>,
    /// The reason why the option is correct, or the misconception behind it and what is true
    /// instead.
    pub why: Option<Located<String>>,
}

/// A checker rule whose findings on the item are allowed, with a reason.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The name of the rule, which `bank check` prints in brackets.
    pub lint: String,
    /// The reason why the finding is intentional.
    #[serde(default)]
    pub because: String,
}

/// A statement of an option that a cell has a certain value.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The cell, as matrix/row/column.
    pub cell: String,
    /// The value that the option states.
    pub is: String,
}
