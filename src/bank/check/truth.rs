//! Checks every key against the tables: an option with claims is correct if and only if all its
//! claims are true or, in a negated question, at least one claim is false.

use std::collections::HashSet;

use super::checked::{CheckedBank, CheckedOption, CheckedQuestion};
use super::rule::{Rule, RuleFinding};
use crate::model::{Cell, CellRef, Claim, Matrix};

pub const KEY_CONTRADICTS: Rule = Rule::error(
    "key-contradicts-matrix",
    "an option is marked as correct, but is incorrect according to the table",
    key_contradicts,
);

pub const WRONG_IS_TRUE: Rule = Rule::error(
    "wrong-option-is-true",
    "an option is marked as incorrect, but is correct according to the table",
    wrong_is_true,
);

pub const CONTESTED_CLAIM: Rule = Rule::error(
    "contested-claim",
    "an option makes a claim about a cell that the official pages leave open",
    contested_claim,
);

pub const UNKNOWN_CLAIM: Rule = Rule::error(
    "unknown-claim",
    "an option claims a value that the table does not have",
    unknown_claim,
);

/// Returns the number of claims that the tables confirm and the number of cells with such claims.
pub fn proved(checked: &CheckedBank<'_>) -> (usize, usize) {
    let proved = each_option(checked).filter(|(asked, option)| {
        should_be_right(checked, *asked, *option) == Some(option.choice.correct)
    });
    let claims: Vec<_> = proved.flat_map(|(_, it)| &it.choice.claims).collect();
    let cells: HashSet<_> = claims.iter().map(|claim| &claim.cell).collect();
    (claims.len(), cells.len())
}

fn key_contradicts(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    disproved(checked, true)
}

fn wrong_is_true(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    disproved(checked, false)
}

/// Finds options whose `correct` field equals the argument `correct` but contradicts the tables.
fn disproved(checked: &CheckedBank<'_>, correct: bool) -> Vec<RuleFinding> {
    let keyed = |right| if right { "correct" } else { "incorrect" };
    let find = |(asked, option): (CheckedQuestion<'_>, CheckedOption<'_>)| {
        let choice = option.choice;
        let should = should_be_right(checked, asked, option)?;
        if choice.correct != correct || should == correct {
            return None;
        }
        let claims = choice.claims.iter();
        let said: Vec<_> = claims.map(|claim| compared(checked, claim)).collect();
        let negated = if asked.question.negated {
            ", and the question asks for what is NOT true"
        } else {
            ""
        };
        let message = format!(
            "question `{}`: option `{}` is marked as {}, but {}{negated}",
            asked.question.id,
            choice.id,
            keyed(correct),
            said.join("; "),
        );
        let help = format!(
            "fix the answer key, the claim, or the cell; {}",
            spots(checked, &choice.claims)
        );
        let note = asked.note_at(option.places.text, message, help);
        Some(note.label(format!("{} according to the table", keyed(should))))
    };
    each_option(checked).filter_map(find).collect()
}

/// Returns whether an option is correct according to the tables. Returns `None` if the tables do
/// not determine this.
fn should_be_right(
    checked: &CheckedBank<'_>,
    asked: CheckedQuestion<'_>,
    option: CheckedOption<'_>,
) -> Option<bool> {
    let claims = &option.choice.claims;
    let mut all_hold = !claims.is_empty();
    for claim in claims {
        let (matrix, cell) = cell_of(checked, claim)?;
        if cell.contested || !matrix.has_value(&claim.cell.row, &claim.value) {
            return None;
        }
        all_hold &= cell.value == claim.value;
    }
    (!claims.is_empty()).then_some(all_hold != asked.question.negated)
}

fn contested_claim(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    each_claim(
        checked,
        |cell, _, _| cell.contested,
        |asked, option, claim| {
            let message = format!(
                "question `{}`: option `{}` claims `{}`, which is contested",
                asked.question.id, option.choice.id, claim.cell
            );
            let help = "ask about something that is not contested";
            asked.note_at(option.places.text, message, help)
        },
    )
}

fn unknown_claim(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let unknown =
        |_: &Cell, matrix: &Matrix, claim: &Claim| !matrix.has_value(&claim.cell.row, &claim.value);
    each_claim(checked, unknown, |asked, option, claim| {
        let message = format!(
            "question `{}`: option `{}` claims that `{}` is `{}`, which is not a value of `{}`",
            asked.question.id, option.choice.id, claim.cell, claim.value, claim.cell.matrix
        );
        let help = "use one of the `values` of the table";
        asked.note_at(option.places.text, message, help)
    })
}

fn each_claim(
    checked: &CheckedBank<'_>,
    is_bad: impl Fn(&Cell, &Matrix, &Claim) -> bool,
    note: impl Fn(CheckedQuestion<'_>, CheckedOption<'_>, &Claim) -> RuleFinding,
) -> Vec<RuleFinding> {
    let mut notes = Vec::new();
    for (asked, option) in each_option(checked) {
        for claim in &option.choice.claims {
            if cell_of(checked, claim).is_some_and(|(matrix, cell)| is_bad(cell, matrix, claim)) {
                notes.push(note(asked, option, claim));
            }
        }
    }
    notes
}

fn each_option<'a>(
    checked: &'a CheckedBank<'_>,
) -> impl Iterator<Item = (CheckedQuestion<'a>, CheckedOption<'a>)> {
    checked
        .questions()
        .flat_map(|asked| claiming(asked).map(move |option| (asked, option)))
}

/// Returns the options with claims.
fn claiming(asked: CheckedQuestion<'_>) -> impl Iterator<Item = CheckedOption<'_>> {
    let options = asked.options();
    options.filter(|option| !option.choice.claims.is_empty())
}

fn cell_of<'a>(checked: &CheckedBank<'a>, claim: &Claim) -> Option<(&'a Matrix, &'a Cell)> {
    let matrices = &checked.bank.matrices;
    let matrix = matrices.iter().find(|it| it.id == claim.cell.matrix)?;
    Some((matrix, matrix.cell(&claim.cell.row, &claim.cell.column)?))
}

/// Compares a claim with the value of its cell, in words.
fn compared(checked: &CheckedBank<'_>, claim: &Claim) -> String {
    match cell_of(checked, claim) {
        Some((_, cell)) if cell.value != claim.value => {
            format!(
                "`{}` is `{}`, not `{}`",
                claim.cell, cell.value, claim.value
            )
        }
        _ => format!(
            "`{}` is `{}`, just as the option claims",
            claim.cell, claim.value
        ),
    }
}

/// Lists the positions of the claimed cells, in words.
fn spots(checked: &CheckedBank<'_>, claims: &[Claim]) -> String {
    let claimed = |cell: &CellRef| claims.iter().any(|claim| claim.cell == *cell);
    let cells = checked.cells().filter(|(cell, ..)| claimed(cell));
    let spots = cells
        .filter_map(|(cell, _, place)| Some(format!("`{cell}` is at {}", checked.spot(place?))));
    spots.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::bank::check::check;
    use crate::bank::check::testing::{MATRIX, found, loaded};

    /// Returns a bank with a question whose correct option claims `right` and whose incorrect
    /// option claims `wrong`.
    fn bank(head: &str, right: &str, wrong: &str) -> String {
        format!(
            r#"{MATRIX}
            [[question]]
            id = "q"
            stem = "Who?"
            {head}
            option = [
              {{ text = "One", correct = true, claims = [{right}] }},
              {{ text = "Other", claims = [{wrong}] }},
            ]"#
        )
    }

    fn proved(bank: &str) -> (usize, usize) {
        let counts = check(&loaded(bank), None).counts;
        (counts.claims_proved, counts.cells_proved)
    }

    const TRUE: &str = r#"{ cell = "owner/os/rds", is = "aws" }"#;
    const FALSE: &str = r#"{ cell = "owner/os/rds", is = "customer" }"#;
    const ALSO: &str = r#"{ cell = "owner/os/ec2", is = "customer" }"#;
    const CONTESTED: &str = r#"{ cell = "owner/engine/rds", is = "both" }"#;

    #[test]
    fn a_true_key_is_proved() {
        let bank = bank("", &format!("{TRUE}, {ALSO}"), FALSE);
        assert_eq!(found("key-contradicts-matrix", &bank).len(), 0);
        assert_eq!(found("wrong-option-is-true", &bank).len(), 0);
        assert_eq!(proved(&bank), (3, 2));
    }

    #[test]
    fn a_false_key_is_an_error() {
        assert_eq!(
            found("key-contradicts-matrix", &bank("", FALSE, "")),
            [
                "question `q`: option `1` is marked as correct, but `owner/os/rds` is `aws`, not `customer`"
            ]
        );
    }

    #[test]
    fn one_false_claim_is_enough() {
        let bank = bank("", &format!("{ALSO}, {FALSE}"), "");
        assert_eq!(found("key-contradicts-matrix", &bank).len(), 1);
    }

    #[test]
    fn a_true_distractor_is_an_error() {
        assert_eq!(
            found("wrong-option-is-true", &bank("", TRUE, TRUE)),
            [
                "question `q`: option `2` is marked as incorrect, but `owner/os/rds` is `aws`, just as the option claims"
            ]
        );
    }

    #[test]
    fn a_negated_question_turns_it_round() {
        let sound = bank("negated = true", FALSE, TRUE);
        assert_eq!(found("key-contradicts-matrix", &sound).len(), 0);
        assert_eq!(found("wrong-option-is-true", &sound).len(), 0);
        let wrong = bank("negated = true", TRUE, FALSE);
        assert_eq!(found("key-contradicts-matrix", &wrong).len(), 1);
        assert_eq!(found("wrong-option-is-true", &wrong).len(), 1);
    }

    #[test]
    fn what_is_contested_or_unknown_proves_nothing() {
        let unknown = r#"{ cell = "owner/os/rds", is = "nobody" }"#;
        let bank = bank("", CONTESTED, unknown);
        assert_eq!(found("contested-claim", &bank).len(), 1);
        assert_eq!(found("unknown-claim", &bank).len(), 1);
        assert_eq!(proved(&bank), (0, 0));
    }
}
