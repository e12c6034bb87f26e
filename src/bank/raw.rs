//! The bank's tables as they stand in TOML. Flat structs only: spans are lost in
//! flattened and tagged ones.
//!
//! What is said here of tables and fields is what an author's editor shows: the
//! JSON Schema is made of it (`schema.rs`).

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// Any part of any file of a certdrill question bank.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// The version of the format: 1.
    #[cfg_attr(test, schemars(range(min = 1, max = 1)))]
    pub format: Option<i64>,
    /// The card of the bank; once in a bank.
    pub bank: Option<Bank>,
    /// The exam that the bank prepares for; without it exams are sat at the usual pace.
    pub exam: Option<Exam>,
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
    pub minutes: u32,
    /// Questions that count.
    pub scored: u32,
    /// Questions among them that do not count.
    #[serde(default)]
    pub unscored: u32,
    /// The scale that scores are told on.
    pub scale: Scale,
    /// The parts of the exam. Their weights decide how many questions come from each.
    pub domains: Vec<Domain>,
}

/// The scale of an exam.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest score.
    pub min: u32,
    /// The highest score.
    pub max: u32,
    /// The score that passes.
    pub pass: u32,
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
    pub weight: u32,
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
    /// The task statement of the exam guide, such as 2.1.
    pub task: Option<String>,
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
    /// What it tells, as a question.
    pub title: String,
    /// What a cell may say, by words of your own; `aws`, `both`, `customer` and `none` are owners
    /// of a duty.
    pub values: Vec<String>,
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
    /// How a drill asks for its cells.
    pub asks: Option<String>,
    /// The value of every cell that has no line of its own.
    pub otherwise: Option<Cell>,
    /// Its cells by the ids of the columns, best one a line.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, Cell>"))]
    pub cells: BTreeMap<Spanned<String>, Cell>,
}

impl Row {
    /// The cell in the column with the id `column`: its own line, or `otherwise`.
    pub fn cell(&self, column: &str) -> Option<&Cell> {
        let own = self.cells.iter().find(|(key, _)| key.get_ref() == column);
        own.map(|(_, cell)| cell).or(self.otherwise.as_ref())
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
