//! A rule of the checker and its findings.

use super::case::Case;
use super::whole::Whole;
use crate::bank::Place;
use crate::diagnostic::Severity;

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
