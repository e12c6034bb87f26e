//! Options that state an owner without a claim, so that nothing proves them.

use super::case::{Case, Offered};
use super::rule::{Note, Rule};
use super::words::split;
use crate::bank::Severity;

pub const OWNER_WITHOUT_CLAIM: Rule = Rule {
    name: "owner-without-claim",
    severity: Severity::Warning,
    meaning: "an option states an owner but claims no cell, while its neighbours do",
    threshold: None,
    find: Some(owner_without_claim),
};

/// How scenarios call the two sides, after an optional "the".
const OWNERS: &[&str] = &[
    "agency",
    "aws",
    "bank",
    "both",
    "business",
    "company",
    "customer",
    "developer",
    "developers",
    "firm",
    "hospital",
    "neither",
    "retailer",
    "startup",
    "team",
    "university",
];
/// What makes `AWS` or `customer` the name of a thing: `AWS managed key`.
const THINGS: &[&str] = &["managed", "owned"];

fn owner_without_claim(case: &Case<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    for asked in case.questions() {
        if !asked
            .options()
            .any(|option| states_owner_with_claim(option))
        {
            continue;
        }
        for option in asked.options() {
            if option.choice.claims.is_empty() && states_owner(&option.choice.text) {
                let message = format!(
                    "question `{}`: option `{}` states an owner but claims no cell",
                    asked.question.id, option.choice.id
                );
                let help = "add `claims = [{ cell = \"matrix/row/column\", is = \"…\" }]`, \
                            so that the matrix proves it";
                notes.push(asked.note_at(option.places.text, message, help));
            }
        }
    }
    notes
}

fn states_owner_with_claim(option: Offered<'_>) -> bool {
    !option.choice.claims.is_empty() && states_owner(&option.choice.text)
}

/// Whether `text` begins with one of the two sides, and not with a product of AWS's.
fn states_owner(text: &str) -> bool {
    let mut words = split(text).peekable();
    words.next_if(|word| word.eq_ignore_ascii_case("the"));
    let Some(first) = words.next() else {
        return false;
    };
    let first = first.to_lowercase();
    let owner = first.strip_suffix("'s").unwrap_or(&first);
    let is_product = words.next().is_some_and(|next| {
        owner == "aws" && next.starts_with(char::is_uppercase) || THINGS.contains(&next)
    });
    OWNERS.contains(&owner) && !is_product
}

#[cfg(test)]
mod tests {
    use super::states_owner;
    use crate::bank::check::testing::{MATRIX, found};

    fn bank(claims: &str) -> String {
        format!(
            r#"{MATRIX}
            [[question]]
            id = "q"
            stem = "Who patches the operating system on Amazon RDS?"
            option = [
              {{ text = "AWS", correct = true, claims = [{{ cell = "owner/os/rds", is = "aws" }}] }},
              {{ text = "The company" {claims} }},
            ]"#
        )
    }

    #[test]
    fn an_owner_beside_a_claimed_one_needs_a_claim() {
        assert_eq!(found("owner-without-claim", &bank("")).len(), 1);
        let claims = r#", claims = [{ cell = "owner/os/rds", is = "customer" }]"#;
        assert_eq!(found("owner-without-claim", &bank(claims)).len(), 0);
    }

    #[test]
    fn products_are_no_owners() {
        for owner in [
            "AWS",
            "The customer, on its own",
            "AWS patches it",
            "Both, each its part",
        ] {
            assert!(states_owner(owner), "{owner}");
        }
        for other in [
            "AWS Artifact",
            "AWS owned keys",
            "A customer managed key",
            "Nightly",
        ] {
            assert!(!states_owner(other), "{other}");
        }
    }
}
