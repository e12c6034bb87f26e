//! The rules of the checker and their findings.

use super::checked::CheckedBank;
use crate::bank::FileSpan;
use crate::diagnostic::Severity;

/// A rule of the checker.
#[derive(Debug)]
pub struct Rule {
    /// The name used in `allow` entries and reports.
    pub name: &'static str,
    pub severity: Severity,
    /// A one-line description of the problem that the rule reports.
    pub meaning: &'static str,
    /// The limit if the rule counts or measures something.
    pub threshold: Option<&'static str>,
    pub(super) find: Find,
}

/// A function that returns the findings of a rule in a bank.
type Find = fn(&CheckedBank<'_>) -> Vec<RuleFinding>;

impl Rule {
    /// Creates a rule whose findings are certain and cannot be suppressed.
    pub(super) const fn error(name: &'static str, meaning: &'static str, find: Find) -> Self {
        Self {
            name,
            severity: Severity::Error,
            meaning,
            threshold: None,
            find,
        }
    }

    /// Creates a rule whose findings an author can suppress.
    pub(super) const fn warning(name: &'static str, meaning: &'static str, find: Find) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(name, meaning, find)
        }
    }

    /// Adds the limit to a rule that counts or measures something.
    pub(super) const fn limit(self, threshold: &'static str) -> Self {
        Self {
            threshold: Some(threshold),
            ..self
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
    /// The bank itself, or its sources, documents, tables, or terms. Findings about them cannot be
    /// suppressed.
    Bank,
}

/// A finding of a rule.
#[derive(Debug)]
pub struct RuleFinding {
    pub subject: Subject,
    /// The position. `None` for a finding about the whole bank if the bank has no header.
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

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }
}
