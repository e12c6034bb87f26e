//! The tables of a bank as they are written in TOML. All structs are flat, because spans are lost
//! in flattened and tagged ones.
//!
//! The doc comments of tables and fields are shown in an author's editor, because the JSON Schema
//! is generated from them (`schema.rs`).

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// Any part of any file of a certdrill question bank.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// The version of the format: 1 or 2.
    #[cfg_attr(test, schemars(range(min = 1, max = 2)))]
    pub format: Option<i64>,
    /// The card of the bank; once in a bank.
    pub bank: Option<Bank>,
    /// The exam that the bank prepares for; without it exams are sat at the usual pace.
    pub exam: Option<Exam>,
    /// Tasks of the exam guide, in its order. Each belongs to a domain and has topics.
    #[cfg_attr(test, schemars(with = "Vec<Task>"))]
    pub task: Vec<Spanned<Task>>,
    /// Topics, in the order in which they are shown. A bank without any has one topic.
    #[cfg_attr(test, schemars(with = "Vec<Topic>"))]
    pub topic: Vec<Spanned<Topic>>,
    /// Official pages that facts and cells were checked against.
    #[cfg_attr(test, schemars(with = "Vec<Source>"))]
    pub source: Vec<Spanned<Source>>,
    /// Notes that the bank was built from.
    #[cfg_attr(test, schemars(with = "Vec<Document>"))]
    pub document: Vec<Spanned<Document>>,
    /// What is to be learnt; questions only ask for it.
    #[cfg_attr(test, schemars(with = "Vec<Fact>"))]
    pub fact: Vec<Spanned<Fact>>,
    /// Tables of what holds where, such as duties by services.
    #[cfg_attr(test, schemars(with = "Vec<Matrix>"))]
    pub matrix: Vec<Spanned<Matrix>>,
    /// Names to recognize, such as services: they are drilled and work as flash cards.
    #[cfg_attr(test, schemars(with = "Vec<Term>"))]
    pub term: Vec<Spanned<Term>>,
    /// Questions.
    #[cfg_attr(test, schemars(with = "Vec<Question>"))]
    pub question: Vec<Spanned<Question>>,
}

/// The card of a bank.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// The name under which the history speaks of the bank. Change it, and the history begins
    /// anew.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// What it prepares for, as home shows it.
    pub title: String,
    /// The subject in a few words. Without it the title stands there, too.
    #[serde(default)]
    pub about: Option<String>,
    /// One sentence on what is in the bank.
    #[serde(default)]
    pub says: String,
    /// What others may do with it, best as an SPDX identifier.
    #[serde(default)]
    pub licence: String,
}

/// The exam, as its provider publishes it.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// How long it takes.
    #[cfg_attr(test, schemars(with = "u32"))]
    pub minutes: Spanned<Number>,
    /// Questions that count.
    #[cfg_attr(test, schemars(with = "u32"))]
    pub scored: Spanned<Number>,
    /// Questions among them that do not count.
    #[cfg_attr(test, schemars(with = "Option<u32>"))]
    pub unscored: Option<Spanned<Number>>,
    /// The scale that scores are told on.
    pub scale: Scale,
    /// The revision of the exam guide that the bank follows, such as "version 1.0".
    pub guide: Option<String>,
    /// The parts of the exam. Their weights decide how many questions come from each.
    pub domains: Vec<Domain>,
}

/// The scale of an exam.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest score.
    #[cfg_attr(test, schemars(with = "u32"))]
    pub min: Spanned<Number>,
    /// The highest score.
    #[cfg_attr(test, schemars(with = "u32"))]
    pub max: Spanned<Number>,
    /// The score that passes.
    #[cfg_attr(test, schemars(with = "u32"))]
    pub pass: Spanned<Number>,
}

/// A part of the exam.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// What topics call it.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its share in percent.
    #[cfg_attr(test, schemars(with = "u32"))]
    pub weight: Spanned<Number>,
}

/// A number in `[exam]`. An invalid value becomes `None`, so that it is reported with its position,
/// and the rest of the file still loads.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub Option<u32>);

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
    /// Its number in the exam guide, such as 3.6.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9.-]+$")))]
    pub id: Spanned<String>,
    /// Its name.
    pub title: String,
    /// The domain of the exam that it belongs to, by its id.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub domain: Option<Spanned<String>>,
    /// The points that the guide lists under the task. The checker reports those that are asked
    /// for in fewer than two questions.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Bullet>"))]
    pub bullets: Vec<Spanned<Bullet>>,
}

/// A point that the exam guide lists under a task.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bullet {
    /// The name by which facts refer to it.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// The point in a few words.
    pub title: String,
}

/// A topic.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What facts and questions call it.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its name.
    pub title: String,
    /// The domain of the exam that it belongs to, by its id.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub domain: Option<Spanned<String>>,
    /// The task of the exam guide, such as 2.1. With it the domain may be left out.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub task: Option<Spanned<String>>,
}

/// An official page.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What facts and cells call it.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its title, as somebody would look it up.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The day it was last read, as YYYY-MM-DD. `bank check --stale` lists what is older than a
    /// year.
    #[cfg_attr(
        test,
        schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))
    )]
    pub checked: Spanned<String>,
}

/// A note that the bank was built from.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What facts call it.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its title.
    pub title: String,
    /// The headings that facts may name. The checker lists those without a fact.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub headings: Vec<Spanned<String>>,
}

/// One statement to be learnt. Ask for it in three questions or more, of different shape.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What questions call it.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its topic, by its id.
    #[cfg_attr(test, schemars(with = "String"))]
    pub topic: Spanned<String>,
    /// A name of a few words, for lists. Without it the whole statement stands there.
    pub title: Option<String>,
    /// The statement, one sentence.
    pub says: String,
    /// Where the documents state it.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Stated>"))]
    pub stated: Vec<Spanned<Stated>>,
    /// The official pages that say so, by their ids.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub sources: Vec<Spanned<String>>,
    /// Where documents disagree: what the official position is.
    pub note: Option<String>,
    /// The official pages leave it open: shown with its note, never asked.
    #[serde(default)]
    pub contested: bool,
    /// The points of the exam guide that it covers: bullets of its topic's task, by their ids.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub bullets: Vec<Spanned<String>>,
    /// The exam would not ask it: it can be studied, but mock exams and the passing
    /// probability leave it out.
    #[serde(default)]
    pub beyond: bool,
    /// Ids of former facts whose memory this one takes over.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub replaces: Vec<Spanned<String>>,
    /// Findings of the checker that are meant so.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Allow>"))]
    pub allow: Vec<Spanned<Allow>>,
}

/// A heading of a document.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The document, by its id.
    pub document: String,
    /// One of its headings, letter for letter.
    pub heading: String,
}

/// A table of what holds where. It is shown, drilled, and held against the keys of questions.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// The first part of a cell's name: matrix/row/column.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its name, for lists.
    pub title: String,
    /// The topic that it belongs to, by its id.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub topic: Option<Spanned<String>>,
    /// `ownership` for a table that says who is responsible; other tables list properties.
    pub kind: Option<crate::model::MatrixKind>,
    /// A noun for what a row is, such as property.
    pub row_noun: Option<String>,
    /// A noun for what a column is, such as storage class.
    pub column_noun: Option<String>,
    /// The values that its cells may have; rows may have values of their own. `aws`, `both`,
    /// `customer`, and `none` are owners and have titles, signs, and tones already.
    #[serde(default)]
    pub values: Vec<Value>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Row>"))]
    pub row: Vec<Spanned<Row>>,
}

/// A column of a matrix.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The last part of a cell's name: matrix/row/column.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its name in at most six letters, for its head.
    pub short: Option<String>,
    /// Columns of one group stand together.
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

/// A value as a table of its own.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Value"))]
#[serde(deny_unknown_fields)]
pub(super) struct ValueTable {
    /// The name by which cells and claims refer to it.
    id: String,
    /// Its name in full.
    title: Option<String>,
    /// One or two letters for narrow tables, unique among the values of a row.
    sign: Option<String>,
    /// The color of the theme, 1 to 6; without it the place among the values decides.
    #[cfg_attr(test, schemars(range(min = 1, max = 6)))]
    tone: Option<u8>,
    /// `false` for a value that means "does not apply": it is shown and never drilled.
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

/// A row of a matrix.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The middle part of a cell's name: matrix/row/column.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its name.
    pub title: String,
    /// Its name in few letters, for narrow screens.
    pub short: Option<String>,
    /// The question that a drill asks after the title of the column, such as "what is the minimum
    /// storage duration?".
    pub asks: Option<String>,
    /// The values that the cells of this row may have, instead of those of the table.
    #[serde(default)]
    pub values: Vec<Value>,
    /// The value of every cell that has no line of its own.
    pub otherwise: Option<Cell>,
    /// Its cells by the ids of the columns, best one a line.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, Cell>"))]
    pub cells: BTreeMap<Spanned<String>, Cell>,
}

impl Row {
    /// Returns the cell in each of `columns`: its own entry, or `otherwise`.
    pub fn cells_in<'a>(
        &'a self,
        columns: impl Iterator<Item = &'a str>,
    ) -> impl Iterator<Item = Option<&'a Cell>> {
        let own = self
            .cells
            .iter()
            .map(|(key, cell)| (key.get_ref().as_str(), cell));
        let own: HashMap<_, _> = own.collect();
        columns.map(move |id| own.get(id).copied().or(self.otherwise.as_ref()))
    }
}

/// What holds in one place of a matrix.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// One of the matrix's values.
    #[cfg_attr(test, schemars(with = "String"))]
    pub is: Spanned<String>,
    /// What makes it so.
    pub why: String,
    /// The official page that says so, by its id.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub source: Option<Spanned<String>>,
    /// The fact that it rests on, by its id.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub fact: Option<Spanned<String>>,
    /// The official pages leave it open: shown, never drilled, never claimed.
    #[serde(default)]
    pub contested: bool,
}

/// A name to recognize, with what it stands for.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The name under which the history keeps its memory.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its topic, by its id.
    #[cfg_attr(test, schemars(with = "String"))]
    pub topic: Spanned<String>,
    /// The name, as the exam prints it.
    #[cfg_attr(test, schemars(with = "String"))]
    pub name: Spanned<String>,
    /// Further names: a former one, or the current one where the exam guide prints the former.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it is or does, in at most 14 words and without a word of the name.
    #[cfg_attr(test, schemars(with = "String"))]
    pub definition: Spanned<String>,
    /// The title of its group: terms of one group are offered against each other.
    #[cfg_attr(test, schemars(with = "String"))]
    pub group: Spanned<String>,
    /// The official pages that say so, by their ids.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub sources: Vec<Spanned<String>>,
    /// Terms that are often taken for this one, by their ids: they are offered first.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub confused_with: Vec<Spanned<String>>,
    /// Terms that would fit the definition as well, by their ids: they are never offered with it.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub overlaps: Vec<Spanned<String>>,
    /// Why nobody new can use it, where that is so, such as "Closed to new customers".
    pub closed: Option<String>,
    /// A remark that is shown with it.
    pub note: Option<String>,
    /// The exam would not ask it: it can be studied, and counts for nothing else.
    #[serde(default)]
    pub beyond: bool,
    /// Ids of former terms whose memory this one takes over.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub replaces: Vec<Spanned<String>>,
}

/// The order of a question's options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum OptionOrder {
    /// Another one each time.
    Shuffled,
    /// As the file has them, because they refer to each other or have an order.
    Fixed,
}

/// A question. It fails alone: what is wrong with one leaves the others as they are.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The name under which the history keeps answers. Keep it when you reword the question.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Spanned<String>,
    /// Its topic, by its id; without it that of the first fact asked for.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub topic: Option<Spanned<String>>,
    /// What it asks for: facts by their ids, or cells as matrix/row/column.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub asks: Vec<Spanned<String>>,
    /// How it comes at its fact.
    pub shape: Option<crate::model::Shape>,
    /// 1 (easy) to 3 (hard).
    #[cfg_attr(test, schemars(with = "Option<u8>", range(min = 1, max = 3)))]
    pub difficulty: Option<Spanned<u8>>,
    /// The stem asks for what is NOT so; then the right options are the false ones.
    #[serde(default)]
    pub negated: bool,
    /// `fixed` shows the options as they are in the file; otherwise they are shuffled.
    pub order: Option<OptionOrder>,
    /// The exam would not ask it: it can be studied, but mock exams and the passing
    /// probability leave it out. A question on a fact beyond the exam is beyond it as well.
    #[serde(default)]
    pub beyond: bool,
    /// Ids of former questions whose misses, flags, and notes this one takes over.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub replaces: Vec<Spanned<String>>,
    /// What is asked. Where several options are right it ends with (Select TWO.) or as many as
    /// there are.
    #[cfg_attr(test, schemars(with = "String"))]
    pub stem: Spanned<String>,
    /// The rule that decides, in a sentence or two.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub explanation: Option<Spanned<String>>,
    /// Two to nine options; the learner sees them shuffled. In a bank with an exam four, or five
    /// where two are right.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Choice>", length(min = 2, max = 9)))]
    pub option: Vec<Spanned<Choice>>,
    /// Findings of the checker that are meant so.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Allow>"))]
    pub allow: Vec<Spanned<Allow>>,
}

/// An option.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The name under which the history keeps choices. Without it its place counts, and options
    /// must not be moved.
    #[cfg_attr(
        test,
        schemars(with = "Option<String>", regex(pattern = "^[a-z0-9-]+$"))
    )]
    pub id: Option<Spanned<String>>,
    /// What it says.
    #[cfg_attr(test, schemars(with = "String"))]
    pub text: Spanned<String>,
    /// Whether it is right.
    #[serde(default)]
    pub correct: bool,
    /// The fact that choosing it affirms or contradicts, by its id.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub about: Option<Spanned<String>>,
    /// What it states about cells of a matrix. A key that contradicts the matrix is an error.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Claim>"))]
    pub claims: Vec<Spanned<Claim>>,
    /// What makes it right; or the belief behind it, and what is so instead.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub why: Option<Spanned<String>>,
}

/// A rule of the checker that the item is excused from, and the reason.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule's name, as `bank check` prints it in brackets.
    pub lint: String,
    /// Why it is meant so.
    #[serde(default)]
    pub because: String,
}

/// "This cell has this value", stated by an option.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The cell, as matrix/row/column.
    pub cell: String,
    /// The value that it states.
    pub is: String,
}
