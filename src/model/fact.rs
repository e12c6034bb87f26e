//! Facts, which are the units of learning. Questions are merely ways to ask about facts.

use super::{DocumentId, FactId, SourceId, TopicId};

/// A single statement to learn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub id: FactId,
    pub topic: TopicId,
    /// A short name for lists.
    pub title: String,
    /// The statement as one sentence.
    pub statement: String,
    /// The places in the documents where the fact is stated. May be empty.
    pub stated: Vec<Stated>,
    /// The official pages against which the fact was checked.
    pub sources: Vec<SourceId>,
    /// The official position if documents disagree or the fact is contested.
    pub note: Option<String>,
    /// `true` if the official pages do not settle the fact. A contested fact is shown with its
    /// note, but no question asks about it.
    pub contested: bool,
    /// The IDs of the exam guide bullets that the fact covers. All of them belong to the task of
    /// the fact's topic.
    pub bullets: Vec<String>,
    /// `true` if the fact is outside the exam's scope. Mock exams and the passing probability
    /// exclude it.
    pub beyond: bool,
    /// Former facts whose memory is transferred to this one.
    pub replaces: Vec<FactId>,
}

/// The document heading under which a fact is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub document: DocumentId,
    pub heading: String,
}
