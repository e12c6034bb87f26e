//! Terms: names to recognize, such as those of services, with their definitions.

use super::{QuestionId, SourceId, TermId, TopicId, is_valid_id};

/// A name and its definition. A term is drilled in both directions and as a flash card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub id: TermId,
    pub topic: TopicId,
    /// The name as it appears in the exam.
    pub name: String,
    /// Other names, such as a former name.
    pub aliases: Vec<String>,
    pub definition: String,
    /// The title of the term's group. Terms in the same group serve as distractors for each other.
    pub group: String,
    /// The official pages against which the term was checked.
    pub sources: Vec<SourceId>,
    /// Terms that are preferred as distractors for this one.
    pub confused_with: Vec<TermId>,
    /// Terms that are never distractors for this one, because both would be correct.
    pub overlaps: Vec<TermId>,
    /// The reason why new customers cannot use the service, if it is closed to them.
    pub closed: Option<String>,
    pub note: Option<String>,
    /// `true` if the term is outside the exam's scope.
    pub beyond: bool,
    /// Former terms whose memory is transferred to this one.
    pub replaces: Vec<TermId>,
}

impl Term {
    /// Returns all names, starting with the one that appears in the exam.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .map(String::as_str)
    }

    /// Returns the title of the group. A group name in the form of an ID, such as
    /// `storage-services`, is converted to words.
    pub fn group_title(&self) -> String {
        if !is_valid_id(&self.group) {
            return self.group.clone();
        }
        let words = self.group.replace('-', " ");
        let mut letters = words.chars();
        letters.next().map_or(String::new(), |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    /// Returns whether both terms fit the same definition or name, in which case they must not be
    /// distractors for each other.
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
    /// Returns the ID of the question that gives the definition and asks for the name.
    pub fn asks_name(&self) -> QuestionId {
        QuestionId::new(format!("term-{self}-name"))
    }

    /// Returns the ID of the question that gives the name and asks for the definition.
    pub fn asks_definition(&self) -> QuestionId {
        QuestionId::new(format!("term-{self}-definition"))
    }

    /// Returns the ID of the flash card.
    pub fn card(&self) -> QuestionId {
        QuestionId::new(format!("card-{self}"))
    }
}
