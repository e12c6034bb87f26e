//! Rules on the sources of a bank: official pages and the documents that the bank was built from.

use std::collections::HashSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding, Subject};
use crate::model::{DocumentId, SourceId, Stated};

pub const NO_SOURCE: Rule = Rule::warning(
    "no-source",
    "a fact or term names no source, or a cell names neither a source nor a fact",
    no_source,
);

pub const UNUSED: Rule = Rule::warning(
    "unused-source",
    "a source is not used by any fact, cell, or term",
    unused,
);

pub const UNREADABLE_DATE: Rule = Rule::warning(
    "unreadable-date",
    "the `checked` value of a source is not a date",
    unreadable_date,
);

pub const STALE: Rule = Rule::warning(
    "stale-source",
    "a source was last checked too long ago; reported only on request",
    stale,
)
.limit("more than a year");

pub const HEADING_WITHOUT_FACT: Rule = Rule::warning(
    "heading-without-fact",
    "no fact refers to a heading of a document",
    heading_without_fact,
);

fn no_source(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let CheckedBank { bank, places, .. } = *checked;
    let facts = bank.facts.iter().zip(&places.facts).enumerate();
    let facts =
        facts
            .filter(|(_, (fact, _))| fact.sources.is_empty())
            .map(|(at, (fact, places))| {
                let message = format!("fact `{}` names no source", fact.id);
                let help = "in `sources`, name the official page that confirms it";
                RuleFinding::new(Subject::Fact(at), Some(places.id), message, help)
            });
    let cells = checked.cells();
    let cells = cells
        .filter(|(_, cell, _)| cell.source.is_none() && cell.fact.is_none())
        .map(|(at, _, place)| {
            let message = format!("cell `{at}` names neither a source nor a fact");
            let help =
                "name the official page in `source`, or the fact that it follows from in `fact`";
            RuleFinding::new(Subject::Bank, place, message, help)
        });
    let terms = bank.terms.iter().zip(&places.terms);
    let terms = terms
        .filter(|(term, _)| term.sources.is_empty())
        .map(|(term, places)| {
            let message = format!("term `{}` names no source", term.id);
            let help = "in `sources`, name the official page that confirms it";
            RuleFinding::new(Subject::Bank, Some(places.id), message, help)
        });
    facts.chain(cells).chain(terms).collect()
}

fn unused(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let CheckedBank { bank, places, .. } = *checked;
    let facts = bank.facts.iter().flat_map(|fact| &fact.sources);
    let cells = checked
        .cells()
        .filter_map(|(_, cell, _)| cell.source.as_ref());
    let terms = bank.terms.iter().flat_map(|term| &term.sources);
    let used: HashSet<&SourceId> = facts.chain(cells).chain(terms).collect();
    let sources = bank.sources.iter().zip(&places.sources);
    sources
        .filter(|(source, _)| !used.contains(&source.id))
        .map(|(source, places)| {
            let message = format!(
                "source `{}` is not used by any fact, cell, or term",
                source.id
            );
            let help = "name it where a statement relies on it, or remove it";
            RuleFinding::new(Subject::Bank, Some(places.id), message, help)
        })
        .collect()
}

fn unreadable_date(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let CheckedBank { bank, places, .. } = *checked;
    let sources = bank.sources.iter().zip(&places.sources);
    sources
        .filter(|(source, _)| source.checked.parse::<Date>().is_err())
        .map(|(source, places)| {
            let message = format!(
                "source `{}` was checked on \"{}\", which is not a date",
                source.id, source.checked
            );
            let help = "write year, month, and day, such as 2026-01-31";
            RuleFinding::new(Subject::Bank, Some(places.checked), message, help)
        })
        .collect()
}

fn stale(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let Some(today) = checked.today else {
        return Vec::new();
    };
    let oldest = today.saturating_sub(1.year());
    let CheckedBank { bank, places, .. } = *checked;
    let sources = bank.sources.iter().zip(&places.sources);
    let is_old = |checked: &str| checked.parse::<Date>().is_ok_and(|day| day < oldest);
    sources
        .filter(|(source, _)| is_old(&source.checked))
        .map(|(source, places)| {
            let message = format!(
                "source `{}` was last checked on {}, more than a year ago",
                source.id, source.checked
            );
            let help = format!(
                "read {} again, update what changed, and set `checked`",
                source.url
            );
            RuleFinding::new(Subject::Bank, Some(places.checked), message, help)
        })
        .collect()
}

fn heading_without_fact(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let stated = checked.bank.facts.iter().flat_map(|fact| &fact.stated);
    let stated: HashSet<(&DocumentId, &str)> = stated
        .map(|Stated { document, heading }| (document, heading.as_str()))
        .collect();
    let documents = checked.bank.documents.iter().zip(&checked.places.documents);
    documents
        .flat_map(|(document, places)| {
            let headings = document.headings.iter().zip(places);
            headings.map(move |(heading, place)| (document, heading, *place))
        })
        .filter(|(document, heading, _)| !stated.contains(&(&document.id, heading.as_str())))
        .map(|(document, heading, place)| {
            let message = format!(
                "no fact refers to the heading \"{heading}\" of `{}`",
                document.id
            );
            let help = "add a fact, or name the heading in the `stated` of an existing one";
            RuleFinding::new(Subject::Bank, Some(place), message, help)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::bank::check::check;
    use crate::bank::check::testing::{MATRIX, found, loaded};

    const BANK: &str = r#"
        [[source]]
        id = "rds"
        title = "Amazon RDS"
        url = "https://example.com/rds"
        checked = "2025-03-01"

        [[document]]
        id = "notes"
        title = "Notes"
        headings = ["Overview", "Tips"]

        [[fact]]
        id = "f"
        topic = "all"
        says = "AWS patches it."
        stated = [{ document = "notes", heading = "Tips" }]
        sources = ["rds"]
    "#;

    #[test]
    fn facts_and_cells_rest_on_something() {
        assert_eq!(found("no-source", BANK).len(), 0);
        let bank = BANK.replace(r#"sources = ["rds"]"#, "");
        assert_eq!(found("no-source", &bank), ["fact `f` names no source"]);
        assert_eq!(found("unused-source", BANK).len(), 0);
        assert_eq!(found("unused-source", &bank).len(), 1);
        assert_eq!(found("no-source", MATRIX).len(), 3);
        let term = "[[term]]\nid = 't'\ntopic = 'all'\nname = 'EC2'\ndefinition = 'Servers'\ngroup = 'g'\n";
        assert_eq!(
            found("no-source", &format!("{BANK}{term}")),
            ["term `t` names no source"]
        );
        let named = format!("{bank}{term}sources = ['rds']\n");
        assert_eq!(found("unused-source", &named).len(), 0);
        let sourced = MATRIX.replace("why =", r#"fact = "f", why ="#);
        assert_eq!(found("no-source", &format!("{BANK}{sourced}")).len(), 0);
    }

    #[test]
    fn headings_without_facts_are_listed() {
        assert_eq!(
            found("heading-without-fact", BANK),
            ["no fact refers to the heading \"Overview\" of `notes`"]
        );
    }

    #[test]
    fn a_source_is_stale_after_a_year_and_only_when_asked() {
        let loaded = loaded(BANK);
        let stale = |today| {
            let report = check(&loaded, today);
            let rules = report.diagnostics.iter().map(|it| it.rule);
            rules.filter(|rule| *rule == "stale-source").count()
        };
        assert_eq!(stale(None), 0);
        assert_eq!(stale(Some(date(2026, 3, 1))), 0);
        assert_eq!(stale(Some(date(2026, 3, 2))), 1);
    }

    #[test]
    fn dates_can_be_read() {
        assert_eq!(found("unreadable-date", BANK).len(), 0);
        let bank = BANK.replace("2025-03-01", "March 2025");
        assert_eq!(found("unreadable-date", &bank).len(), 1);
    }
}
