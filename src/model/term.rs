//! Terms: names to recognize, such as services, with what each stands for.

use super::{QuestionId, SourceId, TermId, TopicId};

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

impl Term {
    /// Returns all names, the one that the exam prints first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.also)
            .map(String::as_str)
    }

    /// Whether both terms fit one definition or one name, so that they are never offered
    /// against each other.
    pub fn overlaps(&self, other: &Term) -> bool {
        let is_same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        let named = |name| other.names().any(|it| is_same(it, name));
        self.overlaps.contains(&other.id)
            || other.overlaps.contains(&self.id)
            || is_same(&self.definition, &other.definition)
            || self.names().any(named)
    }
}

impl TermId {
    /// Returns the id of the question that gives the definition and asks for the name.
    pub fn asks_name(&self) -> QuestionId {
        QuestionId::new(format!("term-{self}-name"))
    }

    /// Returns the id of the question that gives the name and asks for the definition.
    pub fn asks_definition(&self) -> QuestionId {
        QuestionId::new(format!("term-{self}-definition"))
    }

    /// Returns the id of the flash card.
    pub fn card(&self) -> QuestionId {
        QuestionId::new(format!("card-{self}"))
    }
}
