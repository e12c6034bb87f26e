//! Suppressions: an `allow` entry on a question or fact suppresses the findings of one rule on that
//! item. Only warnings can be suppressed, because an error is certain and no reason makes it
//! acceptable.

use std::collections::{HashMap, HashSet};

use super::RULES;
use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding, Subject};
use crate::bank::Suppression;
use crate::diagnostic::Severity;

pub const BAD: Rule = Rule::error(
    "bad-allow",
    "an `allow` entry has no reason, or names an unknown rule or one that cannot be allowed",
    later,
);

pub const UNUSED: Rule = Rule::warning("unused-allow", "an `allow` entry has no effect", later);

/// Finds nothing, because [`judge`] applies the two rules above after all other rules.
fn later(_: &CheckedBank<'_>) -> Vec<RuleFinding> {
    Vec::new()
}

/// The findings that remain after suppressions are applied.
#[derive(Debug)]
pub struct JudgedFindings {
    pub notes: Vec<(&'static Rule, RuleFinding)>,
    /// The number of suppressed findings.
    pub allowed: usize,
}

/// Removes the suppressed findings and adds findings about invalid and unused `allow` entries. An
/// invalid entry suppresses nothing.
pub fn judge(
    checked: &CheckedBank<'_>,
    found: Vec<(&'static Rule, RuleFinding)>,
) -> JudgedFindings {
    let mut notes = Vec::new();
    let mut good: HashMap<(Subject, &str), &Suppression> = HashMap::new();
    for (subject, excuse) in excuses(checked) {
        if let Some(fault) = fault(subject, excuse) {
            notes.push((&BAD, fault));
        } else {
            good.insert((subject, excuse.rule.as_str()), excuse);
        }
    }
    let mut used = HashSet::new();
    let mut allowed = 0;
    for (rule, note) in found {
        let key = (note.subject, rule.name);
        if good.contains_key(&key) {
            used.insert(key);
            allowed += 1;
        } else {
            notes.push((rule, note));
        }
    }
    let unused = good.iter().filter(|(key, _)| !used.contains(*key));
    notes.extend(unused.map(|((subject, rule), excuse)| {
        let message = format!("`{rule}` is allowed, but it reports nothing here");
        let note = RuleFinding::new(
            *subject,
            Some(excuse.place),
            message,
            "remove the `allow` entry",
        );
        (&UNUSED, note)
    }));
    JudgedFindings { notes, allowed }
}

fn excuses<'a>(checked: &'a CheckedBank<'_>) -> impl Iterator<Item = (Subject, &'a Suppression)> {
    let facts = checked.places.facts.iter().enumerate();
    let facts = facts.map(|(at, fact)| (Subject::Fact(at), &*fact.excuses));
    let questions = checked.places.questions.iter().enumerate();
    let questions = questions.map(|(at, question)| (Subject::Question(at), &*question.excuses));
    facts
        .chain(questions)
        .flat_map(|(subject, excuses)| excuses.iter().map(move |excuse| (subject, excuse)))
}

/// Returns whether an `allow` entry can suppress the findings of `rule`.
pub fn is_excusable(rule: &Rule) -> bool {
    rule.severity == Severity::Warning && rule.name != UNUSED.name
}

fn fault(subject: Subject, excuse: &Suppression) -> Option<RuleFinding> {
    let name = &excuse.rule;
    let rule = RULES.iter().find(|rule| rule.name == name);
    let (message, help) = match rule {
        None => (
            format!("`allow` names an unknown rule, `{name}`"),
            "copy the name from the report, where it is in brackets",
        ),
        Some(rule) if !is_excusable(rule) => (
            format!("`{name}` cannot be allowed"),
            "fix what the rule reports",
        ),
        Some(_) if excuse.because.trim().is_empty() => (
            format!("the `allow` entry for `{name}` has no reason"),
            "explain in `because` why the finding is intentional",
        ),
        Some(_) => return None,
    };
    Some(RuleFinding::new(subject, Some(excuse.place), message, help))
}

#[cfg(test)]
mod tests {
    use crate::bank::check::check;
    use crate::bank::check::testing::{found, loaded};

    /// Returns a bank with a question that the rule `select-missing` reports.
    fn bank(allow: &str) -> String {
        format!(
            r#"
            [[question]]
            id = "q"
            stem = "Who?"
            allow = [{allow}]
            option = [
              {{ text = "AWS", correct = true }},
              {{ text = "You", correct = true }},
              {{ text = "Nobody" }},
            ]
            "#
        )
    }

    #[test]
    fn an_excuse_takes_a_note_away_and_is_counted() {
        assert_eq!(found("select-missing", &bank("")).len(), 1);
        let excused = bank(r#"{ lint = "select-missing", because = "it is an example" }"#);
        assert_eq!(found("select-missing", &excused).len(), 0);
        assert_eq!(found("unused-allow", &excused).len(), 0);
        assert_eq!(check(&loaded(&excused), None).counts.allowed, 1);
    }

    #[test]
    fn an_excuse_needs_a_reason() {
        for allow in [
            r#"{ lint = "select-missing" }"#,
            r#"{ lint = "select-missing", because = " " }"#,
        ] {
            let bank = bank(allow);
            assert_eq!(found("bad-allow", &bank).len(), 1);
            assert_eq!(found("select-missing", &bank).len(), 1);
        }
    }

    #[test]
    fn an_excuse_names_a_rule_that_can_be_excused() {
        for name in [
            "select-mising",
            "key-contradicts-matrix",
            "unused-allow",
            "bad-allow",
        ] {
            let bank = bank(&format!(
                r#"{{ lint = "{name}", because = "it is an example" }}"#
            ));
            assert_eq!(found("bad-allow", &bank).len(), 1, "{name}");
        }
    }

    #[test]
    fn an_excuse_excuses_something() {
        let idle = bank(r#"{ lint = "stem-echo", because = "it is an example" }"#);
        assert_eq!(
            found("unused-allow", &idle),
            ["`stem-echo` is allowed, but it reports nothing here"]
        );
    }

    #[test]
    fn facts_have_excuses_too() {
        let bank = r#"
            [[fact]]
            id = "f"
            topic = "all"
            says = "AWS patches it."
            allow = [
              { lint = "fact-seldom-asked", because = "it is an example" },
              { lint = "no-source", because = "it is an example" },
            ]
        "#;
        assert_eq!(check(&loaded(bank), None).counts.allowed, 2);
    }
}
