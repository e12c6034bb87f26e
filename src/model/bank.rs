//! A bank: everything that one subject has to offer, and ways to look it up.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    BankId, Cell, CellRef, Component, DocumentId, Fact, FactId, Matrix, Question, QuestionId,
    SourceId, TopicId,
};

/// What a bank is made from. All ids in it are unique and all references hold.
#[derive(Clone, Debug)]
pub struct Parts {
    pub id: BankId,
    pub title: String,
    /// The subject in a few words, such as `Shared Responsibility Model`.
    pub about: String,
    /// One sentence on what is in it.
    pub says: String,
    pub licence: String,
    pub exam: Option<Blueprint>,
    pub topics: Vec<Topic>,
    pub sources: Vec<Source>,
    pub documents: Vec<Document>,
    pub facts: Vec<Fact>,
    pub matrices: Vec<Matrix>,
    pub questions: Vec<Question>,
}

/// A loaded bank. It never changes while the program runs.
#[derive(Debug, PartialEq)]
pub struct Bank {
    pub id: BankId,
    pub title: String,
    pub about: String,
    pub says: String,
    pub licence: String,
    pub exam: Option<Blueprint>,
    pub topics: Vec<Topic>,
    pub sources: Vec<Source>,
    pub documents: Vec<Document>,
    pub facts: Vec<Fact>,
    pub matrices: Vec<Matrix>,
    pub questions: Vec<Arc<Question>>,
    question_at: HashMap<QuestionId, usize>,
    fact_at: HashMap<FactId, usize>,
}

impl Bank {
    pub fn new(parts: Parts) -> Self {
        let question_at = index(parts.questions.iter().map(|question| question.id.clone()));
        let fact_at = index(parts.facts.iter().map(|fact| fact.id.clone()));
        Self {
            id: parts.id,
            title: parts.title,
            about: parts.about,
            says: parts.says,
            licence: parts.licence,
            exam: parts.exam,
            topics: parts.topics,
            sources: parts.sources,
            documents: parts.documents,
            facts: parts.facts,
            matrices: parts.matrices,
            questions: parts.questions.into_iter().map(Arc::new).collect(),
            question_at,
            fact_at,
        }
    }

    /// The same bank with `questions`, which hold to its facts and cells, in the
    /// place of those that it has.
    #[must_use]
    pub fn with(self, questions: Vec<Question>) -> Self {
        Self {
            question_at: index(questions.iter().map(|question| question.id.clone())),
            questions: questions.into_iter().map(Arc::new).collect(),
            ..self
        }
    }

    pub fn question(&self, id: &QuestionId) -> Option<&Arc<Question>> {
        self.questions.get(*self.question_at.get(id)?)
    }

    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.facts.get(self.fact_place(id.as_str())?)
    }

    /// Where the fact with the id `id` stands in `facts`.
    pub fn fact_place(&self, id: &str) -> Option<usize> {
        self.fact_at.get(id).copied()
    }

    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id)
    }

    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    pub fn cell(&self, at: &CellRef) -> Option<&Cell> {
        self.matrices
            .iter()
            .find(|matrix| matrix.id == at.matrix)?
            .cell(&at.row, &at.column)
    }

    /// The facts that `question` asks for, cells left out.
    pub fn facts_of<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a Fact> {
        question.asks.iter().filter_map(|asked| match asked {
            Component::Fact(id) => self.fact(id),
            Component::Cell(_) => None,
        })
    }
}

fn index<I: std::hash::Hash + Eq>(ids: impl Iterator<Item = I>) -> HashMap<I, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    pub id: TopicId,
    pub title: String,
    /// The domain of the exam that it belongs to.
    pub domain: Option<String>,
    /// The task statement of the exam guide.
    pub task: Option<String>,
}

/// An official page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: SourceId,
    pub title: String,
    pub url: String,
    /// The day it was last read, as `YYYY-MM-DD`.
    pub checked: String,
}

/// A note that the bank was built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    pub title: String,
    pub headings: Vec<String>,
}

/// The exam that a bank prepares for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blueprint {
    pub minutes: u32,
    pub scored: u32,
    pub unscored: u32,
    pub scale: Scale,
    pub domains: Vec<Domain>,
}

impl Blueprint {
    /// Questions that a candidate sees.
    pub fn shown(&self) -> u32 {
        self.scored + self.unscored
    }

    /// Seconds that the exam gives for each question shown, rounded down.
    pub fn seconds_a_question(&self) -> u32 {
        self.minutes * 60 / self.shown().max(1)
    }
}

/// The scale that scores are told on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    pub min: u32,
    pub max: u32,
    pub pass: u32,
}

/// A part of the exam with its weight in percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    pub id: String,
    pub title: String,
    pub weight: u32,
}
