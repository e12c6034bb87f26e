//! The tables of a bank as they are written in TOML. All structs are flat, because spans are lost
//! in flattened and tagged ones.
//!
//! The doc comments of tables and fields are shown in an author's editor, because the JSON Schema
//! is generated from them (`schema.rs`).

mod exam;
mod matrix;
mod question;

use serde::Deserialize;

use super::located::Located;
pub use exam::{Domain, Exam, Number};
pub use matrix::{Cell, Column, Matrix, Row, Value};
pub use question::{Choice, Claim, OptionOrder, Question};

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
    /// The facts to learn. Questions ask about facts.
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
    /// The ID of the bank in the history. If you change it, the history of the bank starts over.
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
    /// The ID of the exam domain.
    pub domain: Option<Located<String>>,
    /// The points that the guide lists under the task. The checker reports bullets that
    /// fewer than two questions cover.
    #[serde(default)]
    pub bullets: Vec<Located<Bullet>>,
}

/// A point that the exam guide lists under a task.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bullet {
    /// The ID that facts refer to.
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
    /// The ID that facts and questions refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title.
    pub title: String,
    /// The ID of the exam domain.
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
    /// The ID that facts, cells, and terms refer to.
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
    /// The ID that facts refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The title.
    pub title: String,
    /// The headings that facts can refer to. The checker lists headings without a fact.
    pub headings: Vec<Located<String>>,
}

/// A statement to learn. Ask about it in at least three questions of different shapes.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The ID that questions refer to.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The ID of the topic.
    pub topic: Located<String>,
    /// A short title for lists. The default is the whole statement.
    pub title: Option<String>,
    /// The statement, in one sentence.
    pub says: String,
    /// The headings of the documents that state the fact.
    #[serde(default)]
    pub stated: Vec<Located<Stated>>,
    /// The IDs of the official pages that confirm the fact.
    #[serde(default)]
    pub sources: Vec<Located<String>>,
    /// A note on the official position if documents disagree.
    pub note: Option<String>,
    /// True if the official pages do not settle the fact. A contested fact is shown with its note,
    /// but never tested.
    #[serde(default)]
    pub contested: bool,
    /// The IDs of the bullets that the fact covers. They must be listed under the task of its
    /// topic.
    #[serde(default)]
    pub bullets: Vec<Located<String>>,
    /// True if the exam would not ask about it. Such a fact can be studied, but is not part of mock
    /// exams or of the passing probability.
    #[serde(default)]
    pub beyond: bool,
    /// The IDs of former facts whose history this fact continues.
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
    /// The ID of the document.
    pub document: String,
    /// A heading of the document, exactly as listed there.
    pub heading: String,
}

/// A name to recognize, with its definition.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The ID of the term in the history.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The ID of the topic.
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
    /// The IDs of the official pages that confirm the definition.
    #[serde(default)]
    pub sources: Vec<Located<String>>,
    /// The IDs of terms that are often confused with this one. They are offered first.
    #[serde(default)]
    pub confused_with: Vec<Located<String>>,
    /// The IDs of terms that also fit the definition. They are never offered together with this
    /// one.
    #[serde(default)]
    pub overlaps: Vec<Located<String>>,
    /// The reason new customers cannot use it, if there is one, such as "Closed to new
    /// customers".
    pub closed: Option<String>,
    /// A note that is shown with the term.
    pub note: Option<String>,
    /// True if the exam would not ask about it. Such a term can be studied, but does not count for
    /// anything else.
    #[serde(default)]
    pub beyond: bool,
    /// The IDs of former terms whose history this term continues.
    #[serde(default)]
    pub replaces: Vec<Located<String>>,
}

/// A checker rule whose findings on the item are allowed, with a reason.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The name of the rule, which `bank check` prints in brackets.
    pub lint: String,
    /// The reason the finding is intentional.
    #[serde(default)]
    pub because: String,
}
