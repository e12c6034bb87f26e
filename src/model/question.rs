//! Questions and their options. In Rust an option is a [`Choice`], since `std` owns `Option`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CellRef, ChoiceId, FactId, QuestionId, TermId, TopicId};

/// A question as it is asked: its body is all that a session needs to show and grade it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    pub topic: TopicId,
    /// What it asks for: facts, cells of a matrix, or a term. Empty in a bank without facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Component>,
    pub shape: Shape,
    /// 1 (easy) to 3 (hard).
    pub difficulty: u8,
    /// The stem asks for what is *not* so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
    /// The options are shown as they are in the file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fixed_order: bool,
    /// The exam would not ask it: mock exams and the passing probability leave it out.
    #[serde(skip)]
    pub beyond: bool,
    /// Former questions whose misses, flags, and notes this one takes over.
    #[serde(skip)]
    pub replaces: Vec<QuestionId>,
    pub stem: String,
    /// The rule that decides the question.
    pub explanation: String,
    pub choices: Vec<Choice>,
}

impl Question {
    /// Whether more than one option is right, so that several are to be chosen.
    pub fn is_multiple_response(&self) -> bool {
        self.right_count() > 1
    }

    /// How many options are right; at least one.
    pub fn right_count(&self) -> usize {
        self.choices.iter().filter(|choice| choice.correct).count()
    }

    pub fn choice(&self, id: &ChoiceId) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == *id)
    }

    /// Returns the cell or the term that the question was made from; `None` if it is a
    /// question of the bank.
    pub fn made_from(&self) -> Option<&Component> {
        let [component] = self.asks.as_slice() else {
            return None;
        };
        let is_made = match component {
            Component::Fact(_) => false,
            Component::Cell(cell) => self.id == cell.question(),
            // Questions of a bank never ask for a term.
            Component::Term(_) => true,
        };
        is_made.then_some(component)
    }

    /// Whether it is a flash card, whose answer is the grade that the learner gives.
    pub fn is_card(&self) -> bool {
        matches!(self.asks.as_slice(), [Component::Term(term)] if self.id == term.card())
    }

    /// Whether `other` reads the same: stem, options, key, reasons, and explanation.
    pub fn reads_like(&self, other: &Question) -> bool {
        let shown = |question: &Question| {
            let choices = question.choices.iter();
            let choices =
                choices.map(|it| (it.id.clone(), it.text.clone(), it.correct, it.why.clone()));
            (
                question.stem.clone(),
                question.explanation.clone(),
                choices.collect::<Vec<_>>(),
            )
        };
        shown(self) == shown(other)
    }

    /// Whether `other` has the same options under the same ids, so that an
    /// answer to one can be graded with the key of the other.
    pub fn same_options(&self, other: &Question) -> bool {
        self.choices.len() == other.choices.len()
            && self
                .choices
                .iter()
                .all(|choice| other.choice(&choice.id).is_some())
    }
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: ChoiceId,
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correct: bool,
    /// The fact that choosing it affirms (when right) or contradicts (when wrong).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<FactId>,
    /// What it states about cells of a matrix.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// What makes it right, or the belief behind it and what is so instead.
    pub why: String,
}

/// "This cell has this value", stated by an option.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    pub cell: CellRef,
    pub is: String,
}

/// How a question comes at its fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Shape {
    /// Asks it straight.
    Direct,
    /// Hides it in a situation.
    Scenario,
    /// Meets it from the other side.
    Reverse,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Direct => "direct",
            Self::Scenario => "scenario",
            Self::Reverse => "reverse",
        })
    }
}

/// What memory is kept of: a fact, a cell of a matrix, or a term.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Component {
    Fact(FactId),
    Cell(CellRef),
    Term(TermId),
}

/// What the text of a term begins with. Ids have no slash, so no fact's does.
const TERM: &str = "term/";

impl From<String> for Component {
    /// Takes `matrix/row/column` for a cell, `term/id` for a term, and everything else for the
    /// id of a fact.
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
