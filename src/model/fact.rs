//! Facts: what is learnt. Questions are only ways to ask for one.

use super::{DocumentId, FactId, SourceId, TopicId};

/// One statement to be learnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub id: FactId,
    pub topic: TopicId,
    /// A name of a few words, for lists.
    pub title: String,
    /// The statement, one sentence.
    pub says: String,
    /// Where the documents state it; empty when none of them does.
    pub stated: Vec<Stated>,
    /// The official pages that it was checked against.
    pub sources: Vec<SourceId>,
    /// Where documents disagree or the matter is contested: what the official position is.
    pub note: Option<String>,
    /// The official pages leave it open: shown with its note, but never asked.
    pub contested: bool,
    /// The points of the exam guide that it covers: ids of bullets of its topic's task.
    pub bullets: Vec<String>,
    /// The exam would not ask it: mock exams and the passing probability leave it out.
    pub beyond: bool,
    /// Former facts whose memory this one takes over.
    pub replaces: Vec<FactId>,
}

/// A heading of a document that states a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub document: DocumentId,
    pub heading: String,
}
