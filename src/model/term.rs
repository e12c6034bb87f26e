//! Terms: names to recognize, such as services, with what each stands for.

use super::{SourceId, TermId, TopicId};

/// A name with its definition. It is drilled in both directions and works as a flash card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub id: TermId,
    pub topic: TopicId,
    /// The name, as the exam prints it.
    pub name: String,
    /// Further names, such as a former one.
    pub also: Vec<String>,
    pub definition: String,
    /// Terms of one group are offered against each other.
    pub group: String,
    /// The official pages that it was checked against.
    pub sources: Vec<SourceId>,
    /// Terms that are offered first against this one.
    pub confused_with: Vec<TermId>,
    /// Terms that are never offered against this one, because both would fit.
    pub overlaps: Vec<TermId>,
    /// Why nobody new can use it, where that is so.
    pub closed: Option<String>,
    pub note: Option<String>,
    /// The exam would not ask it.
    pub beyond: bool,
    /// Former terms whose memory this one takes over.
    pub replaces: Vec<TermId>,
}
