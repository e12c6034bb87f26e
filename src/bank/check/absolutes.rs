//! Rules on absolute words: if only incorrect options contain words such as `always` and `never`,
//! learners soon notice and reject those options.

use super::batch::{CheckedQuestion, QuestionBatch};
use super::chance::is_higher_share;
use super::digest::{Absolutes, BankDigest, QuestionDigest};
use super::rule::{Rule, RuleFinding, RuleFn};
use super::words::listed;

pub const IN_WRONG_OPTIONS: Rule = Rule::warning(
    "absolutes-in-wrong-options",
    "across the bank, incorrect options contain absolute words more often than correct ones",
    RuleFn::Bank(in_wrong_options),
)
.limit("a gap that a sound bank exceeds 1 time in 1,000; at least 30 options of each kind");

pub const GIVE_AWAY: Rule = Rule::warning(
    "absolutes-give-away",
    "every incorrect option contains an absolute word, and no correct option does",
    RuleFn::Questions(give_away),
);

const ABSOLUTES: &[&str] = &["all", "always", "every", "never", "only", "solely"];

fn in_wrong_options(whole: &BankDigest<'_>) -> Vec<RuleFinding> {
    let questions = &whole.questions;
    let right = questions.iter().map(|it| it.absolutes.right).sum();
    let wrong = questions.iter().map(|it| it.absolutes.wrong).sum();
    let rights = questions.iter().map(QuestionDigest::correct_options).sum();
    let options = questions.iter().map(|it| it.key.len()).sum::<usize>();
    let wrongs = options - rights;
    if !is_higher_share(wrong, wrongs, right, rights) {
        return Vec::new();
    }
    let mut telling: Vec<_> = questions
        .iter()
        .filter(|it| it.absolutes.right == 0 && it.absolutes.wrong > 0)
        .collect();
    telling.sort_by_key(|it| std::cmp::Reverse(it.absolutes.wrong));
    let worst: Vec<_> = telling.iter().map(|it| &it.id).collect();
    let message = format!(
        "{wrong} of {wrongs} incorrect options contain an absolute word, and {right} of {rights} correct ones"
    );
    let help = format!(
        "reword incorrect options, or use absolute words in correct ones where they are true; worst: {}",
        listed(&worst)
    );
    vec![whole.ground.note(message, help)]
}

fn give_away(case: &QuestionBatch<'_>) -> Vec<RuleFinding> {
    let absolutes = absolutes_of(case);
    let find = |asked: CheckedQuestion<'_>| {
        let wrongs = asked.question.choices.len() - asked.question.correct_count();
        // A single incorrect option does not make a pattern.
        if wrongs < 2 {
            return None;
        }
        let having = absolutes(asked);
        (having.right == 0 && having.wrong == wrongs).then(|| {
            let message = format!(
                "question `{}`: every incorrect option contains an absolute word, and no correct option does",
                asked.question.id
            );
            let help = format!("reword some of them to avoid {}", ABSOLUTES.join(", "));
            asked.note(message, help)
        })
    };
    case.questions().filter_map(find).collect()
}

/// Returns a function that counts the correct and incorrect options with an absolute word.
pub fn absolutes_of(case: &QuestionBatch<'_>) -> impl Fn(CheckedQuestion<'_>) -> Absolutes + use<> {
    let absolutes = case.vocabulary.mark_listed(ABSOLUTES);
    move |asked| {
        let mut having = Absolutes::default();
        for option in asked.options() {
            if option.words.iter().any(|word| absolutes.contains(*word)) {
                if option.choice.correct {
                    having.right += 1;
                } else {
                    having.wrong += 1;
                }
            }
        }
        having
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    fn bank(count: usize, right: &str, wrong: [&str; 2]) -> String {
        let questions = (0..count).map(|number| {
            let [one, other] = wrong;
            format!(
                r#"
                [[question]]
                id = "q{number}"
                stem = "{number}?"
                option = [
                  {{ text = "{right}", correct = true }},
                  {{ text = "{one}" }},
                  {{ text = "{other}" }},
                ]
                "#
            )
        });
        questions.collect()
    }

    #[test]
    fn a_habit_shows_over_the_bank() {
        let habit = bank(40, "AWS does", ["You always do", "Both do"]);
        assert_eq!(
            found("absolutes-in-wrong-options", &habit),
            ["40 of 80 incorrect options contain an absolute word, and 0 of 40 correct ones"]
        );
        let even = bank(40, "AWS always does", ["You always do", "All do"]);
        assert_eq!(found("absolutes-in-wrong-options", &even).len(), 0);
    }

    #[test]
    fn one_question_gives_its_key_away() {
        let telling = bank(1, "AWS does", ["You always do", "Only both do"]);
        assert_eq!(found("absolutes-give-away", &telling).len(), 1);
        for quiet in [
            bank(1, "AWS does", ["You always do", "Both do"]),
            bank(1, "Only AWS does", ["You always do", "All do"]),
        ] {
            assert_eq!(found("absolutes-give-away", &quiet).len(), 0);
        }
    }
}
