//! The report of a check: text for people and JSON for programs.

use serde::Serialize;
use serde_json::{Value, json};

use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding, Subject};
use super::suppression::JudgedFindings;
use super::truth::proved;
use crate::counts::counted;
use crate::diagnostic::{Diagnostic, Finding, Severity};

#[derive(Debug)]
pub struct Report {
    /// The ID of the bank.
    pub bank: String,
    pub counts: FindingCounts,
    /// All problems, including those found by the loader, sorted by file and line.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FindingCounts {
    pub questions: usize,
    pub facts: usize,
    pub cells: usize,
    pub terms: usize,
    /// The number of claims that the tables confirm and the number of cells with such claims.
    pub claims_proved: usize,
    pub cells_proved: usize,
    pub errors: usize,
    pub warnings: usize,
    /// The number of findings that the author suppressed with a reason.
    pub allowed: usize,
}

impl Report {
    /// Combines the findings of the rules with the problems found while loading the bank.
    pub(super) fn new(
        checked: &CheckedBank<'_>,
        judged: JudgedFindings,
        problems: Vec<Diagnostic>,
    ) -> Self {
        let bank = checked.bank;
        let (claims_proved, cells_proved) = proved(checked);
        let notes = judged.notes.into_iter();
        let mut diagnostics: Vec<_> = notes
            .map(|(rule, note)| diagnostic(checked, rule, note))
            .chain(problems)
            .collect();
        diagnostics.sort_by(|a, b| (&a.file, a.at, a.rule).cmp(&(&b.file, b.at, b.rule)));
        let of = |severity| {
            diagnostics
                .iter()
                .filter(|it| it.severity == severity)
                .count()
        };
        Self {
            bank: bank.id.to_string(),
            counts: FindingCounts {
                questions: bank.questions.len(),
                facts: bank.asked_facts().count(),
                cells: checked.cells().count(),
                terms: bank.terms.len(),
                claims_proved,
                cells_proved,
                errors: of(Severity::Error),
                warnings: of(Severity::Warning),
                allowed: judged.allowed,
            },
            diagnostics,
        }
    }

    /// Returns a one-line summary.
    pub fn summary(&self) -> String {
        let counts = &self.counts;
        let terms = match counts.terms {
            0 => String::new(),
            count => format!(", {}", counted(count, "term")),
        };
        format!(
            "{}: {} on {}, {}{terms}; {} verified against {}; {}, {}, {} allowed",
            self.bank,
            counted(counts.questions, "question"),
            counted(counts.facts, "fact"),
            counted(counts.cells, "cell"),
            counted(counts.claims_proved, "claim"),
            counted(counts.cells_proved, "cell"),
            counted(counts.errors, "error"),
            counted(counts.warnings, "warning"),
            counts.allowed,
        )
    }

    pub fn to_json(&self) -> Value {
        let findings = self.diagnostics.iter().map(|it| {
            json!({
                "rule": it.rule,
                "severity": it.severity.to_string(),
                "file": it.file,
                "line": it.at.map(|(line, _)| line),
                "column": it.at.map(|(_, column)| column),
                "question": it.question,
                "message": it.message,
                "help": it.help,
            })
        });
        json!({
            "bank": self.bank,
            "counts": self.counts,
            "findings": findings.collect::<Value>(),
        })
    }
}

fn diagnostic(checked: &CheckedBank<'_>, rule: &'static Rule, note: RuleFinding) -> Diagnostic {
    let finding = Finding {
        severity: rule.severity,
        rule: rule.name,
        message: note.message,
        label: note.label,
        help: match rule.threshold {
            Some(limit) => format!("{} (limit: {limit})", note.help),
            None => note.help,
        },
    };
    let mut diagnostic = match note.place {
        Some(place) => Diagnostic::at(&checked.files[place.file()], place.span(), &finding),
        None => Diagnostic::whole(checked.bank.id.as_str(), &finding),
    };
    if let Subject::Question(at) = note.subject {
        diagnostic.question = Some(checked.bank.questions[at].id.to_string());
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use crate::bank::check::check;
    use crate::bank::check::testing::loaded;

    const BANK: &str = r#"
[bank]
id = "b"
title = "B"

[[question]]
id = "q"
stem = "Who? (Select TWO.)"
explanation = "AWS does."
option = [
  { text = "AWS", correct = true, why = "It does." },
  { text = "You", why = "You do not." },
]
"#;

    #[test]
    fn people_get_a_line() {
        assert_eq!(
            check(&loaded(BANK), None).summary(),
            "b: 1 question on 0 facts, 0 cells; 0 claims verified against 0 cells; \
             1 error, 0 warnings, 0 allowed"
        );
    }

    #[test]
    fn machines_get_one_object() {
        let json = check(&loaded(BANK), None).to_json();
        assert_eq!(json["bank"], "b");
        assert_eq!(json["counts"]["errors"], 1);
        let finding = &json["findings"][0];
        assert_eq!(finding["rule"], "select-count");
        assert_eq!(finding["severity"], "error");
        assert_eq!(finding["file"], "bank.toml");
        assert_eq!(
            (&finding["line"], &finding["column"]),
            (&8.into(), &8.into())
        );
        assert_eq!(finding["question"], "q");
    }

    #[test]
    fn findings_are_in_the_order_of_the_file() {
        let report = check(
            &loaded(
                &BANK
                    .replace("why = \"It does.\"", "id = \"x\"")
                    .replace("why = \"You do not.\"", "id = \"y\""),
            ),
            None,
        );
        assert!(report.diagnostics.len() > 1);
        assert!(report.diagnostics.is_sorted_by_key(|it| it.at));
    }
}
