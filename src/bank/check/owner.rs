//! Finds options that name an owner but have no claim that can be checked against a table.

use super::checked::{CheckedBank, CheckedOption};
use super::parties::Parties;
use super::rule::{Rule, RuleFinding};
use crate::model::{Claim, MatrixKind};

pub const OWNER_WITHOUT_CLAIM: Rule = Rule::warning(
    "owner-without-claim",
    "an option answers with an owner but claims no cell, although other options do",
    owner_without_claim,
);

fn owner_without_claim(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut notes = Vec::new();
    let is_ownership = |claim: &Claim| {
        let table = checked.bank.matrix(&claim.cell.matrix);
        table.is_some_and(|table| table.kind == MatrixKind::Ownership)
    };
    let claims = |option: CheckedOption<'_>| option.choice.claims.iter().any(is_ownership);
    let parties = Parties::of(checked);
    for asked in checked.questions() {
        if !asked.options().any(claims) {
            continue;
        }
        for option in asked.options() {
            if !claims(option) && parties.are_named_by(asked, option) {
                let message = format!(
                    "question `{}`: option `{}` answers with an owner but claims no cell",
                    asked.question.id, option.choice.id
                );
                let help = "add `claims = [{ cell = \"matrix/row/column\", is = \"…\" }]`, \
                            so that the table proves it";
                notes.push(asked.note_at(option.places.text, message, help));
            }
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::{MATRIX, found};

    fn bank(claims: &str) -> String {
        format!(
            r#"{MATRIX}
            [[question]]
            id = "q"
            stem = "A company uses a database. Who patches its operating system?"
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
}
