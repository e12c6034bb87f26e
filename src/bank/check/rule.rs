//! The rules of the checker and their findings.

use super::batch::QuestionBatch;
use super::digest::BankDigest;
use crate::bank::FileSpan;
use crate::diagnostic::Severity;

/// A rule of the checker.
#[derive(Debug)]
pub struct Rule {
    /// The name used in `allow` entries and reports.
    pub name: &'static str,
    pub severity: Severity,
    /// A one-line description of the problem it reports.
    pub meaning: &'static str,
    /// The limit, if the rule counts or measures something.
    pub threshold: Option<&'static str>,
    pub(super) find: RuleFn,
}

impl Rule {
    /// Creates a rule whose findings are certain and cannot be suppressed.
    pub(super) const fn error(name: &'static str, meaning: &'static str, find: RuleFn) -> Self {
        Self {
            name,
            severity: Severity::Error,
            meaning,
            threshold: None,
            find,
        }
    }

    /// Creates a rule whose findings an author can suppress.
    pub(super) const fn warning(name: &'static str, meaning: &'static str, find: RuleFn) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(name, meaning, find)
        }
    }

    /// Adds the limit of a rule that counts or measures something.
    pub(super) const fn limit(self, threshold: &'static str) -> Self {
        Self {
            threshold: Some(threshold),
            ..self
        }
    }
}

/// The function of a rule, and the part of the bank that it checks.
#[derive(Clone, Copy, Debug)]
pub(super) enum RuleFn {
    /// Checks questions one by one.
    Questions(InQuestions),
    /// Checks the bank as a whole.
    Bank(InBank),
    /// Checks questions one by one, and then the rest of the bank.
    Both(InQuestions, InBank),
    /// Checks the suppressions, after all other rules have run.
    Excuses,
}

type InQuestions = fn(&QuestionBatch<'_>) -> Vec<RuleFinding>;
type InBank = fn(&BankDigest<'_>) -> Vec<RuleFinding>;

impl RuleFn {
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

/// The subject of a finding, which determines the suppressions that apply to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A question, by its index in the bank.
    Question(usize),
    /// A fact, by its index in the bank.
    Fact(usize),
    /// The bank itself, its sources, documents, tables, and terms; findings on them cannot be
    /// suppressed.
    Bank,
}

/// A finding of a rule.
#[derive(Debug)]
pub struct RuleFinding {
    pub subject: Subject,
    /// `None` for a finding on the whole bank if the bank has no header.
    pub place: Option<FileSpan>,
    pub message: String,
    /// A few words to show at the marked position.
    pub label: String,
    /// Advice on how to fix the problem.
    pub help: String,
}

impl RuleFinding {
    pub fn new(
        subject: Subject,
        place: Option<FileSpan>,
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

    /// Adds `before`, the number of preceding questions, to the index of a question.
    pub fn offset_by(mut self, before: usize) -> Self {
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
