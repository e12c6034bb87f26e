//! Questions and their options: `[[question]]`.

use serde::Deserialize;

use super::Allow;
use crate::bank::located::Located;

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
    /// The ID of the question in the history. Keep it when you reword the question.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Located<String>,
    /// The ID of the topic. The default is the topic of the first fact that the question asks about.
    pub topic: Option<Located<String>>,
    /// The items that the question asks about: IDs of facts, or cells as matrix/row/column.
    #[serde(default)]
    pub asks: Vec<Located<String>>,
    /// The way in which the question asks about its fact.
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
    /// The IDs of former questions whose misses, flags, and notes this question continues.
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
    /// The ID of the option in the history. Without an ID, its position in the file is used, and
    /// options must not be moved.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]+$")))]
    pub id: Option<Located<String>>,
    /// The text of the option.
    pub text: Located<String>,
    /// True if the option is correct.
    #[serde(default)]
    pub correct: bool,
    /// The ID of the fact that the option affirms or contradicts.
    pub about: Option<Located<String>>,
    /// Statements of the option about cells of tables. A key that contradicts a table is an error.
    #[serde(default)]
    pub claims: Vec<Located<Claim>>,
    /// The reason the option is correct, or the misconception behind it and what is true
    /// instead.
    pub why: Option<Located<String>>,
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
