//! Rules on missing content: explanations, reasons, facts that options refer to, and, in an empty
//! bank, anything to ask about.

use super::checked::{CheckedBank, CheckedQuestion};
use super::rule::{Rule, RuleFinding, Subject};
use super::words::listed;
use crate::model::Choice;

pub const UNEXPLAINED: Rule = Rule::warning(
    "unexplained",
    "a question has no explanation, or an option or cell has no reason",
    unexplained,
);

pub const NO_ABOUT: Rule = Rule::warning(
    "no-about",
    "in a bank with facts, an option does not name the fact that it affirms or contradicts",
    missing_fact,
);

pub const NOTHING_TO_ASK: Rule = Rule::error(
    "nothing-to-ask",
    "the bank has no questions, no terms, and no cells to drill",
    nothing_to_ask,
);

fn unexplained(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let find = |asked: CheckedQuestion<'_>| {
        let id = &asked.question.id;
        let silent = options_where(asked, |choice| choice.reason.is_empty());
        let message = match (asked.question.explanation.is_empty(), silent.is_empty()) {
            (false, true) => return None,
            (true, true) => format!("question `{id}` has no explanation"),
            (false, false) => format!("question `{id}`: no reason for {}", listed(&silent)),
            (true, false) => format!(
                "question `{id}` has no explanation, and no reason for {}",
                listed(&silent)
            ),
        };
        let help = "state the deciding rule in `explanation`, and explain in each `why` why the option is correct or incorrect";
        Some(asked.note(message, help))
    };
    let questions = checked.questions().filter_map(find);
    questions.chain(unexplained_cells(checked)).collect()
}

fn unexplained_cells(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let cells = checked.cells();
    let silent = cells.filter(|(_, cell, _)| cell.reason.is_empty());
    let notes = silent.map(|(cell, _, place)| {
        let message = format!("cell `{cell}` has no reason");
        RuleFinding::new(
            Subject::Bank,
            place,
            message,
            "state the reason for its value in `why`",
        )
    });
    notes.collect()
}

fn nothing_to_ask(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    // If items failed to load, their own errors already explain why the bank is empty.
    let says_why = !checked.problems.is_empty();
    if says_why || !checked.bank.is_empty() {
        return Vec::new();
    }
    let message = "the bank has nothing to ask".to_owned();
    let help = "add a [[question]], a [[term]], or a [[matrix]]; for an example, run `certdrill bank new -`";
    vec![checked.note(message, help)]
}

fn missing_fact(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    if checked.bank.facts.is_empty() {
        return Vec::new();
    }
    let find = |asked: CheckedQuestion<'_>| {
        let without = options_where(asked, |choice| choice.fact.is_none());
        (!without.is_empty()).then(|| {
            let message = format!(
                "question `{}`: no fact named for {}",
                asked.question.id,
                listed(&without)
            );
            let help = "in `about`, name the fact that the option affirms or contradicts";
            asked.note(message, help)
        })
    };
    checked.questions().filter_map(find).collect()
}

fn options_where(asked: CheckedQuestion<'_>, lacks: impl Fn(&Choice) -> bool) -> Vec<String> {
    let lacking = asked.options().filter(|option| lacks(option.choice));
    lacking.map(|option| option.choice.id.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::{MATRIX, found};

    #[test]
    fn every_question_option_and_cell_says_why() {
        let bank = r#"
            [[question]]
            id = "q"
            stem = "Who?"
            explanation = "Ask who can log in."
            option = [{ id = "aws", text = "AWS", correct = true, why = "It does." }, { id = "you", text = "You" }]
        "#;
        assert_eq!(
            found("unexplained", bank),
            ["question `q`: no reason for `you`"]
        );
        assert_eq!(found("unexplained", MATRIX).len(), 0);
        let silent = MATRIX.replace("You do.", "");
        assert_eq!(
            found("unexplained", &silent),
            ["cell `owner/os/ec2` has no reason"]
        );
    }

    #[test]
    fn a_bank_of_which_nothing_can_be_asked() {
        assert_eq!(found("nothing-to-ask", "# Not yet.").len(), 1);
        let question = r#"
            [[question]]
            id = "q"
            stem = "Who?"
            option = [{ text = "AWS", correct = true }, { text = "You" }]
        "#;
        assert_eq!(found("nothing-to-ask", question).len(), 0);
    }

    #[test]
    fn options_name_facts_where_there_are_facts() {
        let question = r#"
            [[question]]
            id = "q"
            stem = "Who?"
            option = [{ id = "aws", text = "AWS", correct = true }, { id = "you", text = "You" }]
        "#;
        assert_eq!(found("no-about", question).len(), 0);
        let fact = "[[fact]]\nid = 'f'\ntopic = 'all'\nsays = 'It does.'\n";
        assert_eq!(
            found("no-about", &format!("{fact}{question}")),
            ["question `q`: no fact named for `aws`, `you`"]
        );
        let about = question.replace(" text", " about = 'f', text");
        assert_eq!(found("no-about", &format!("{fact}{about}")).len(), 0);
    }
}
