//! The bank's tables as they stand in TOML. Flat structs only: spans are lost in
//! flattened and tagged ones.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// Any part of any file of a bank.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    pub format: Option<i64>,
    pub bank: Option<Bank>,
    pub exam: Option<Exam>,
    pub topic: Vec<Spanned<Topic>>,
    pub source: Vec<Spanned<Source>>,
    pub document: Vec<Spanned<Document>>,
    pub fact: Vec<Spanned<Fact>>,
    pub matrix: Vec<Spanned<Matrix>>,
    pub question: Vec<Spanned<Question>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    pub id: Spanned<String>,
    pub title: String,
    #[serde(default)]
    pub about: Option<String>,
    #[serde(default)]
    pub says: String,
    #[serde(default)]
    pub licence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exam {
    pub minutes: u32,
    pub scored: u32,
    #[serde(default)]
    pub unscored: u32,
    pub scale: Scale,
    pub domains: Vec<Domain>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    pub min: u32,
    pub max: u32,
    pub pass: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    pub id: String,
    pub title: String,
    pub weight: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: Spanned<String>,
    pub title: String,
    pub domain: Option<Spanned<String>>,
    pub task: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: Spanned<String>,
    pub title: String,
    pub url: String,
    pub checked: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub id: Spanned<String>,
    pub title: String,
    pub headings: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub id: Spanned<String>,
    pub topic: Spanned<String>,
    pub title: Option<String>,
    pub says: String,
    #[serde(default)]
    pub stated: Vec<Spanned<Stated>>,
    #[serde(default)]
    pub sources: Vec<Spanned<String>>,
    pub note: Option<String>,
    #[serde(default)]
    pub contested: bool,
    #[serde(default)]
    pub allow: Vec<Spanned<Allow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    pub document: String,
    pub heading: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    pub id: Spanned<String>,
    pub title: String,
    pub values: Vec<String>,
    pub columns: Vec<Column>,
    #[serde(default)]
    pub row: Vec<Spanned<Row>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub id: String,
    pub title: String,
    pub short: Option<String>,
    #[serde(default)]
    pub group: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub id: Spanned<String>,
    pub title: String,
    pub short: Option<String>,
    pub asks: Option<String>,
    /// The value of every cell that has no line of its own.
    pub otherwise: Option<Cell>,
    #[serde(default)]
    pub cells: BTreeMap<Spanned<String>, Cell>,
}

impl Row {
    /// The cell in the column with the id `column`: its own line, or `otherwise`.
    pub fn cell(&self, column: &str) -> Option<&Cell> {
        let own = self.cells.iter().find(|(key, _)| key.get_ref() == column);
        own.map(|(_, cell)| cell).or(self.otherwise.as_ref())
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    pub is: Spanned<String>,
    pub why: String,
    pub source: Option<Spanned<String>>,
    pub fact: Option<Spanned<String>>,
    #[serde(default)]
    pub contested: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: Spanned<String>,
    pub topic: Option<Spanned<String>>,
    #[serde(default)]
    pub asks: Vec<Spanned<String>>,
    pub shape: Option<crate::model::Shape>,
    pub difficulty: Option<Spanned<u8>>,
    #[serde(default)]
    pub negated: bool,
    pub stem: Spanned<String>,
    pub explanation: Option<Spanned<String>>,
    #[serde(default)]
    pub option: Vec<Spanned<Choice>>,
    #[serde(default)]
    pub allow: Vec<Spanned<Allow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: Option<Spanned<String>>,
    pub text: Spanned<String>,
    #[serde(default)]
    pub correct: bool,
    pub about: Option<Spanned<String>>,
    #[serde(default)]
    pub claims: Vec<Spanned<Claim>>,
    pub why: Option<Spanned<String>>,
}

/// A rule of the checker that the item is excused from, and the reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    pub lint: String,
    #[serde(default)]
    pub because: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub cell: String,
    pub is: String,
}
