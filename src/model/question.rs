//! Questions and their options. The type of an option is [`Choice`], because `Option` would
//! conflict with the standard library.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CellRef, ChoiceId, FactId, QuestionId, TermId, TopicId};

/// A question with all the content that a session needs to show and grade it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    pub topic: TopicId,
    /// The facts, cells, or term that the question asks about. Empty in a bank without facts.
    #[serde(rename = "asks", default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    pub shape: Framing,
    /// The difficulty, from 1 (easy) to 3 (hard).
    pub difficulty: u8,
    /// `true` if the stem asks for an incorrect statement, as in a question with *not* or *except*.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
    /// `true` if the options are shown in file order.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fixed_order: bool,
    /// `true` if the question is outside the exam's scope. Mock exams and the passing probability
    /// exclude it.
    #[serde(skip)]
    pub beyond: bool,
    /// Former questions whose misses, flags, and notes are transferred to this one.
    #[serde(skip)]
    pub replaces: Vec<QuestionId>,
    pub stem: String,
    /// The rule that determines the correct answer.
    pub explanation: String,
    pub choices: Vec<Choice>,
}

impl Question {
    /// Returns whether more than one option is correct, in which case several must be selected.
    pub fn is_multiple_response(&self) -> bool {
        self.correct_count() > 1
    }

    /// Returns the number of correct options, which is at least one.
    pub fn correct_count(&self) -> usize {
        self.choices.iter().filter(|choice| choice.correct).count()
    }

    pub fn choice(&self, id: &ChoiceId) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == *id)
    }

    /// Returns the cell or the term that the question was generated from. Returns `None` for a
    /// question from the bank's files.
    pub fn generated_from(&self) -> Option<&Component> {
        let [component] = self.components.as_slice() else {
            return None;
        };
        let is_made = match component {
            Component::Fact(_) => false,
            Component::Cell(cell) => self.id == cell.question(),
            // Questions in the bank's files never ask about a term.
            Component::Term(_) => true,
        };
        is_made.then_some(component)
    }

    /// Returns whether the question is a flash card, which learners grade themselves.
    pub fn is_card(&self) -> bool {
        matches!(self.components.as_slice(), [Component::Term(term)] if self.id == term.card())
    }

    /// Returns whether `other` has the same stem, options, key, reasons, and explanation.
    pub fn reads_like(&self, other: &Question) -> bool {
        let shown = |question: &Question| {
            let choices = question.choices.iter();
            let choices = choices.map(|it| {
                (
                    it.id.clone(),
                    it.text.clone(),
                    it.correct,
                    it.reason.clone(),
                )
            });
            (
                question.stem.clone(),
                question.explanation.clone(),
                choices.collect::<Vec<_>>(),
            )
        };
        shown(self) == shown(other)
    }

    /// Returns whether `other` has options with the same IDs, which means that an answer to one
    /// question can be graded with the key of the other.
    pub fn same_options(&self, other: &Question) -> bool {
        self.choices.len() == other.choices.len()
            && self
                .choices
                .iter()
                .all(|choice| other.choice(&choice.id).is_some())
    }
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: ChoiceId,
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correct: bool,
    /// The fact that this option affirms (if correct) or contradicts (if incorrect).
    #[serde(rename = "about", default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactId>,
    /// The statements that the option makes about table cells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// The reason the option is correct, or the misconception behind it and the correct
    /// statement.
    #[serde(rename = "why")]
    pub reason: String,
}

/// An option's statement that a cell has a certain value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    pub cell: CellRef,
    #[serde(rename = "is")]
    pub value: String,
}

/// The way in which a question asks about its fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Framing {
    /// Directly.
    Direct,
    /// In a scenario.
    Scenario,
    /// In reverse, from the answer to the fact.
    Reverse,
}

impl fmt::Display for Framing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Direct => "direct",
            Self::Scenario => "scenario",
            Self::Reverse => "reverse",
        })
    }
}

/// A unit of memory: a fact, a table cell, or a term.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Component {
    Fact(FactId),
    Cell(CellRef),
    Term(TermId),
}

/// The prefix of a term in text form. It cannot conflict with a fact, because IDs do not contain
/// slashes.
const TERM: &str = "term/";

impl From<String> for Component {
    /// Parses `matrix/row/column` as a cell, `term/id` as a term, and everything else as the ID of
    /// a fact.
    fn from(text: String) -> Self {
        if let Some(cell) = CellRef::parse(&text) {
            return Self::Cell(cell);
        }
        match text.strip_prefix(TERM) {
            Some(term) => Self::Term(TermId::new(term)),
            None => Self::Fact(FactId::new(text)),
        }
    }
}

impl From<Component> for String {
    fn from(component: Component) -> Self {
        component.to_string()
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(fact) => fact.fmt(f),
            Self::Cell(cell) => cell.fmt(f),
            Self::Term(term) => write!(f, "{TERM}{term}"),
        }
    }
}
