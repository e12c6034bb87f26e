//! Rules on the form of the real exam: the number of options and the number of options to select.

use super::checked::{CheckedBank, CheckedQuestion};
use super::rule::{Rule, RuleFinding};
use crate::bank::lists_labels;

pub const SELECT_COUNT: Rule = Rule::error(
    "select-count",
    "the number of options that the stem asks for does not match the number of correct options",
    select_count,
);

pub const SELECT_MISSING: Rule = Rule::warning(
    "select-missing",
    "several options are correct, but the stem does not end with their number",
    select_missing,
);

pub const OPTION_NUMBER: Rule = Rule::warning(
    "option-number",
    "in a bank with an exam, a question has more or fewer options than exam questions have",
    option_number,
)
.limit("4 options if one is correct, 5 if two or three are");

const COUNTS: [&str; 6] = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE"];

fn select_count(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let find = |asked: CheckedQuestion<'_>| {
        let said = selected(&asked.question.stem)?;
        let right = asked.question.correct_count();
        let is_same = |count: &str| count.eq_ignore_ascii_case(said);
        // Alternatively, a single option can list the labels of all statements that the stem asks
        // for.
        let number = COUNTS.iter().position(|it| is_same(it));
        let mut correct = asked.question.choices.iter().filter(|it| it.correct);
        let is_list =
            right == 1 && number.is_some_and(|it| correct.all(|one| lists_labels(&one.text, it)));
        let is_true = right > 1 && COUNTS.get(right).is_some_and(|it| is_same(it)) || is_list;
        (!is_true).then(|| {
            let message = format!(
                "question `{}` says \"Select {said}\", but {right} of its options {} correct",
                asked.question.id,
                if right == 1 { "is" } else { "are" },
            );
            asked.note(message, fix_help(right))
        })
    };
    checked.questions().filter_map(find).collect()
}

fn select_missing(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let find = |asked: CheckedQuestion<'_>| {
        let right = asked.question.correct_count();
        (right > 1 && selected(&asked.question.stem).is_none()).then(|| {
            let message = format!(
                "question `{}` does not say that {right} options are correct",
                asked.question.id
            );
            asked.note(message, fix_help(right))
        })
    };
    checked.questions().filter_map(find).collect()
}

/// Returns the count in an instruction at the end of a stem, such as `TWO` in `(Select TWO.)`.
fn selected(stem: &str) -> Option<&str> {
    let (_, last) = stem.trim_end().strip_suffix(".)")?.rsplit_once('(')?;
    let count = last.strip_prefix("Select ")?;
    Some(
        count
            .trim_end_matches(" items")
            .trim_end_matches(" answers"),
    )
}

fn fix_help(right: usize) -> String {
    match COUNTS.get(right) {
        Some(count) if right > 1 => format!("end the stem with `(Select {count}.)`"),
        _ => "remove the parentheses from the stem, or fix the answer key".to_owned(),
    }
}

fn option_number(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    if checked.bank.exam.is_none() {
        return Vec::new();
    }
    let find = |asked: CheckedQuestion<'_>| {
        let (count, right) = (asked.question.choices.len(), asked.question.correct_count());
        let usual = if right == 1 { 4 } else { 5 };
        (count != usual || right > 3).then(|| {
            let message = format!(
                "question `{}` has {count} options, {right} of them correct",
                asked.question.id
            );
            let help = "use 4 options if one is correct, or 5 if two or three are";
            asked.note(message, help)
        })
    };
    checked.questions().filter_map(find).collect()
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    fn bank(stem: &str, keys: &[bool]) -> String {
        let options = keys.iter().enumerate();
        let options: Vec<_> = options
            .map(|(at, key)| format!(r#"{{ text = "{at}", correct = {key} }}"#))
            .collect();
        let options = options.join(", ");
        format!(
            r#"
            [exam]
            minutes = 1
            scored = 1
            scale = {{ min = 1, max = 2, pass = 2 }}
            domains = []
            [[question]]
            id = "q"
            stem = "{stem}"
            option = [{options}]
            "#
        )
    }

    #[test]
    fn the_number_to_select_is_the_number_of_right_ones() {
        let two = [true, true, false, false, false];
        let one = [true, false, false, false];
        for (stem, keys, errors, warnings) in [
            ("Which? (Select TWO.)", &two[..], 0, 0),
            ("Which? (Select THREE.)", &two, 1, 0),
            ("Which? (Select TWO.)", &one, 1, 0),
            ("Which?", &two, 0, 1),
            ("Which (of these)?", &one, 0, 0),
        ] {
            let bank = bank(stem, keys);
            assert_eq!(found("select-count", &bank).len(), errors, "{stem}");
            assert_eq!(found("select-missing", &bank).len(), warnings, "{stem}");
            assert_eq!(found("option-number", &bank).len(), 0, "{stem}");
        }
    }

    #[test]
    fn an_exam_gives_four_options_or_five() {
        assert_eq!(
            found("option-number", &bank("Which?", &[true, false, false])),
            ["question `q` has 3 options, 1 of them correct"]
        );
    }

    #[test]
    fn a_bank_without_an_exam_is_free() {
        let bank = r#"
            [[question]]
            id = "q"
            stem = "Who?"
            option = [{ text = "AWS", correct = true }, { text = "You" }]
        "#;
        assert_eq!(found("option-number", bank).len(), 0);
    }
}
