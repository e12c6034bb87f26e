//! The table of rules, and what a rule finds.

use super::case::Case;
use super::whole::Whole;
use super::{
    absolutes, asked, bullets, complete, echo, exam_form, excuse, key, letters, negation, options,
    owner, replaced, sources, stems, tables, terms, truth,
};
use crate::bank::{Place, Severity};

/// A rule of the checker.
#[derive(Debug)]
pub struct Rule {
    /// What an excuse calls it.
    pub name: &'static str,
    pub severity: Severity,
    /// What it reports, in one line.
    pub meaning: &'static str,
    /// Where it counts or measures: the limit.
    pub threshold: Option<&'static str>,
    pub(super) find: Find,
}

/// How a rule looks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Find {
    /// At each question by itself.
    Questions(InQuestions),
    /// At the bank as a whole.
    Bank(InBank),
    /// At each question, and then at the rest of the bank.
    Both(InQuestions, InBank),
    /// At the excuses, which are judged when all others have spoken.
    Excuses,
}

type InQuestions = fn(&Case<'_>) -> Vec<Note>;
type InBank = fn(&Whole<'_>) -> Vec<Note>;

impl Find {
    pub fn in_questions(self) -> Option<InQuestions> {
        match self {
            Self::Questions(find) | Self::Both(find, _) => Some(find),
            Self::Bank(_) | Self::Excuses => None,
        }
    }

    pub fn in_bank(self) -> Option<InBank> {
        match self {
            Self::Bank(find) | Self::Both(_, find) => Some(find),
            Self::Questions(_) | Self::Excuses => None,
        }
    }
}

/// All rules, in the order in which people care.
pub static RULES: &[&Rule] = &[
    &truth::KEY_CONTRADICTS,
    &truth::WRONG_IS_TRUE,
    &truth::CONTESTED_CLAIM,
    &truth::UNKNOWN_CLAIM,
    &asked::CONTESTED_ASKED,
    &owner::OWNER_WITHOUT_CLAIM,
    &exam_form::SELECT_COUNT,
    &exam_form::SELECT_MISSING,
    &exam_form::OPTION_NUMBER,
    &negation::MARK_MISSING,
    &negation::NOT_NEGATED,
    &negation::UNMARKED,
    &complete::NOTHING_TO_ASK,
    &bullets::SELDOM_ASKED,
    &replaced::BAD_REPLACEMENT,
    &tables::ONE_VALUE,
    &terms::NAME_TWICE,
    &terms::DEFINITION_TWICE,
    &terms::BAD_REFERENCE,
    &terms::ONE_SIDED_OVERLAP,
    &terms::CONFUSED_OVERLAP,
    &terms::LONG_DEFINITION,
    &terms::GIVES_NAME_AWAY,
    &terms::SMALL_GROUP,
    &complete::UNEXPLAINED,
    &complete::NO_ABOUT,
    &asked::SELDOM_ASKED,
    &asked::ONE_SHAPE,
    &sources::NO_SOURCE,
    &sources::UNUSED,
    &sources::UNREADABLE_DATE,
    &sources::STALE,
    &sources::HEADING_WITHOUT_FACT,
    &key::LONGEST,
    &key::POSITION,
    &absolutes::IN_WRONG_OPTIONS,
    &absolutes::GIVE_AWAY,
    &echo::STEM_ECHO,
    &options::ALL_OF_THE_ABOVE,
    &options::OVERLAP,
    &options::NUMBERS_UNORDERED,
    &letters::OPTION_NAMES_OTHERS,
    &letters::SPEAKS_OF_PLACES,
    &stems::DUPLICATE,
    &stems::NEAR_DUPLICATE,
    &excuse::BAD,
    &excuse::UNUSED,
];

/// What a note is about: whose excuses count for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A question, by its place in the bank.
    Question(usize),
    /// A fact, by its place in the bank.
    Fact(usize),
    /// The bank, its sources, documents, tables, and terms: nothing is excused here.
    Bank,
}

/// One thing that a rule found.
#[derive(Debug)]
pub struct Note {
    pub subject: Subject,
    /// `None` for the whole bank, where it has no card.
    pub place: Option<Place>,
    pub message: String,
    /// A few words at the marked place.
    pub label: String,
    /// What to do.
    pub help: String,
}

impl Note {
    pub fn new(
        subject: Subject,
        place: Option<Place>,
        message: String,
        help: impl Into<String>,
    ) -> Self {
        Self {
            subject,
            place,
            message,
            label: String::new(),
            help: help.into(),
        }
    }

    /// The note on a question that stands behind `before` others.
    pub fn behind(mut self, before: usize) -> Self {
        if let Subject::Question(at) = &mut self.subject {
            *at += before;
        }
        self
    }

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::RULES;

    #[test]
    fn names_are_ids_and_unique() {
        let names: HashSet<_> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        assert!(names.iter().all(|name| crate::model::is_valid_id(name)));
    }
}
