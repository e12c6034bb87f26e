//! A bank, which contains all learning content for a subject, with lookups by ID.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::{
    BankId, Cell, CellRef, Component, DocumentId, Fact, FactId, Matrix, MatrixId, Question,
    QuestionId, SourceId, Term, TermId, TopicId,
};

/// A bank, which is immutable while the program runs. All IDs are unique, and all references are
/// valid. Items are found by their IDs only after [`Bank::indexed`] or [`Bank::with`].
#[derive(Debug, Default, PartialEq)]
pub struct Bank {
    pub id: BankId,
    pub title: String,
    /// The subject in a few words, such as `Shared Responsibility Model`.
    pub about: String,
    /// A one-sentence summary of the content.
    pub says: String,
    pub license: String,
    pub exam: Option<Blueprint>,
    /// The tasks, in exam guide order.
    pub tasks: Vec<Task>,
    pub topics: Vec<Topic>,
    pub sources: Vec<Source>,
    pub documents: Vec<Document>,
    pub facts: Vec<Fact>,
    pub matrices: Vec<Matrix>,
    pub terms: Vec<Term>,
    pub questions: Vec<Arc<Question>>,
    pub index: Index,
}

/// The positions of a bank's items, by item ID.
#[derive(Debug, Default, PartialEq)]
pub struct Index {
    topics: HashMap<TopicId, usize>,
    facts: HashMap<FactId, usize>,
    terms: HashMap<TermId, usize>,
    questions: HashMap<QuestionId, usize>,
    /// The facts that can be learned.
    asked_facts: Vec<usize>,
    /// The former IDs, each mapped to the index of the item that replaces it.
    former_facts: HashMap<FactId, usize>,
    former_terms: HashMap<TermId, usize>,
    former_questions: HashMap<QuestionId, usize>,
}

impl Bank {
    /// Returns the bank with an index that finds its current items by ID.
    #[must_use]
    pub fn indexed(self) -> Self {
        let index = Index {
            topics: index(self.topics.iter().map(|it| &it.id)),
            facts: index(self.facts.iter().map(|it| &it.id)),
            terms: index(self.terms.iter().map(|it| &it.id)),
            questions: index(self.questions.iter().map(|it| &it.id)),
            asked_facts: asked_facts(&self.facts, &self.questions),
            former_facts: former(self.facts.iter().map(|it| &*it.replaces)),
            former_terms: former(self.terms.iter().map(|it| &*it.replaces)),
            former_questions: former(self.questions.iter().map(|it| &*it.replaces)),
        };
        Self { index, ..self }
    }

    /// Returns the bank with its questions replaced with `questions`, which must refer only to
    /// facts and cells in this bank.
    #[must_use]
    pub fn with(self, questions: impl IntoIterator<Item: Into<Arc<Question>>>) -> Self {
        let questions = questions.into_iter().map(Into::into).collect();
        Self { questions, ..self }.indexed()
    }

    /// Returns whether there is nothing to ask: no questions, no terms, and no cells to drill.
    pub fn is_empty(&self) -> bool {
        let mut tables = self.matrices.iter();
        self.questions.is_empty()
            && self.terms.is_empty()
            && !tables.any(|it| it.drilled_cells().next().is_some())
    }

    pub fn question(&self, id: &QuestionId) -> Option<&Arc<Question>> {
        self.questions.get(*self.index.questions.get(id)?)
    }

    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.facts.get(self.fact_index(id.as_str())?)
    }

    /// Returns the index in `facts` of the fact `id`.
    pub fn fact_index(&self, id: &str) -> Option<usize> {
        self.index.facts.get(id).copied()
    }

    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.get(*self.index.topics.get(id)?)
    }

    pub fn task(&self, id: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// Returns the ID of the exam domain that contains `topic`.
    pub fn domain_of(&self, topic: &TopicId) -> Option<&str> {
        self.topic(topic)?.domain.as_deref()
    }

    pub fn term(&self, id: &TermId) -> Option<&Term> {
        self.terms.get(*self.index.terms.get(id)?)
    }

    /// Returns the question toward which an answer to the question `id` counts today: the question
    /// itself or the one that replaces it.
    pub fn question_for(&self, id: &QuestionId) -> Option<&Arc<Question>> {
        let former = || self.questions.get(*self.index.former_questions.get(id)?);
        self.question(id).or_else(former)
    }

    /// Returns the fact toward which memory of the fact `id` counts today: the fact itself or the
    /// one that replaces it.
    pub fn fact_for(&self, id: &FactId) -> Option<&Fact> {
        let former = || self.facts.get(*self.index.former_facts.get(id)?);
        self.fact(id).or_else(former)
    }

    /// Returns the term toward which memory of the term `id` counts today: the term itself or the
    /// one that replaces it.
    pub fn term_for(&self, id: &TermId) -> Option<&Term> {
        let former = || self.terms.get(*self.index.former_terms.get(id)?);
        self.term(id).or_else(former)
    }

    /// Returns whether `question` is within the exam's scope, which means that neither the question
    /// nor any of its facts is beyond the exam.
    pub fn is_in_scope(&self, question: &Question) -> bool {
        !question.beyond && !self.facts_of(question).any(|fact| fact.beyond)
    }

    /// Returns the facts that can be learned: those that are not contested and that at least one
    /// question asks about.
    pub fn asked_facts(&self) -> impl Iterator<Item = &Fact> {
        self.index.asked_facts.iter().map(|at| &self.facts[*at])
    }

    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    pub fn matrix(&self, id: &MatrixId) -> Option<&Matrix> {
        self.matrices.iter().find(|matrix| matrix.id == *id)
    }

    pub fn cell(&self, at: &CellRef) -> Option<&Cell> {
        self.matrix(&at.matrix)?.cell(&at.row, &at.column)
    }

    /// Returns the title of the value `id` for the cell `at`, or `id` itself if the bank has no
    /// such value.
    pub fn value_title<'a>(&'a self, at: &CellRef, id: &'a str) -> &'a str {
        let value = self
            .matrix(&at.matrix)
            .and_then(|matrix| matrix.value_in(&at.row, id));
        value.map_or(id, |value| &value.title)
    }

    /// Returns the facts that `question` asks about, but not its cells or terms.
    pub fn facts_of<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a Fact> {
        question.components.iter().filter_map(|asked| match asked {
            Component::Fact(id) => self.fact(id),
            Component::Cell(_) | Component::Term(_) => None,
        })
    }
}

/// Maps each former ID to the index of the item that replaces it.
fn former<'a, I: std::hash::Hash + Eq + Clone + 'a>(
    replaced: impl Iterator<Item = &'a [I]>,
) -> HashMap<I, usize> {
    let ids = replaced.enumerate();
    ids.flat_map(|(at, ids)| ids.iter().map(move |id| (id.clone(), at)))
        .collect()
}

/// Returns the indices of the facts that are not contested and that at least one question asks
/// about.
fn asked_facts(facts: &[Fact], questions: &[Arc<Question>]) -> Vec<usize> {
    let components = questions.iter().flat_map(|it| &it.components);
    let asked: HashSet<&FactId> = components
        .filter_map(|it| match it {
            Component::Fact(fact) => Some(fact),
            _ => None,
        })
        .collect();
    let is_asked = |fact: &Fact| !fact.contested && asked.contains(&fact.id);
    let facts = facts.iter().enumerate();
    facts
        .filter(|(_, fact)| is_asked(fact))
        .map(|it| it.0)
        .collect()
}

fn index<'a, I: std::hash::Hash + Eq + Clone + 'a>(
    ids: impl Iterator<Item = &'a I>,
) -> HashMap<I, usize> {
    ids.enumerate().map(|(at, id)| (id.clone(), at)).collect()
}

/// A task in the exam guide. A task is part of a domain and has its own topics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The task number, such as `3.6`.
    pub id: String,
    pub title: String,
    /// The ID of the task's domain.
    pub domain: Option<String>,
    /// The points that the exam guide lists under the task.
    pub bullets: Vec<Bullet>,
}

impl Task {
    /// Returns the task's number and title, such as `3.6 Storage services`.
    pub fn numbered_title(&self) -> String {
        if self.title.contains(&self.id) {
            self.title.clone()
        } else {
            format!("{} {}", self.id, self.title)
        }
    }
}

/// A point that the exam guide lists under a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bullet {
    pub id: String,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub id: TopicId,
    pub title: String,
    /// The ID of the topic's exam domain.
    pub domain: Option<String>,
    /// The ID of the topic's task, which is in the same bank.
    pub task: Option<String>,
}

/// An official page against which statements are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: SourceId,
    pub title: String,
    pub url: String,
    /// The date of the last check, as `YYYY-MM-DD`.
    pub checked: String,
}

/// A document that the bank was compiled from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    pub title: String,
    pub headings: Vec<String>,
}

/// The exam that a bank prepares for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blueprint {
    pub minutes: u32,
    pub scored: u32,
    pub unscored: u32,
    pub scale: Scale,
    /// A short description of the exam guide revision that the bank follows.
    #[serde(default)]
    pub guide: Option<String>,
    pub domains: Vec<Domain>,
}

impl Blueprint {
    /// Returns the number of questions that a candidate sees.
    pub fn shown(&self) -> u32 {
        self.scored + self.unscored
    }

    /// Returns the number of seconds per question, rounded down.
    pub fn seconds_per_question(&self) -> u32 {
        self.minutes * 60 / self.shown().max(1)
    }
}

/// The scale on which the exam reports scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    pub min: u32,
    pub max: u32,
    pub pass: u32,
}

/// A part of the exam and its weight as a percentage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    pub id: String,
    pub title: String,
    pub weight: u32,
}
