//! Rules on negated questions. Such questions are rarely good and are acceptable only if readers
//! cannot overlook the negation.

use super::checked::{CheckedBank, CheckedQuestion};
use super::rule::{Rule, RuleFinding};
use super::words::{is_in, prose, split};

pub const MARK_MISSING: Rule = Rule::error(
    "negated-without-not",
    "a question is marked `negated`, but its stem contains no NOT or EXCEPT",
    mark_missing,
);

pub const NOT_NEGATED: Rule = Rule::warning(
    "not-without-negated",
    "a stem contains NOT or EXCEPT, but the question is not marked `negated`",
    not_negated,
);

pub const UNMARKED: Rule = Rule::warning(
    "unmarked-negative",
    "a stem has a negative in lowercase, which readers can miss",
    unmarked,
);

const ASKING: &[&str] = &[
    "which", "what", "who", "whose", "where", "when", "why", "how",
];
/// Words that end the clause that asks the question. A negative word after them does not negate the
/// question.
const SUBORDINATE: &[&str] = &[
    "although", "because", "but", "if", "since", "so", "that", "though", "unless", "when", "where",
    "which", "while", "who", "whose",
];
/// A negation in capital letters, which readers do not overlook.
const NOT: &str = "NOT";
const EXCEPT: &str = "EXCEPT";
const NEGATIVE: &[&str] = &["not", "never", "except", "cannot", "neither"];

fn mark_missing(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let find = |asked: CheckedQuestion<'_>| {
        (asked.question.negated && !has_mark(&asked.question.stem)).then(|| {
            let message = format!(
                "question `{}` is marked `negated`, but its stem contains no NOT or EXCEPT",
                asked.question.id
            );
            asked.note(
                message,
                "write NOT in capitals in the stem, or remove `negated`",
            )
        })
    };
    checked.questions().filter_map(find).collect()
}

fn not_negated(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let find = |asked: CheckedQuestion<'_>| {
        (!asked.question.negated && has_mark(&asked.question.stem)).then(|| {
            let message = format!(
                "question `{}` asks for what is NOT true, but is not marked `negated`",
                asked.question.id
            );
            asked.note(message, "add `negated = true`, or ask for what is true")
        })
    };
    checked.questions().filter_map(find).collect()
}

fn unmarked(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let negatives = checked.vocabulary.mark_where(is_negative);
    let find = |asked: CheckedQuestion<'_>| {
        if !asked.stem.iter().any(|word| negatives.contains(*word)) {
            return None;
        }
        let stem = prose(&asked.question.stem);
        let negative = asking_negative(&stem).filter(|_| !has_mark(&stem))?;
        let message = format!(
            "question `{}` has a negative in lowercase",
            asked.question.id
        );
        let help = "write NOT in capitals and add `negated = true`, or ask for what is true";
        Some(asked.note(message, help).label(format!("\"{negative}\"")))
    };
    checked.questions().filter_map(find).collect()
}

fn has_mark(stem: &str) -> bool {
    // Fast path: few stems contain one of these words, and only those stems are split into words.
    [NOT, EXCEPT].iter().any(|mark| stem.contains(mark))
        && split(stem).any(|word| [NOT, EXCEPT].contains(&word))
}

/// Finds the negative word in the clause that asks the question, as in `Which … is not …?`.
fn asking_negative(stem: &str) -> Option<&str> {
    let before = &stem[..stem.rfind('?')?];
    let sentence = before.rsplit(['.', '!', '?']).next()?;
    split(sentence)
        .skip_while(|word| !is_in(ASKING, word))
        .skip(1)
        .take_while(|word| !is_in(SUBORDINATE, word))
        .find(|word| is_negative(word))
}

fn is_negative(word: &str) -> bool {
    is_in(NEGATIVE, word) || word.ends_with("n't") || word.ends_with("n’t")
}

#[cfg(test)]
mod tests {
    use super::asking_negative;
    use crate::bank::check::testing::found;

    fn bank(stem: &str, negated: bool) -> String {
        format!(
            r#"
            [[question]]
            id = "q"
            negated = {negated}
            stem = "{stem}"
            option = [{{ text = "AWS", correct = true }}, {{ text = "You" }}]
            "#
        )
    }

    #[test]
    fn the_mark_and_the_word_go_together() {
        for (stem, negated, missing, stray, unmarked) in [
            ("Which is NOT a duty?", true, 0, 0, 0),
            ("All are duties EXCEPT which?", true, 0, 0, 0),
            ("Which is a duty?", true, 1, 0, 0),
            ("Which is NOT a duty?", false, 0, 1, 0),
            ("Which is not a duty?", false, 0, 0, 1),
            ("Which is a duty?", false, 0, 0, 0),
        ] {
            let bank = bank(stem, negated);
            assert_eq!(found("negated-without-not", &bank).len(), missing, "{stem}");
            assert_eq!(found("not-without-negated", &bank).len(), stray, "{stem}");
            assert_eq!(found("unmarked-negative", &bank).len(), unmarked, "{stem}");
        }
    }

    #[test]
    fn a_negative_beside_the_question_is_none() {
        for stem in [
            "A company does not patch. Who does?",
            "Who makes sure that nobody does not pay?",
            "What applies to Amazon S3 but not to Amazon EC2?",
            "Notes that are not sorted",
        ] {
            assert_eq!(asking_negative(stem), None, "{stem}");
        }
        assert_eq!(
            asking_negative("Which duty doesn't it have?"),
            Some("doesn't")
        );
    }
}
